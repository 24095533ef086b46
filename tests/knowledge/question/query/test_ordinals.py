"""Numbers of goals and measures: ranges, pairs, and the goal that is given by its number alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.question.query.frame import Frame
from knowledge.strategy.model import Kind


def _numbers(frame: Frame, kind: Kind) -> tuple[int, ...]:
    return tuple(number for group in frame.groups if kind in group.kinds for number in group.numbers)


@pytest.mark.parametrize("written", ["1〜3", "1～3", "1-3", "1から3", "1から3まで", "Ⅰ〜Ⅲ", "①〜③", "1、2、3", "1〜iii"])
def test_a_range_of_goals_holds_those_between(framed: Callable[[str], Frame], written: str) -> None:
    assert _numbers(framed(f"基本目標{written}の施策"), Kind.GOAL) == (1, 2, 3)


@pytest.mark.parametrize("written", ["1-3", "1–3", "1 to 3", "1 through 3", "one to three", "1, 2 and 3"])
def test_a_range_of_goals_in_english(framed: Callable[[str], Frame], written: str) -> None:
    assert _numbers(framed(f"measures of goals {written}"), Kind.GOAL) == (1, 2, 3)


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("5の指標", (5,)),
        ("2と4の施策", (2, 4)),
        ("2〜4の施策", (2, 3, 4)),
        ("市の3の指標は", (3,)),
        ("g6 indicators", (6,)),
        ("G6の指標", (6,)),
        ("measures of 3", (3,)),
        ("goal iii indicators", (3,)),
        ("measures of goal IV", (4,)),
        ("goal V", (5,)),
        ("the goal I asked about", ()),
        ("12の指標", ()),
        ("4つの指標", ()),
        ("4 indicators", ()),
        ("上位3の指標", ()),
        ("measures of 4 goals", ()),
        ("one of the indicators", ()),
        ("2024年の指標", ()),
    ],
)
def test_a_number_alone_gives_the_goal_of_members(framed: Callable[[str], Frame], text: str, goals: tuple[int, ...]) -> None:
    assert _numbers(framed(text), Kind.GOAL) == goals


@pytest.mark.parametrize("text", ["施策3-2", "施策3ー2", "measure 3-2"])
def test_a_pair_is_a_goal_and_its_measure(framed: Callable[[str], Frame], text: str) -> None:
    assert (_numbers(framed(text), Kind.GOAL), _numbers(framed(text), Kind.MEASURE)) == ((3,), (2,))


def test_with_its_goal_named_a_pair_is_a_range(framed: Callable[[str], Frame]) -> None:
    frame = framed("基本目標2の施策1-3")
    assert (_numbers(frame, Kind.GOAL), _numbers(frame, Kind.MEASURE)) == ((2,), (1, 2, 3))
