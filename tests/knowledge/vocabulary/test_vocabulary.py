"""The vocabulary of municipal indicators: whole, without two words for one thing, and never another city's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer
from knowledge.guide import Guide
from knowledge.notation.quantity import read_quantity
from knowledge.notation.unit_reader import read_unit
from knowledge.question.lexicon.slots import Slot
from knowledge.question.lexicon.sources import Known, hidden_words, language_phrases
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.match import nearest_indicators, qualified, served_terms
from knowledge.vocabulary.model import elsewhere, municipalities, vocabulary
from tests.drafting import drafted_plan

KANA = re.compile("[ぁ-んー・]+")


def test_there_are_some_four_hundred_indicators_and_all_prefectures() -> None:
    assert len(vocabulary()) > 380
    assert sum(place.name[-1] in "都道府県" for place in municipalities()) == 47


def test_no_word_names_two_indicators() -> None:
    for words in (
        [w for t in vocabulary() for w in t.japanese],
        [w.lower() for t in vocabulary() for w in {e.lower() for e in t.english}],
    ):
        assert [word for word, count in Counter(words).items() if count > 1] == []


def test_every_indicator_has_a_reading_an_english_name_and_units_that_can_be_read() -> None:
    for term in vocabulary():
        assert term.kana and all(KANA.fullmatch(kana) for kana in term.kana), term.name  # noqa: PT018
        assert term.en.isascii(), term.name
        assert term.good in ("up", "down", None)
        for unit in term.units:
            found = read_quantity(f"12{unit}", read_unit(unit))
            assert found is not None, (term.name, unit)


def test_a_places_short_reading_is_no_word_for_it() -> None:
    kana = [word for place in municipalities() for word in place.words if KANA.fullmatch(word) and word != place.root]
    assert min(map(len, kana)) >= 4
    assert "こおりやま" in kana


def test_what_is_elsewhere_is_no_indicator() -> None:
    names = {word.lower() for term in vocabulary() for word in term.words}
    assert [word for _, word in elsewhere() if word.lower() in names] == []


def test_a_strategys_own_indicators_are_known_by_any_of_their_names(koriyama: Strategy) -> None:
    served = {name: indicators[0].id for name, indicators in served_terms(koriyama).items() if len(indicators) == 1}
    assert served["出生数"] == "births"
    assert served["特定健診受診率"] == "health-checkup-rate"
    assert "待機児童数" not in served


def test_a_strategys_own_words_are_no_words_for_something_else(koriyama: Strategy, hanagawa: Guide) -> None:
    for strategy in (koriyama, hanagawa.strategy):
        beyond = {word for sense, word in language_phrases() if sense.slot is Slot.BEYOND} - set(hidden_words(Known(strategy)))
        own = {
            word for entity in strategy.entities for word in (entity.name.ja, *entity.terms.aliases_ja, *entity.terms.keywords_ja)
        }
        assert beyond & own == set()
        assert {strategy.city.ja, *strategy.city_terms.aliases_ja} & beyond == set()


def test_what_a_strategy_does_not_hold_is_near_to_what_it_holds_in_the_same_field(koriyama: Strategy) -> None:
    assert "births" in nearest_indicators(koriyama, ["死亡数"])
    assert nearest_indicators(koriyama, ["がん検診"]) == ("health-checkup-rate",)
    assert nearest_indicators(koriyama, ["天気"]) == ()


@pytest.mark.parametrize("question", ["待機児童数は?", "がん検診受診率", "cancer screening rate"])
def test_the_name_of_what_is_not_held_alone_is_said_not_to_be_held(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status == "not_found"
    assert any(word in answer.text for word in ("待機児童数", "がん検診受診率", "cancer screening rate"))


@pytest.mark.parametrize(
    ("names", "term", "ids"),
    [
        (("交通人身事故の発生件数",), "交通事故件数", ["i0"]),
        (("特定健康診査の受診率",), "特定健診受診率", ["i0"]),
        (("健康寿命(男性)", "健康寿命(女性)"), "健康寿命", ["i0", "i1"]),
        (("健康寿命", "健康寿命(女性)"), "健康寿命", ["i0"]),
        (("20代の転入者数", "30代の転入者数"), "転入者数", []),
        (("新規就漁者数",), "漁業就業者数", []),  # who is new is a part of all
    ],
)
def test_an_indicator_is_known_by_close_variants_of_its_name(names: tuple[str, ...], term: str, ids: list[str]) -> None:
    rows = (f"i{number},{name},人,1,R1年度,2,R7年度" for number, name in enumerate(names))
    table = "\n".join(("青葉町総合計画", "ID,指標,単位,基準値,基準時点,目標値,目標時点", *rows)).encode()
    strategy = drafted_plan("t.csv", table)
    served = served_terms(strategy).get(term, ())
    assert [each.id for each in served] == ids
    assert [each.id for each in qualified(f"{names[-1]}", served)] == ids[-1:]
