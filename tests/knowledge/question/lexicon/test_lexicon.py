"""The lexicon: what phrases mean, and that it reads back as it was written."""

import subprocess
import sys
from pathlib import Path

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.lexicon.sources import SOURCES
from knowledge.question.text.tokenizer import phrase_keys
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.plan import Strategy
from tests.conftest import HANAGAWA


def senses(lexicon: Lexicon, phrase: str) -> tuple[Sense, ...]:
    """What a phrase means."""
    return lexicon.senses(phrase_keys(phrase, lexicon.spelling).joined)


def test_every_name_and_alias_leads_to_its_entity(lexicon: Lexicon, koriyama: Strategy) -> None:
    for entity in koriyama.entities:
        terms = entity.terms
        for word in (entity.name.ja, entity.name.en, *terms.kana, *terms.aliases_ja, *terms.aliases_en):
            assert Sense(Slot.NAME, entity.id) in senses(lexicon, word), word


def test_a_word_can_be_a_field_and_a_group(lexicon: Lexicon) -> None:
    assert {Sense(Slot.FIELD, "target"), Sense(Slot.GROUP, "goal")} <= set(senses(lexicon, "目標"))


def test_a_name_is_known_with_its_ending_in_kana(lexicon: Lexicon) -> None:
    assert Sense(Slot.NAME, "births") in senses(lexicon, "出生すう")


def test_a_value_in_words_is_known(lexicon: Lexicon) -> None:
    assert Sense(Slot.WORDING, "調査中") in senses(lexicon, "調査中")


def test_it_reads_back_as_it_was_written(lexicon: Lexicon) -> None:
    again = Lexicon.read(lexicon.written())
    assert again.written() == lexicon.written()
    assert senses(again, "出生数") == senses(lexicon, "出生数")
    assert again.longest("出 生") == lexicon.longest("出 生") > 2
    assert again.knows("visitors")


def test_the_language_is_held_once_for_all_plans(lexicon: Lexicon, koriyama: Strategy) -> None:
    town = strategy_graph(parse_strategy(HANAGAWA.read_text(encoding="utf-8"), "town.yaml")[0])
    assert Lexicon.of(town).language is Lexicon.of(koriyama).language is Lexicon.read(lexicon.written()).language


def test_what_one_plan_holds_still_lies_beyond_another(koriyama: Strategy) -> None:
    town = strategy_graph(parse_strategy(HANAGAWA.read_text(encoding="utf-8").replace("家庭ごみ", "待機児童数"), "town.yaml")[0])
    beyond = Sense(Slot.BEYOND, "indicator")
    assert beyond not in senses(Lexicon.of(town), "待機児童数")
    assert beyond in senses(Lexicon.of(koriyama), "待機児童数")


def test_no_name_is_a_filler_too(lexicon: Lexicon, koriyama: Strategy) -> None:
    """A word that says nothing anywhere would otherwise name an indicator."""
    for indicator in koriyama.indicators:
        for word in (indicator.name.ja, *indicator.terms.aliases_ja, *indicator.terms.aliases_en):
            assert not any(sense.slot is Slot.FILLER for sense in senses(lexicon, word)), word


READS = """
import sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from knowledge.notation.units import DATA, PACKAGED
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.question.lexicon.lexicon import Lexicon
strategy = strategy_graph(read_strategy_file(PACKAGED)[0])
opened.clear()
Lexicon.of(strategy)
print("\\n".join(name for name in opened if name.startswith(str(DATA))))
"""


def test_the_digest_is_of_every_file_that_a_lexicon_is_built_from() -> None:
    read = subprocess.run([sys.executable, "-c", READS], capture_output=True, text=True, check=True).stdout.split()
    assert read
    for name in read:
        assert any(Path(name).is_relative_to(source) for source in SOURCES), name
