"""What a report says: what answers say, in the order of what needs attention."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.errors import ShirubeError
from knowledge.guide import Guide, Question
from knowledge.measurement.model import Measurement
from knowledge.measurement.sample import source_name
from knowledge.notation.quantity import Quantity
from knowledge.progress.rules import Status
from knowledge.report.collect import gather
from knowledge.report.html import html
from knowledge.report.model import Report
from knowledge.strategy.model import Direction, Language
from tests.conftest import TOKYO, fresh_workspace


def test_it_names_the_day_of_its_data(report: Report) -> None:
    assert "2022" in report.dates[0]
    assert len(report.dates) == 2


def test_every_indicator_has_its_part_under_its_goal(report: Report, guide: Guide) -> None:
    assert {part.id for part in report.indicators} == {i.id for i in guide.strategy.indicators}
    assert [goal.id for goal in report.goals] == [f"city.goal.{n}" for n in range(1, 7)]


def test_what_needs_attention_comes_first(report: Report, guide: Guide) -> None:
    standings = {part.id: part.standing for part in report.indicators}
    statuses = [standings[row.entity].status for row in report.table.rows]
    assert statuses == sorted(statuses, key=["behind", "no_data", "on_track", "not_computable", "achieved"].index)
    behind = [standings[row.entity].achievement for row in report.table.rows if standings[row.entity].status is Status.BEHIND]
    assert behind == sorted(behind)


def test_it_counts_every_status(report: Report) -> None:
    assert sum(int(each.count) for each in report.legend) == 12


@pytest.mark.parametrize("field", ["target", "baseline", "latest", "achievement", "gap", "required_pace"])
def test_its_figures_are_those_of_the_answers(guide: Guide, field: str) -> None:
    asked = {"target": "target", "baseline": "baseline", "latest": "latest value", "achievement": "achievement rate"}
    asked |= {"gap": "gap to the target", "required_pace": "required pace"}
    report = gather(guide.answer_context(Language.ENGLISH))
    compared = 0
    for part in report.indicators:
        answer = guide.ask(Question(f"What is the {asked[field]} of {part.name}?"))
        told = next((fact for fact in answer.facts if (fact.subject, fact.field) == (part.id, field)), None)
        shown = next((figure.text for figure in part.figures if figure.field == field), None)
        if told and not (field == "gap" and part.standing.indicator.direction is Direction.FLOOR):
            assert shown == f"{told.text} ({told.year})"
            compared += 1
    assert compared >= 7


def test_its_sentences_are_those_of_the_answers(report: Report, guide: Guide) -> None:
    question = "What is the status of {}?" if report.words.language is Language.ENGLISH else "{}は順調?"
    for part in report.indicators:
        answer = guide.ask(Question(question.format(part.name)))
        assert part.sentences[0] in answer.layout.headline


def test_the_history_holds_the_document_and_what_was_recorded(report: Report) -> None:
    births = next(part for part in report.indicators if part.id == "births")
    assert [entry.year[:4] for entry in births.history] == ["2018", "2019", "2020", "2021", "2024"]
    assert [entry.source for entry in births.history][1:4] == [source_name(report.words, "sample")] * 3


def test_a_correction_is_told_with_its_reason_and_without_its_person(tmp_path: Path) -> None:
    opened = fresh_workspace(tmp_path)
    day = datetime(2022, 11, 1, tzinfo=TOKYO)
    for amount, reason in ((2440, None), (2450, "a slip")):
        measurement = Measurement("births", 2019, f"{amount}人", Quantity(Decimal(amount), "人"), "yearbook")
        opened.measurements.record([(None, measurement)], day, by="U0PERSON", reason=reason)
    births = next(p for p in gather(opened.guide().answer_context(Language.ENGLISH)).indicators if p.id == "births")
    assert births.history[1].value == "2,450 births"
    assert births.history[1].note == "corrected on 1 November 2022 from 2440人 (a slip)"
    assert "U0PERSON" not in repr(births.history)


def test_one_goal_alone(guide: Guide) -> None:
    report = gather(guide.answer_context(Language.ENGLISH), 3)
    assert {part.id for part in report.indicators} == {"births", "total-fertility-rate"}
    assert "Goal 3" in report.title
    assert html(report).count("<caption") == 5  # what needs attention, the goal, the legend, two histories


def test_a_goal_that_is_not_there_is_named_with_those_that_are(guide: Guide) -> None:
    with pytest.raises(ShirubeError) as refused:
        gather(guide.answer_context(Language.ENGLISH), 7)
    assert refused.value.values == {"number": 7, "known": "1, 2, 3, 4, 5, 6"}


def test_what_has_no_numbers_has_no_chart_and_says_so(report: Report) -> None:
    undrawn = [part.id for part in report.indicators if part.trend is None]
    assert sorted(undrawn) == ["safe-community", "social-migration-rate"]
    assert all(part.alternative for part in report.indicators)


def test_another_citys_report_needs_no_change(town_report: Report) -> None:
    assert len(town_report.goals) == 3
    assert any(part.standing.indicator.direction is Direction.DECREASE for part in town_report.indicators)


def test_a_target_below_the_baseline_is_no_wonder_where_the_figure_should_fall(town_report: Report) -> None:
    falling = next(p for p in town_report.indicators if p.standing.indicator.direction is Direction.DECREASE)
    assert falling.standing.indicator.below_baseline
    assert falling.notes == ()
