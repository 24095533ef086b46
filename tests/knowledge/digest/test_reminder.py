"""Due figures: from the month that the strategy file names, until somebody has recorded them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.workspace import Workspace
from db.reminders import Reminders
from knowledge.digest.reminder import DueFigure, due_figures
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from tests.conftest import HANAGAWA, make_workspace, moment


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    """A town whose waste figure is due in June, with that of 2021 recorded by U1 in July 2022."""
    opened = make_workspace(tmp_path, HANAGAWA, date(2024, 3, 1))
    record(opened, 2021, (2022, 7, 1), "U1")
    return opened


def record(town: Workspace, year: int, on: tuple[int, int, int], by: str) -> None:
    """Record a year's waste."""
    row = (None, Measurement("household-waste", year, "900g", Quantity(Decimal(900), "g"), "sample"))
    town.measurements.record([row], moment(*on), by=by, reason="sample")


def due(town: Workspace, *day: int) -> list[DueFigure]:
    """What is due on a day."""
    return list(due_figures(town.strategy, town.measurements, date(*day)))


def test_a_figure_is_due_from_the_first_day_of_its_month(town: Workspace) -> None:
    assert due(town, 2023, 5, 31) == []
    assert [(each.indicator.id, each.since, each.recorder) for each in due(town, 2023, 6, 1)] == [
        ("household-waste", date(2023, 6, 1), "U1")
    ]


@pytest.mark.parametrize(("year", "on"), [(2022, (2023, 6, 20)), (2022, (2023, 4, 2)), (2020, (2023, 6, 2))])
def test_it_is_due_no_more_when_it_was_recorded_early_or_late(town: Workspace, year: int, on: tuple[int, int, int]) -> None:
    record(town, year, on, "U2")
    assert due(town, 2023, 7, 1) == []


def test_the_one_who_recorded_last_is_meant(town: Workspace) -> None:
    record(town, 2020, (2022, 8, 1), "U2")
    assert [each.recorder for each in due(town, 2024, 1, 5)] == ["U2"]


def test_each_due_figure_is_told_of_once(town: Workspace) -> None:
    (first,) = due(town, 2023, 6, 1)
    reminders = Reminders(town.store)
    assert [reminders.take(first), reminders.take(first)] == [True, False]
    assert reminders.sent(first)
    assert not reminders.sent(due(town, 2024, 6, 1)[0])
    assert reminders.take(due(town, 2024, 6, 1)[0])


def test_without_a_due_month_or_a_recorder_nothing_is_due(workspace: Workspace) -> None:
    assert list(due_figures(workspace.strategy, workspace.measurements, date(2030, 1, 1))) == []
