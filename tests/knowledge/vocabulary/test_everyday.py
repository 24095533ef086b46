"""Everyday words and bracket words: they find a city's own indicators, and never take one for another."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge.ports import DialogueTurn
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.intent import Intent
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.everyday import bracket_words, everyday_names, everyday_words, siblings
from tests.drafting import drafted_plan

NAMES = ("出生数", "刑法犯認知件数", "刑法犯検挙件数", "企業立地による新規雇用者数", "健康寿命(男性)", "健康寿命(女性)", "宿泊者数")


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    rows = (f"i{number},安心のまち,支え合い,{name},人,1,R1年度,2,R7年度" for number, name in enumerate(NAMES))
    table = "\n".join(("青葉町総合計画", "ID,基本目標,施策,指標,単位,基準値,基準時点,目標値,目標時点", *rows)).encode()
    return drafted_plan("t.csv", table)


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("赤ちゃん", {"i0"}),
        ("babies", {"i0"}),
        ("crimes", {"i1"}),  # and not those that were solved
        ("泊まり客", {"i6"}),
        ("企業誘致", set()),  # the jobs that it brings are something else
        ("healthy life expectancy", {"i4", "i5"}),  # it is asked which is meant
        ("待機児童", set()),
    ],
)
def test_an_everyday_word_is_the_indicator_whose_name_fits(strategy: Strategy, word: str, ids: set[str]) -> None:
    assert {indicator.id for indicator, said in everyday_names(strategy) if said == word} == ids


def test_bracket_words_belong_to_names_that_differ_by_them(strategy: Strategy) -> None:
    found = {(indicator.id, word) for indicator, word in bracket_words(strategy)}
    assert {("i4", "男性"), ("i4", "men"), ("i5", "女性"), ("i5", "women")} <= found
    assert {indicator for indicator, _ in found} == {"i4", "i5"}
    assert [each.id for each in siblings(strategy, strategy.indicators[4])] == ["i4", "i5"]
    assert siblings(strategy, strategy.indicators[0]) == ()


def test_no_group_of_everyday_words_says_a_word_twice() -> None:
    for group in everyday_words():
        assert len(set(group.words)) == len(group.words), group.words
        assert all(re.search(r"[^*]", pattern) for pattern in group.patterns)


@pytest.mark.parametrize(
    ("question", "ids", "tied"),
    [
        ("健康寿命、男性と女性の目標を比べて", ("i4", "i5"), False),
        ("健康寿命の目標は?", ("i4", "i5"), True),
        ("女性の目標は?", ("i5",), True),  # by itself it may be of anything
        ("赤ちゃんの目標は?", ("i0",), False),
    ],
)
def test_names_that_differ_in_brackets_are_told_apart(
    strategy: Strategy, question: str, ids: tuple[str, ...], *, tied: bool
) -> None:
    pipeline = Pipeline(strategy, Lexicon.of(strategy))
    (frame,) = pipeline.questions(question)[1]
    query = pipeline.read(frame, None, date(2024, 2, 1))
    assert (query.subjects, query.tied) == (ids, tied)


def test_a_follow_up_on_the_brackets_means_the_sibling(strategy: Strategy) -> None:
    pipeline = Pipeline(strategy, Lexicon.of(strategy))
    (frame,) = pipeline.questions("女性は?")[1]
    turn = DialogueTurn(language=Language.JAPANESE, intent=Intent.LOOKUP, subjects=("i4",), fields=("target",))
    query = pipeline.read(frame, turn, date(2024, 2, 1))
    assert (query.subjects, query.tied) == (("i5",), False)
