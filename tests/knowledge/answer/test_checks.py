"""Yes or no to a bound, on the bound, beside it, and for each field that can be bounded."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide, Question

# births: baseline 2,510 (2018), 2,395 (2020), 2,350 (2021), target 3,000; fertility: 1.47, 1.50 (2021), target 1.48
BOUNDS = [
    ("合計特殊出生率は1.5{}?", "を超えた", False),
    ("合計特殊出生率は1.5{}?", "以上", True),
    ("合計特殊出生率は1.5{}?", "未満", False),
    ("合計特殊出生率は1.5{}?", "以下", True),
    ("合計特殊出生率は1.5{}?", "に達した", True),
    ("合計特殊出生率は1.5{}?", "を下回った", False),
    ("合計特殊出生率は1.5{}?", "を超えていない", True),
    ("出生数は2,350人{}?", "より多い", False),
    ("出生数は2,351人{}?", "未満", True),
    ("出生数は2,349人{}?", "を超えた", True),
    ("2020年の出生数は2,395人{}?", "以下", True),
    ("2020年の出生数は2,395人{}?", "を切った", False),
    ("出生数の目標は3,000人{}?", "以上", True),
    ("出生数の目標は3,000人{}?", "未満", False),
    ("出生数の現状値は2,510人{}?", "以下", True),
    ("出生数の現状値は2,510人{}?", "を超える", False),
    ("Is the fertility rate {} 1.50?", "above", False),
    ("Is the fertility rate {} 1.50?", "at least", True),
    ("Is the fertility rate {} 1.50?", "below", False),
    ("Is the fertility rate {} 1.50?", "at most", True),
    ("Is the fertility rate 1.50 {}?", "or more", True),
    ("Is the fertility rate 1.50 {}?", "or less", True),
    ("Has the fertility rate {} 1.5?", "exceeded", False),
    ("Has the fertility rate {} 1.5?", "reached", True),
    ("Is the target for births {} 3,000?", "at least", True),
    ("Is the target for births {} 3,000?", "more than", False),
    ("Is the target for births {} 3,000?", "no more than", True),
    ("Are births {}?", "between 2,300 and 2,400", True),
    ("Are births {}?", "between 2,400 and 2,600", False),
]


@pytest.mark.parametrize(("question", "bound", "holds"), BOUNDS, ids=[q.format(b) for q, b, _ in BOUNDS])
def test_a_bound_is_decided_exactly(guide: Guide, question: str, bound: str, holds: bool) -> None:
    answer = guide.ask(Question(question.format(bound)))
    assert answer.status == "answered"
    assert answer.text.startswith(("はい", "Yes") if holds else ("いいえ", "No"))


TWO_FIGURES = [
    ("2021年の出生数は{}じゃなくて{}だよね?", "2,530人", "2,350人", True),
    ("2021年の出生数は{}じゃなくて{}だよね?", "2,350人", "2,530人", False),
    ("出生数の目標は{}ではなく{}ですか", "2,510人", "3,000人", True),
    ("出生数は{}から{}にする目標だよね?", "2,510人", "3,000人", True),
    ("出生数は{}から{}にする目標だよね?", "2,510人", "3,500人", False),
    ("The births target is not {} but {}, right?", "2,510", "3,000", True),
    ("Isn't the births target {1} rather than {0}?", "3,000", "2,510", False),
    ("Births should go from {} to {}, right?", "2,510", "3,500", False),
]


@pytest.mark.parametrize(("question", "first", "second", "holds"), TWO_FIGURES)
def test_a_figure_that_is_left_out_does_not_decide_and_each_other_one_must_be_true(
    guide: Guide, question: str, first: str, second: str, holds: bool
) -> None:
    answer = guide.ask(Question(question.format(first, second)))
    assert answer.status == "answered"
    assert answer.text.startswith(("はい", "Yes") if holds else ("いいえ", "No"))


@pytest.mark.parametrize(
    "question", ["目標の3,000人を超えた?出生数は", "出生数は3,000人の目標を超えた?", "Have births passed the target of 3,000?"]
)
def test_a_figure_that_repeats_the_target_is_what_the_latest_value_is_held_against(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.text.startswith(("いいえ", "No"))
    assert "2,350" in answer.text.splitlines()[0]


COUNTS = [
    ("施策が3つより多い基本目標は?", [1]),
    ("施策が4つ以上の基本目標は?", [1]),
    ("施策が4つ未満の基本目標は?", [2, 3, 4, 5, 6]),
    ("施策が3つ以下の基本目標は?", [2, 3, 4, 5, 6]),
    ("指標が2つ以下の基本目標は?", [2, 3, 4, 5, 6]),
    ("指標が2つの基本目標は?", [2, 3, 4, 5]),
    ("Which goals have more than three measures?", [1]),
    ("Which goals have at least three measures?", [1, 2, 3, 4, 5, 6]),
    ("Which goals have fewer than four measures?", [2, 3, 4, 5, 6]),
]


@pytest.mark.parametrize(("question", "goals"), COUNTS)
def test_goals_are_found_by_a_bounded_number_of_what_they_hold(guide: Guide, question: str, goals: list[int]) -> None:
    assert list(guide.ask(Question(question)).subjects) == [f"city.goal.{number}" for number in goals]


STEPS = [
    ("Did visitors drop in 2020?", True, "-1920000"),
    ("Did visitors rise in 2020?", False, "-1920000"),
    ("受診率は2020年に下がりましたよね", True, "-1.3"),
    ("出生数は2020年に増えましたよね", False, "-45"),
    ("Have births fallen since 2020?", True, "-45"),
]


@pytest.mark.parametrize(("question", "holds", "change"), STEPS)
def test_which_way_a_year_went_is_told_from_the_value_before_it(guide: Guide, question: str, holds: bool, change: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.text.startswith(("はい", "Yes") if holds else ("いいえ", "No"))
    assert [fact.value for fact in answer.facts if fact.field == "change"] == [change]
