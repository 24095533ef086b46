"""What is left out, denied, or denied twice; and which way values went."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.answer.predicates import change
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Indicator, Language

ALL = [
    "retail-sales",
    "manufacturing-shipments",
    "new-jobs",
    "social-migration-rate",
    "visitors",
    "total-fertility-rate",
    "births",
    "safe-community",
    "regional-population",
    "active-seniors",
    "health-checkup-rate",
    "lifelong-learning-satisfaction",
]
BEHIND = ["visitors", "births", "health-checkup-rate"]
ACHIEVED = ["retail-sales", "total-fertility-rate", "safe-community", "regional-population"]
ON_TRACK = ["manufacturing-shipments", "new-jobs", "active-seniors"]
GOAL_3 = ["total-fertility-rate", "births"]


def without(listed: list[str], *out: str) -> list[str]:
    """A list without some of it."""
    return [each for each in listed if each not in out]


LISTS = [
    ("健診以外で遅れてる指標は?", without(BEHIND, "health-checkup-rate")),
    ("出生数以外で遅れている指標は?", without(BEHIND, "births")),
    ("出生数と観光客数以外で遅れている指標は?", ["health-checkup-rate"]),
    ("anything behind other than visitors?", without(BEHIND, "visitors")),
    ("which indicators are behind except births?", without(BEHIND, "births")),
    ("基本目標3を除いて達成済みのもの", without(ACHIEVED, *GOAL_3)),
    ("目標3以外の指標は?", without(ALL, *GOAL_3)),
    ("基本目標1と2以外の指標", ALL[5:]),
    ("indicators outside goal 3", without(ALL, *GOAL_3)),
    ("all indicators except the births one", without(ALL, "births")),
    ("セーフコミュニティを除く基本目標4の指標は", ["regional-population"]),
    ("遅れていない指標は?", without(ALL, *BEHIND)),
    ("which indicators are not behind?", without(ALL, *BEHIND)),
    ("indicators that are not on track or achieved", without(ALL, *ACHIEVED, *ON_TRACK)),
    ("neither achieved nor on track", without(ALL, *ACHIEVED, *ON_TRACK)),
    ("遅れていないわけではない指標は?", BEHIND),
    ("順調でなくはない指標は?", ON_TRACK),
    ("達成していないわけではない指標", ACHIEVED),
    ("目標年が2024年ではない指標", ["social-migration-rate", "safe-community", "regional-population", "health-checkup-rate"]),
    ("%じゃない指標は?", without(ALL, "health-checkup-rate")),
    ("単位が%の指標以外", without(ALL, "health-checkup-rate")),
    ("期限が切れていない指標は?", ALL),
    ("達成率がマイナスでない指標", [*ON_TRACK[:2], "total-fertility-rate", "active-seniors", "health-checkup-rate"]),
    ("下がった指標は?", ["retail-sales", "visitors", "births", "regional-population"]),
    ("増えていない指標は?", ["retail-sales", "visitors", "births", "regional-population"]),
    ("2020年に増えた指標は?", ["new-jobs", "active-seniors"]),
    ("去年より下がった指標は?", ["births"]),
    ("which indicators fell year on year?", ["births"]),
    ("目標が1000人以上の指標は?", ["visitors", "births", "regional-population", "active-seniors"]),
    ("目標が3,000人を超える指標は?", ["visitors", "regional-population", "active-seniors"]),
    ("Which indicators have a target of at least 3,000 people?", ["visitors", "births", "regional-population", "active-seniors"]),
    ("実績のない指標は?", ["social-migration-rate", "lifelong-learning-satisfaction"]),
]


@pytest.mark.parametrize(("question", "listed"), LISTS)
def test_a_list_holds_what_the_question_leaves(guide: Guide, question: str, listed: list[str]) -> None:
    answer = guide.ask(Question(question))
    assert answer.status == "answered"
    assert sorted(answer.subjects) == sorted(listed)


OTHERS = [
    ("施策を基本目標1以外で全部出して", 15),
    ("list all measures except those of goal 1", 15),
    ("基本目標2以外の基本目標は?", 5),
]


@pytest.mark.parametrize(("question", "number"), OTHERS)
def test_goals_and_measures_are_left_out_too(guide: Guide, question: str, number: int) -> None:
    answer = guide.ask(Question(question))
    assert len(answer.subjects) == number
    assert "除いています" in answer.text or "Without" in answer.text


RANKS = [
    ("一番減った指標は?", "visitors"),
    ("どの指標が一番改善した?", "new-jobs"),
    ("Which indicator fell the most?", "visitors"),
    ("Which indicator grew the most?", "new-jobs"),
    ("Which indicator improved the most?", "new-jobs"),
]


@pytest.mark.parametrize(("question", "subject"), RANKS)
def test_what_moved_most_goes_by_the_way_that_is_asked_for(guide: Guide, question: str, subject: str) -> None:
    assert guide.ask(Question(question)).subjects == (subject,)


@pytest.mark.parametrize("question", ["一番改善した指標は?", "Which indicator improved the most?"])
def test_what_improves_by_falling_is_ranked_by_its_own_good_way(hanagawa: Guide, question: str) -> None:
    falling = hanagawa.ask(Question("一番減った指標は?")).subjects
    assert hanagawa.strategy.indicator(falling[0]).direction == "decrease"
    growth = {i.id: improvement(hanagawa, i) for i in hanagawa.strategy.indicators}
    best = max((share, subject) for subject, share in growth.items() if share is not None)[1]
    assert hanagawa.ask(Question(question)).subjects == (best,)


def improvement(guide: Guide, indicator: Indicator) -> Decimal | None:
    """The change since the baseline as a share of it, in the indicator's good direction."""
    standing = guide.answer_context(Language.JAPANESE).standing(indicator)
    difference = change(standing)
    if difference is None or not indicator.baseline.amount:
        return None
    return difference / indicator.baseline.amount * (-1 if indicator.direction == "decrease" else 1)
