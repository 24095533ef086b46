"""Lists: how a measure gets on is told by its goal's indicators, where none stands under it."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide, Question


@pytest.mark.parametrize(
    "text",
    ["基本目標6の施策2の進捗は?", "施策6-2は順調?", "How is measure 2 of goal 6 progressing?", "is measure 6-2 on track?"],
)
def test_a_measure_without_indicators_shows_its_goals_and_says_so(guide: Guide, text: str) -> None:
    answer = guide.ask(Question(text))
    assert answer.status == "answered"
    assert answer.subjects == ("city.goal.6.measure.2", "lifelong-learning-satisfaction")
    assert any(fact.field == "status" for fact in answer.facts)
    assert "0" not in answer.layout.headline[1]


def test_the_nations_goals_have_no_progress(guide: Guide) -> None:
    assert guide.ask(Question("国の基本目標2の進捗は?")).status == "not_found"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("期限 2025", ("regional-population",)),
        ("観光 おととし", ("visitors",)),
        ("雇用 2020", ("new-jobs",)),
        ("教育の指標は何点?", ("lifelong-learning-satisfaction",)),
    ],
)
def test_short_notation_is_answered_in_full(guide: Guide, text: str, subjects: tuple[str, ...]) -> None:
    answer = guide.ask(Question(text))
    assert (answer.status, answer.subjects) == ("answered", subjects)


@pytest.mark.parametrize("text", ["基本目標4〜6の指標のうち遅れているのは", "goals 4 to 6: which indicators are behind?"])
def test_those_of_some_goals_are_filtered(guide: Guide, text: str) -> None:
    assert guide.ask(Question(text)).subjects == ("health-checkup-rate",)
