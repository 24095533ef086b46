"""Recording a figure: what it would do to what is recorded, what it would mean, and whether somebody should look twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from knowledge.measurement.model import Measurement
from knowledge.measurement.value_range import WHOLE, is_share
from knowledge.notation.quantity import Quantity
from knowledge.progress.standing import Standing
from knowledge.record_log import Revision
from knowledge.strategy.model import Direction, Indicator

LARGE = 3  # a jump of more than so many times the largest before it is asked about
_SCALES = {1: Decimal("1.25"), 2: Decimal(2), 3: Decimal(2), 4: Decimal(2)}  # power of ten: how near to it a figure must be
_WAY = 2  # an achievement above this is past the target by more than the whole way


class Outcome(StrEnum):
    """What recording a figure does to its year."""

    NEW = "new"
    CORRECTION = "correction"  # the year has another value
    DETAILS = "details"  # the value stays; its kind, source or note changes
    AGAIN = "again"  # the year's value was taken back
    REPEATED = "repeated"  # all of it is recorded already

    @property
    def needs_reason(self) -> bool:
        """Whether the history must say why."""
        return self not in (Outcome.NEW, Outcome.REPEATED)


class Doubt(StrEnum):
    """Why a figure may be a slip."""

    JUMP = "jump"  # it lies further from the figure before than LARGE times any step so far
    PAST = "past"  # it is past the target by more than the whole way from the baseline
    SCALE = "scale"  # it is ten, a hundred, … times the figure before, or a part of it: a slipped point, or another unit
    SHARE = "share"  # a share of more than a hundred per cent, or of less than nothing


def outcome(measurement: Measurement, newest: Revision[Measurement] | None) -> Outcome:
    """What recording does, given the year's last entry (None: there is none)."""
    if newest is None:
        return Outcome.NEW
    recorded = newest.record
    if recorded is None:
        return Outcome.AGAIN
    if not recorded.same_value(measurement):
        return Outcome.CORRECTION
    return Outcome.REPEATED if measurement.details.items() <= recorded.details.items() else Outcome.DETAILS


def amended(measurement: Measurement, newest: Revision[Measurement] | None) -> Measurement:
    """What to record: where only details differ, the recorded value with those that are given."""
    recorded = newest.record if newest else None
    if recorded is None or not recorded.same_value(measurement):
        return measurement
    given: dict[str, Any] = measurement.details
    return replace(recorded, **given)


class KnownFigure(NamedTuple):
    """A figure that is known, and its year."""

    year: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Preview:
    """What a figure would mean once it is saved; `standing` is the indicator's with it, up to its year."""

    measurement: Measurement
    outcome: Outcome
    recorded: Measurement | None
    entries: int  # how many entries the year has had
    standing: Standing
    others: tuple[KnownFigure, ...]  # all other known figures by year, the baseline among them
    overtaken_by: Measurement | None  # the latest value, where it is of a later year

    @property
    def indicator(self) -> Indicator:
        """What the figure is of."""
        return self.standing.indicator

    @property
    def counts(self) -> bool:
        """Whether the figure is told as a latest value: not one of the baseline's year or before."""
        return self.measurement.year > self.indicator.baseline.year

    @property
    def previous(self) -> KnownFigure | None:
        """The figure of the nearest earlier year."""
        return next((known for known in reversed(self.others) if known.year < self.measurement.year), None)

    @property
    def nearest(self) -> KnownFigure | None:
        """The figure to compare with: the previous one, or the first where there is none."""
        return self.previous or (self.others[0] if self.others else None)

    @property
    def change(self) -> Decimal | None:
        """The figure minus the one before it."""
        amount = self.measurement.amount
        return None if amount is None or self.previous is None else amount - self.previous.quantity.amount

    @property
    def misses_milestone(self) -> bool:
        """Whether a milestone is recorded in words that are not its target's, and so does not count as reached."""
        return self.indicator.direction is Direction.MILESTONE and self.counts and self.standing.latest is None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What somebody should look at twice."""
        found = (
            (Doubt.JUMP, self._jumps()),
            (Doubt.PAST, self._is_past()),
            (Doubt.SCALE, self.power is not None),
            (Doubt.SHARE, self._is_no_share()),
        )
        return tuple(doubt for doubt, holds in found if holds)

    @property
    def gross(self) -> bool:
        """Whether it is off by a power of ten, or a share beyond the whole: what a slip does, and the world hardly ever."""
        return self.outcome is not Outcome.REPEATED and bool({Doubt.SCALE, Doubt.SHARE} & set(self.doubts))

    def _jumps(self) -> bool:
        """Against the nearest known figure; before there are steps, the whole way to the target stands in for them."""
        amount = self.measurement.amount
        if amount is None or self.nearest is None:
            return False
        largest = self.largest_step or self._way
        return largest is not None and abs(amount - self.nearest.quantity.amount) > LARGE * largest

    @property
    def largest_step(self) -> Decimal:
        """The largest change between two known figures in a row; 0 where there is none."""
        steps = (abs(later.quantity.amount - earlier.quantity.amount) for earlier, later in pairwise(self.others))
        return max(steps, default=Decimal(0))

    @property
    def power(self) -> int | None:
        """The power of ten by which the figure is off the nearest known one; None where it is not off by one."""
        amount, near = self.measurement.amount, self.nearest.quantity.amount if self.nearest else None
        if not amount or not near:
            return None
        ratio = abs(amount / near)
        for power, tolerance in _SCALES.items():
            if any(1 / tolerance <= ratio.scaleb(-signed) <= tolerance for signed in (power, -power)):
                return power if ratio > 1 else -power
        return None

    def _is_no_share(self) -> bool:
        """Whether a share of a whole lies outside 0 to 100 per cent."""
        amount = self.measurement.amount
        return amount is not None and is_share(self.indicator) and not 0 <= amount <= WHOLE

    @property
    def _way(self) -> Decimal | None:
        baseline, target = self.indicator.baseline.amount, self.indicator.target.amount
        return None if baseline is None or target is None else abs(target - baseline)

    def _is_past(self) -> bool:
        share = self.standing.achievement if self.counts else None
        return share is not None and share > _WAY


def preview(
    measurement: Measurement, indicator: Indicator, series: Sequence[Measurement], newest: Revision[Measurement] | None, today: date
) -> Preview:
    """What a measurement would mean; `series` is what is in force of its indicator, `newest` its year's last entry."""
    others = [m for m in series if m.year != measurement.year]
    kept = amended(measurement, newest)
    whole = Standing.of(indicator, [*others, kept], today)
    latest = whole.since[-1] if whole.since else None
    return Preview(
        kept,
        outcome(measurement, newest),
        newest.record if newest else None,
        newest.number if newest else 0,
        whole.up_to(measurement.year),
        tuple(_known(indicator, others)),
        latest if latest and latest.year > measurement.year else None,
    )


def _known(indicator: Indicator, series: Iterable[Measurement]) -> list[KnownFigure]:
    """The known figures by year; what was recorded for the baseline's year stands for it."""
    baseline = indicator.baseline
    figures = {} if baseline.quantity is None else {baseline.year: baseline.quantity}
    figures |= {m.year: m.quantity for m in series if m.quantity is not None}
    return [KnownFigure(year, figures[year]) for year in sorted(figures)]
