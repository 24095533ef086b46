"""Exclusions: goals that a list leaves out, wherever the question says so and however many there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.question.query.frame import Frame


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("施策を全部、ただし基本目標6は除く", [6]),
        ("基本目標2を除いた施策を全部", [2]),
        ("基本目標4を外して指標を一覧で", [4]),
        ("基本目標1と基本目標3を除く指標の一覧", [1, 3]),
        ("all indicators except those of goal 1 and goal 2", [1, 2]),
        ("all measures except those under goals 3 and 4", [3, 4]),
        ("list every indicator, but not those of goal 5 or goal 6", [5, 6]),
    ],
)
def test_goals_are_left_out(framed: Callable[[str], Frame], text: str, out: list[int]) -> None:
    frame = framed(text)
    assert sorted(number for group in frame.left_out for number in group.numbers) == out
    assert not frame.numbered


@pytest.mark.parametrize("text", ["基本目標1と基本目標2の指標", "indicators of goal 1 and goal 2"])
def test_goals_are_asked_for(framed: Callable[[str], Frame], text: str) -> None:
    frame = framed(text)
    assert not frame.left_out
    assert sorted(number for group in frame.groups for number in group.numbers) == [1, 2]
