"""Corrections: of what is said twice the last holds, for goals, years, fields, ranks and names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame


@pytest.mark.parametrize(
    "text",
    [
        "2、いや5の施策",
        "基本目標2、いや基本目標5の施策",
        "基本目標2、あ5だ、5の施策",
        "基本目標2、ごめん5だ。施策は?",
        "目標2、じゃなくて5の施策",
        "基本目標2、じゃない、5の施策",
        "基本目標2、違う、5の施策",
        "goal 2, no, 5: the measures",
        "goal 2, sorry, goal 5 measures",
        "goal 2, oh 5, measures of 5",
        "goal 2, I mean goal 5, measures",
    ],
)
def test_the_last_goal_holds(framed: Callable[[str], Frame], text: str) -> None:
    frame = framed(text)
    assert [number for group in frame.groups for number in group.numbers] == [5]
    assert not frame.quantities


@pytest.mark.parametrize("text", ["2019年、いや2020年の受診率", "満足度の2019年、じゃなくて2020年", "jobs in 2019, sorry, 2020"])
def test_the_last_year_holds(framed: Callable[[str], Frame], text: str) -> None:
    assert framed(text).years == [2020]


@pytest.mark.parametrize(
    ("text", "slot", "left"),
    [
        ("受診率の目標、いや現状値", Slot.FIELD, ["baseline"]),
        ("the target for jobs, sorry, the baseline", Slot.FIELD, ["baseline"]),
        ("遅れている、じゃなくて順調な指標", Slot.STATUS, ["on_track"]),
        ("期限が一番遅いの、じゃなくて早いのは", Slot.RANK, ["earliest"]),
    ],
)
def test_the_last_cue_holds(framed: Callable[[str], Frame], text: str, slot: Slot, left: list[str]) -> None:
    assert framed(text).cues[slot] == left


@pytest.mark.parametrize(("text", "goals"), [("基本目標2、5の施策", [2, 5]), ("goals 2, 5 and 6", [2, 5, 6])])
def test_a_list_corrects_nothing(framed: Callable[[str], Frame], text: str, goals: list[int]) -> None:
    assert [number for group in framed(text).groups for number in group.numbers] == goals


@pytest.mark.parametrize("text", ["出生数、いつではなく現状を教えて", "満足度、いつではなく目標", "births, not when but how many"])
def test_a_denied_when_breaks_nothing(framed: Callable[[str], Frame], text: str) -> None:
    framed(text)


@pytest.mark.parametrize(
    "text",
    [
        "健診あやっぱり出生数の目標",
        "受診率えーとやっぱり出生数の目標値",
        "満足度のあ違った出生数の目標を教えて",
        "the visitors actually no the births target",
        "uh the checkup rate no sorry births what is the target",
    ],
)
def test_a_change_of_mind_between_two_names_leaves_the_last(framed: Callable[[str], Frame], text: str) -> None:
    assert [mention.ids for mention in framed(text).mentions if mention.named] == [("births",)]


@pytest.mark.parametrize("text", ["出生数と満足度はやっぱり遅れてる?", "births and visitors, no target yet?"])
def test_what_stands_elsewhere_takes_nothing_back(framed: Callable[[str], Frame], text: str) -> None:
    assert len([mention for mention in framed(text).mentions if mention.named]) == 2
