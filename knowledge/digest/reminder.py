"""Which figures are due: an indicator's month has come, and nobody has recorded its new value yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from knowledge.ports import MeasurementStore
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy


@dataclass(frozen=True, slots=True)
class DueFigure:
    """An indicator whose figure is due since a day, and who recorded it last."""

    indicator: Indicator
    since: date
    recorder: str


class ReminderStore(Protocol):
    """Which reminders were sent."""

    def take(self, due: DueFigure) -> bool:
        """Note that a reminder is sent; False where it was already."""
        ...

    def sent(self, due: DueFigure) -> bool:
        """Whether a reminder was sent."""
        ...


def due_figures(strategy: Strategy, measurements: MeasurementStore, today: date) -> Iterator[DueFigure]:
    """The figures that are due, of indicators that somebody has recorded.

    A figure is due from the first day of its month on. It is there when something was recorded since that day, or when the value
    of the year before, or of the year itself, is.
    """
    for indicator in strategy.indicators:
        if indicator.due_month is None:
            continue
        since = _since(indicator.due_month, today)
        history = measurements.history(indicator.id)
        recorder = next((entry.recorded_by for entry in reversed(history) if entry.recorded_by), None)
        known = any(measurement.year >= since.year - 1 for measurement in measurements.series(indicator.id))
        recorded = any(entry.recorded_at.date() >= since for entry in history)
        if recorder and not known and not recorded:
            yield DueFigure(indicator, since, recorder)


def _since(month: int, today: date) -> date:
    """The first day of that month, in this year or the last, whichever came last."""
    this_year = date(today.year, month, 1)
    return this_year if this_year <= today else date(today.year - 1, month, 1)
