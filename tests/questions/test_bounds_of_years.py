"""Bounds on the target year, each at its boundary: 2023 and 2025 hold one indicator each, 2022 and 2040 too, 2024 all others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer
from knowledge.strategy.plan import Strategy

Ask = Callable[[str], Answer]

UNTIL_2023 = (
    "Which indicators fall due no later than 2023?",
    "indicators due by 2023 at the latest",
    "indicators due on or before 2023",
    "indicators due in 2023 or before",
    "indicators whose deadline is not later than 2023",
    "which indicators are due by the end of 2023",
    "indicators with a target year of 2023 or earlier",
    "indicators due up to and including 2023",
    "indicators due before 2024",
    "indicators due earlier than 2024",
    "期限が遅くとも2023年の指標は?",
    "期限が2023年までの指標は?",
    "2023年までに期限が来る指標は?",
    "2023年以前に期限を迎える指標",
    "目標年が2023年かそれより前の指標",
    "目標年が2023年以内の指標は",
    "2023年度末までに達成するとされている指標は?",
    "期限が2024年より前の指標",
    "2024年を待たずに期限が来る指標",
    "目標年が2024年未満の指標",
    "2024年より早い期限の指標",
)
FROM_2025 = (
    "Which indicators are due no earlier than 2025?",
    "indicators due in 2025 at the earliest",
    "indicators due on or after 2025",
    "indicators due from 2025 on",
    "indicators not due before 2025",
    "indicators not due until 2025",
    "indicators due after 2024",
    "indicators due later than 2024",
    "期限が2025年以降の指標は?",
    "期限が早くとも2025年の指標は?",
    "目標年が2025年かそれより後の指標",
    "2025年より前に期限が来ない指標は?",
    "期限が2024年より後の指標",
    "2024年を過ぎてから期限の指標",
    "2024年を超えて期限がある指標",
    "期限が2024年よりも遅い指標",
)
BETWEEN_2023_AND_2024 = (
    "indicators due between 2023 and 2024",
    "indicators due from 2023 to 2024",
    "期限が2023年から2024年の指標",
    "期限が2023年か2024年の指標",
)


def _due(koriyama: Strategy, first: int, last: int) -> list[str]:
    return [each.id for each in koriyama.indicators if first <= each.target.year <= last]


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        *((question, 0, 2023) for question in UNTIL_2023),
        *((question, 2025, 9999) for question in FROM_2025),
        *((question, 2023, 2024) for question in BETWEEN_2023_AND_2024),
    ],
)
def test_the_years_within_a_bound_are_listed_and_no_other(
    ask: Ask, koriyama: Strategy, question: str, first: int, last: int
) -> None:
    assert list(ask(question).subjects) == _due(koriyama, first, last)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("順調な指標の中で、達成率が最も低いものはどれですか。", "new-jobs"),
        ("Which on-track indicator has the highest achievement rate?", "active-seniors"),
        ("遅れている指標で期限が一番早いのは?", "health-checkup-rate"),
        ("of the indicators that are behind, which is furthest along?", "health-checkup-rate"),
        ("増えた指標の中で達成率が一番低いのは?", "health-checkup-rate"),
        ("円の指標で目標が一番大きいのは?", "manufacturing-shipments"),
        ("単位が人の指標で達成率が一番高いのは?", "active-seniors"),
        ("一番順調な指標は?", "total-fertility-rate"),
        ("which is most behind?", "visitors"),
    ],
)
def test_a_ranking_keeps_within_what_it_is_limited_to(ask: Ask, question: str, first: str) -> None:
    assert ask(question).subjects[0] == first
