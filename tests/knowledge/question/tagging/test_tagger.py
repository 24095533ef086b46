"""The cheapest path over a question: names, cues, figures, and what is left."""

from collections.abc import Callable

import pytest

from knowledge.question.lexicon.slots import Slot


def tags(tagged: Callable, text: str, *slots: Slot) -> list[str]:
    """The values of a text's tags in those slots."""
    _, found = tagged(text)
    return [value for tag in found for value in tag.values(*slots)]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("小売業商品販額の目標", "retail-sales"),
        ("retial slaes target", "retail-sales"),
        ("nubmer of newborns", "births"),
        ("交流人工 目標", "visitors"),
        ("げんきこうれいしゃすう", "active-seniors"),
        ("goukei tokushu shusshouritsu", "total-fertility-rate"),
        ("life long learning satisfaction", "lifelong-learning-satisfaction"),
        ("healthcheckup rate", "health-checkup-rate"),
        ("セ-フコミュニティ-の再認証", "safe-community"),
    ],
)
def test_a_misspelt_name_is_found(tagged: Callable, text: str, entity: str) -> None:
    assert entity in tags(tagged, text, Slot.NAME)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("交流人人口の目標", "visitors"),
        ("しゅっしょうすうう", "births"),
        ("こういきけんじじんこう", "regional-population"),
        ("neww jobs", "new-jobs"),
    ],
)
def test_a_sign_typed_twice_does_not_hide_a_name(tagged: Callable, text: str, entity: str) -> None:
    _, tags = tagged(text)
    assert any(tag.has(Slot.NAME, entity) for tag in tags)


def test_an_adverb_within_a_phrase_is_passed_over(tagged: Callable) -> None:
    _, tags = tagged("what can you actually do")
    assert tags[0].has(Slot.ASK, "help")


def test_the_longest_name_wins(tagged: Callable) -> None:
    assert tags(tagged, "出生率の目標", Slot.NAME) == ["total-fertility-rate"]


def test_figures_are_tagged_by_what_they_are(tagged: Callable) -> None:
    assert tags(tagged, "2024年に2,500人、基本目標3", Slot.YEAR) == ["2024"]
    assert tags(tagged, "2024年に2,500人、基本目標3", Slot.QUANTITY) == ["2500"]
    assert tags(tagged, "2024年に2,500人、基本目標3", Slot.DIGITS) == ["3"]
    assert tags(tagged, "目標三", Slot.DIGITS) == ["3"]


def test_a_kanji_numeral_within_a_word_is_no_number(tagged: Callable) -> None:
    assert tags(tagged, "一覧と一番", Slot.DIGITS) == []


def test_tags_cover_all_tokens_in_order(tagged: Callable) -> None:
    tokens, found = tagged("出生数とxyzzyの目標は? 3,000人")
    assert [tag.start for tag in found][1:] == [tag.end for tag in found][:-1]
    assert (found[0].start, found[-1].end) == (0, len(tokens))


def test_what_nothing_explains_has_no_sense(tagged: Callable) -> None:
    tokens, found = tagged("待機の目標")
    unknown = [tokens[tag.start].surface for tag in found if not tag.senses]
    assert unknown == ["待", "機"]
