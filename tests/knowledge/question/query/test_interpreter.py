"""From a question to its intent and subjects."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.question.pipeline import Pipeline
from knowledge.question.query.condition import Property
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query

TODAY = date(2022, 12, 1)


def read(pipeline: Pipeline, text: str) -> list[Query]:
    """The queries of a text without a thread."""
    return [pipeline.read(frame, None, TODAY) for frame in pipeline.questions(text)[1]]


@pytest.mark.parametrize(
    ("text", "intent", "subjects"),
    [
        ("出生数の目標は?", Intent.LOOKUP, ("births",)),
        ("TFR", Intent.OVERVIEW, ("total-fertility-rate",)),
        ("基本目標3", Intent.PASSAGE, ("city.goal.3",)),
        ("ビジョンは?", Intent.PASSAGE, ("city.vision",)),
        ("出生数はどの目標?", Intent.GOAL_OF, ("births",)),
        ("スポーツはどの施策?", Intent.FIND, ("city.goal.2.measure.2",)),
        ("出生数の目標は2,500人?", Intent.CHECK, ("births",)),
        ("なぜ小売の目標は低い?", Intent.WHY, ("retail-sales",)),
        ("こんにちは", Intent.HELP, ()),
        ("7,464億円とは?", Intent.REVERSE, ()),
        ("遅れている指標は?", Intent.FILTER, ()),
        ("一番遅れているのは?", Intent.SUPERLATIVE, ()),
        ("数値目標はいくつ?", Intent.COUNT, ()),
        ("市の基本目標を全部", Intent.LISTING, ()),
        ("全体の進捗は?", Intent.STANDING, ()),
        ("市長の名前は?", Intent.UNKNOWN, ()),
    ],
)
def test_an_intent_is_read(pipeline: Pipeline, text: str, intent: Intent, subjects: tuple[str, ...]) -> None:
    (query,) = read(pipeline, text)
    assert (query.intent, query.subjects) == (intent, subjects)


def test_members_have_their_owner(pipeline: Pipeline) -> None:
    (query,) = read(pipeline, "基本目標5と6の施策")
    assert (query.intent, query.owners) == (Intent.MEMBERS, ("city.goal.5", "city.goal.6"))


def test_a_near_tie_is_told(pipeline: Pipeline) -> None:
    (query,) = read(pipeline, "率は?")
    assert query.tied
    assert set(query.subjects) == {"social-migration-rate", "total-fertility-rate", "health-checkup-rate"}


def test_conditions_are_read(pipeline: Pipeline) -> None:
    (query,) = read(pipeline, "Which indicators measured in yen are due in 2024?")
    assert {condition.on for condition in query.where} == {Property.UNIT, Property.TARGET_YEAR}


def test_two_whole_questions_are_read_apart(pipeline: Pipeline) -> None:
    queries = read(pipeline, "出生数の目標は?製造品出荷額の現状値は?")
    assert [(each.subjects, each.select) for each in queries] == [
        (("births",), ("target",)),
        (("manufacturing-shipments",), ("baseline",)),
    ]


def test_one_question_over_several_lines_is_read_as_one(pipeline: Pipeline) -> None:
    (query,) = read(pipeline, "達成率は?\n・出生数\n・元気高齢者数")
    assert query.subjects == ("births", "active-seniors")


def test_a_number_that_does_not_exist_is_missing(pipeline: Pipeline) -> None:
    (query,) = read(pipeline, "基本目標7は?")
    assert query.intent is Intent.UNKNOWN
    assert [(missing.number, missing.owner) for missing in query.missing] == [(7, "city")]


def test_a_relative_year_counts_from_today(pipeline: Pipeline) -> None:
    assert read(pipeline, "去年の出生数は?")[0].years == (2021,)
    assert read(pipeline, "昨年度の出生数は?")[0].years == (2021,)
    assert pipeline.read(pipeline.questions("昨年度の出生数は?")[1][0], None, date(2022, 3, 31)).years == (2020,)
