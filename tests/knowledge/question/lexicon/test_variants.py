"""How else names are said, for every city by rule; and names that differ in brackets alone."""

from __future__ import annotations

import pytest

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.lexicon.sources import spelling
from knowledge.question.lexicon.variants import name_variants, unique_variants
from knowledge.question.pipeline import Pipeline
from knowledge.question.text.tokenizer import kept_keys, phrase_keys
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.plan import Strategy
from tests.conftest import HANAGAWA


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("観光入込客数", "観光客の数"),
        ("観光入込客数", "来訪者数"),
        ("高齢者数", "お年寄りの数"),
        ("空き家率", "空家の割合"),
        ("健診の受診率", "健診受診率"),
        ("交流人口(観光入込客数)", "交流人口"),
        ("交流人口(観光入込客数)", "観光入込客数"),
        ("number of visitors", "visitor numbers"),
        ("number of visitors", "tourists count"),
        ("recycling rate", "share of recycling"),
        ("recycling rate", "recycling percentage"),
    ],
)
def test_a_name_is_said_otherwise(name: str, variant: str) -> None:
    stemmed = {phrase_keys(each, {}).joined for each in name_variants(name)}
    assert phrase_keys(variant, {}).joined in stemmed


def test_what_brackets_hold_is_no_name_unless_it_is_a_quantity() -> None:
    assert "女性" not in set(name_variants("がん検診受診率(女性)"))


def test_a_variant_of_two_names_is_neither_s() -> None:
    names = {"a": ["移住者数"], "b": ["転入者数"]}
    assert not list(unique_variants(names, kept_keys({})))


def test_a_name_without_its_brackets_is_each_one_s() -> None:
    names = {"men": ["受診率(男性)"], "women": ["受診率(女性)"]}
    found = set(unique_variants(names, kept_keys({})))
    assert {("men", "受診率"), ("women", "受診率")} <= found


def _town(**aliases: str) -> Strategy:
    """The made-up town with other names."""
    text = HANAGAWA.read_text(encoding="utf-8")
    for old, new in aliases.items():
        text = text.replace(old, new)
    return strategy_graph(parse_strategy(text, "town.yaml")[0])


@pytest.mark.parametrize("word", ["65歳", "20代", "30分", "100年"])
def test_a_name_of_figures_and_one_kanji_is_a_name(word: str) -> None:
    lexicon = Lexicon.of(_town(家庭ごみ=word))
    assert Sense(Slot.NAME, "household-waste") in lexicon.senses(phrase_keys(word, spelling()).joined)


@pytest.mark.parametrize("word", ["待機児童", "リサイクル", "健康寿命"])
def test_what_a_city_speaks_of_itself_lies_not_beyond_it(word: str) -> None:
    lexicon = Lexicon.of(_town(家庭ごみ=f"{word}数"))
    assert not any(sense.slot is Slot.BEYOND for sense in lexicon.senses(" ".join(word)))


@pytest.mark.parametrize("named", ["家庭ごみ(夏)", "家庭ごみ(冬)"])
def test_a_name_with_brackets_is_found_as_it_stands(named: str) -> None:
    strategy = _town(家庭ごみ=f'"{named}"')
    language, frames = Pipeline(strategy, Lexicon.of(strategy)).questions(f"{named}の目標は?")
    assert [mention.ids for frame in frames for mention in frame.mentions if mention.named] == [("household-waste",)]
    assert language
