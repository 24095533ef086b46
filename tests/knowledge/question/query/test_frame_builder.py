"""Frames: groups with their numbers, scopes, what is not meant, what is taken back."""

from collections.abc import Callable

import pytest

from knowledge.question.lexicon.slots import Slot
from knowledge.strategy.model import Kind


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("基本目標3", Kind.GOAL, (3,)),
        ("基本目標5と6の施策", Kind.GOAL, (5, 6)),
        ("goals 5 and 6", Kind.GOAL, (5, 6)),
        ("目標1から3", Kind.GOAL, (1, 2, 3)),
        ("goal three", Kind.GOAL, (3,)),
        ("third goal", Kind.GOAL, (3,)),
        ("2番目の施策", Kind.MEASURE, (2,)),
        ("目標三", Kind.GOAL, (3,)),
        ("measure no. 4 of goal 1", Kind.MEASURE, (4,)),
        ("基本的な考え方、4つ目は", Kind.PRINCIPLE, (4,)),
        ("横断的な目標2", Kind.CROSS_GOAL, (2,)),
    ],
)
def test_a_group_takes_its_numbers(framed: Callable, text: str, kind: Kind, numbers: tuple[int, ...]) -> None:
    group = framed(text).group(kind)
    assert group is not None
    assert group.numbers == numbers


@pytest.mark.parametrize("text", ["6つの基本目標", "the city's six goals", "基本目標を6つとも"])
def test_a_count_is_no_number(framed: Callable, text: str) -> None:
    frame = framed(text)
    assert not frame.numbered
    assert not frame.quantities


@pytest.mark.parametrize(
    ("text", "national"),
    [
        ("国の基本目標1", True),
        ("市の基本目標1", False),
        ("基本目標1", None),
        ("national goal 1", True),
        ("goal 1 of the national strategy", True),
    ],
)
def test_a_scope_holds_for_its_group(framed: Callable, text: str, national: bool | None) -> None:
    assert framed(text).groups[0].national is national


def test_two_scopes_hold_for_two_groups(framed: Callable) -> None:
    assert [group.national for group in framed("国の基本目標3と市の基本目標3の違い").groups] == [True, False]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("出生率じゃなくて出生数のほう", {"births"}),
        ("販売額の目標は?出荷額のほうじゃないよ", {"retail-sales"}),
        ("the number of births, not the fertility rate", {"births"}),
        ("fertility rate... sorry, I mean births", {"births"}),
        ("出生率の目標、あ間違えた、出生数の目標", {"births"}),
    ],
)
def test_what_is_not_meant_is_dropped(framed: Callable, text: str, named: set[str]) -> None:
    assert {entity for mention in framed(text).mentions if mention.named for entity in mention.ids} == named


def test_a_negated_year_negates_the_condition(framed: Callable) -> None:
    assert framed("Which ones are NOT due in 2024?").negated
    assert not framed("Which ones are due in 2024?").negated


def test_a_word_for_both_is_a_field_beside_a_name_and_a_group_after_which(framed: Callable) -> None:
    assert "target" in framed("出生数の目標").fields
    assert framed("どの目標?").groups[0].sure


def test_an_agenda_number_is_no_figure(framed: Callable) -> None:
    assert not framed("議題3 出生数の目標").quantities


def test_cues_are_kept_in_order(framed: Callable) -> None:
    assert framed("出生数の現状値と目標値と期限").cues[Slot.FIELD][:3] == ["baseline", "target", "year"]
