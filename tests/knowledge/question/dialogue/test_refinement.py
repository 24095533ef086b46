"""A follow-up on a list keeps what it does not replace: goals, conditions, the field that is ranked, what was listed."""

from __future__ import annotations

import itertools

import pytest

from knowledge.answer.model import AnswerStatus
from knowledge.dialogue import Dialogue
from knowledge.guide import Question

_thread = itertools.count()

BEHIND = ("visitors", "births", "health-checkup-rate")
DIALOGUES = [
    [("遅れている指標は?", BEHIND), ("そのうち目標3のものは?", ("births",))],
    [("which indicators are behind?", BEHIND), ("which of those are under goal 5?", ("health-checkup-rate",))],
    [("遅れている指標は?", BEHIND), ("目標2は?", ("visitors",))],
    [("which are on track?", ("manufacturing-shipments", "new-jobs", "active-seniors")), ("and in goal 5?", ("active-seniors",))],
    [("2025年が期限のもの", ("regional-population",)), ("2040年は?", ("social-migration-rate",))],
    [("which indicators are due in 2025?", ("regional-population",)), ("and in 2023?", ("health-checkup-rate",))],
    [("目標5の指標", ("active-seniors", "health-checkup-rate")), ("2つのうち遅れてるほうは", ("health-checkup-rate",))],
    [("目標1の指標", ("retail-sales", "manufacturing-shipments", "new-jobs")), ("達成したのは?", ("retail-sales",))],
    [("goal 5 indicators", ("active-seniors", "health-checkup-rate")), ("which of them is behind?", ("health-checkup-rate",))],
    [
        ("達成率が一番高いのは?", ("total-fertility-rate",)),
        ("逆に一番低いのは", ("visitors",)),
        ("その逆は?", ("total-fertility-rate",)),
    ],
    [("Which has the highest achievement?", ("total-fertility-rate",)), ("and the lowest?", ("visitors",))],
    [("期限が一番早いのは?", ("safe-community",)), ("一番遅いのは?", ("social-migration-rate",))],
    [("出生数と観光客数の最新", ("births", "visitors")), ("前者の目標は?", ("births",)), ("後者は?", ("visitors",))],
    [("births and visitors latest", ("births", "visitors")), ("target of the latter", ("visitors",)), ("the former?", ("births",))],
    [("遅れている指標は?", BEHIND), ("そのうち健診以外は", ("visitors", "births"))],
    [("which indicators are behind?", BEHIND), ("other than visitors?", ("births", "health-checkup-rate"))],
    [("出生数は順調?", ("births",)), ("それ以外で遅れているのは?", ("visitors", "health-checkup-rate"))],
    [("Is births behind?", ("births",)), ("anything else behind?", ("visitors", "health-checkup-rate"))],
    [("最も遅れている指標は", ("visitors",)), ("次は?", ("births",)), ("その次は?", ("health-checkup-rate",))],
    [("which indicator is worst", ("visitors",)), ("second worst", ("births",)), ("third", ("health-checkup-rate",))],
    [("list indicators in %", ("health-checkup-rate",)), ("in yen", ("retail-sales", "manufacturing-shipments"))],
    [("達成率が低い順に並べて", ("visitors",)), ("3番目に低いのは?", ("health-checkup-rate",))],
    [("Which has the highest achievement?", ("total-fertility-rate",)), ("second highest?", ("active-seniors",))],
    [("which are behind?", BEHIND), ("which ones are in goal 5", ("health-checkup-rate",))],
    [("人口に関する指標は?", ("visitors", "regional-population")), ("2つ目の目標", ("regional-population",))],
    [("遅れている指標は?", BEHIND), ("逆に順調なのは?", ("manufacturing-shipments", "new-jobs", "active-seniors"))],
]


@pytest.mark.parametrize("turns", DIALOGUES, ids=lambda turns: turns[1][0])
def test_a_list_is_refined(dialogue: Dialogue, turns: list[tuple[str, tuple[str, ...]]]) -> None:
    thread = f"refinement-{next(_thread)}"
    for said, subjects in turns:
        assert dialogue.ask(Question(said, thread)).subjects == subjects, said


def test_a_year_without_a_target_is_not_found_in_a_thread_either(dialogue: Dialogue) -> None:
    dialogue.ask(Question("2025年が期限のもの", "no-target"))
    assert dialogue.ask(Question("2030年は?", "no-target")).status == "not_found"


@pytest.mark.parametrize("first", ["遅れている指標は?", "基本目標3の指標は?", "Which indicators are behind?"])
@pytest.mark.parametrize("then", ["基本目標9について", "and goal 9?", "目標9は?"])
def test_a_goal_that_the_plan_lacks_is_missing_in_a_thread_too(dialogue: Dialogue, first: str, then: str) -> None:
    dialogue.ask(Question(first, "C1:9"))
    answer = dialogue.ask(Question(then, "C1:9"))
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.facts == ()
    assert "9" in answer.text
