"""How far an indicator has come: achievement, expected value, gap, required pace and status, in exact decimals.

All rules are those of contract.md, Progress. Amounts are in the indicator's base unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.strategy.model import Direction, Indicator


class Status(StrEnum):
    """Where an indicator stands."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NO_DATA = "no_data"
    NOT_COMPUTABLE = "not_computable"


class NoPace(StrEnum):
    """Why there is no required pace."""

    REACHED = "reached"  # the target is reached
    NO_YEARS_LEFT = "no_years_left"
    FLOOR = "floor"  # a level to stay above has no pace
    NO_NUMBER = "no_number"  # baseline, target or value is no number


RATIO = (Direction.INCREASE, Direction.DECREASE)


def decimal(value: Fraction) -> Decimal:
    """A fraction with more digits than any answer shows."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def achievement(indicator: Indicator, value: Decimal) -> Decimal | None:
    """Share of the way from baseline to target that has been covered.

    0 at the baseline, 1 at the target (JSON and texts show it in %), beyond either as it falls; None where the direction
    or the document gives no ratio.
    """
    baseline, target = indicator.baseline.amount, indicator.target.amount
    if indicator.direction not in RATIO or baseline is None or target is None:
        return None
    return (value - baseline) / (target - baseline)


def expected(indicator: Indicator, year: int) -> Decimal | None:
    """The value on the straight line from baseline to target in a year; the target from its year on.

    None where baseline or target is no number, where the direction has no line, and before the baseline's year.
    """
    baseline, target = indicator.baseline.amount, indicator.target.amount
    if indicator.direction not in RATIO or baseline is None or target is None or year < indicator.baseline.year:
        return None
    years = indicator.target.year - indicator.baseline.year
    if year >= indicator.target.year or years <= 0:
        return target
    return decimal(Fraction(baseline) + Fraction(target - baseline) * Fraction(year - indicator.baseline.year, years))


def gap(indicator: Indicator, value: Decimal) -> Decimal | None:
    """Target minus value; None where the target is no number or is relative."""
    target = indicator.target.amount
    return None if target is None or indicator.direction is Direction.RELATIVE else target - value


def reached(indicator: Indicator, value: Decimal) -> bool:
    """Whether a value is at the target or beyond it, in the indicator's direction."""
    target = indicator.target.amount
    if target is None or indicator.direction is Direction.RELATIVE:
        return False
    return value <= target if indicator.direction is Direction.DECREASE else value >= target


def required_pace(indicator: Indicator, value: Decimal, year: int) -> Decimal | NoPace:
    """The change per year that still leads from a year's value to the target, or why there is none."""
    difference = gap(indicator, value)
    if difference is None or indicator.direction is Direction.MILESTONE:
        return NoPace.NO_NUMBER
    if reached(indicator, value):
        return NoPace.REACHED
    if indicator.direction is Direction.FLOOR:
        return NoPace.FLOOR
    years = indicator.target.year - year
    return difference / years if years > 0 else NoPace.NO_YEARS_LEFT


def status(indicator: Indicator, latest: Measurement | None, today: date) -> Status:
    """Where an indicator stands by its latest value since the baseline (None: nothing recorded since)."""
    if indicator.direction is Direction.RELATIVE:
        return Status.NOT_COMPUTABLE
    if indicator.direction is Direction.MILESTONE:
        if latest is not None:
            return Status.ACHIEVED
        return Status.BEHIND if today.year > indicator.target.year else Status.NO_DATA
    if latest is None or latest.amount is None:
        return Status.NO_DATA
    if reached(indicator, latest.amount):
        return Status.ACHIEVED
    line = expected(indicator, latest.year)
    if line is None:
        return Status.BEHIND
    ahead = latest.amount <= line if indicator.direction is Direction.DECREASE else latest.amount >= line
    return Status.ON_TRACK if ahead else Status.BEHIND


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator with its recorded series (sorted by year, one value a year), as of a day.

    `earlier` tells that later values were left out, so that the last of the series need not be the latest there is.
    """

    indicator: Indicator
    series: tuple[Measurement, ...]
    today: date
    earlier: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, indicator: Indicator, series: Iterable[Measurement], today: date) -> Standing:
        """The standing that a series in any order gives."""
        return cls(indicator, tuple(sorted(series, key=lambda measurement: measurement.year)), today)

    @property
    def since(self) -> tuple[Measurement, ...]:
        """What was recorded after the baseline's year."""
        return tuple(m for m in self.series if m.year > self.indicator.baseline.year)

    @property
    def latest(self) -> Measurement | None:
        """The latest value after the baseline's year; for a milestone, the one that records its target."""
        if self.indicator.direction is Direction.MILESTONE:
            wanted = self.indicator.target.wording
            return next((m for m in reversed(self.since) if m.wording in (wanted.ja, wanted.en)), None)
        return self.since[-1] if self.since else None

    def in_year(self, year: int) -> Measurement | None:
        """What was recorded for a year."""
        return next((m for m in self.series if m.year == year), None)

    @property
    def values(self) -> dict[int, Quantity]:
        """Every number known, by year: the document's baseline and what was recorded."""
        known: dict[int, Quantity] = {}
        if self.indicator.baseline.quantity:
            known[self.indicator.baseline.year] = self.indicator.baseline.quantity
        known |= {m.year: m.quantity for m in self.series if m.quantity}
        return dict(sorted(known.items()))

    def up_to(self, year: int) -> Standing:
        """The standing with nothing recorded after a year."""
        kept = tuple(m for m in self.series if m.year <= year)
        return Standing(self.indicator, kept, self.today, earlier=len(kept) < len(self.series))

    @property
    def status(self) -> Status:
        """Where the indicator stands."""
        return status(self.indicator, self.latest, self.today)

    @property
    def overdue(self) -> bool:
        """Whether the target year is past."""
        return self.today.year > self.indicator.target.year

    @property
    def stale(self) -> bool:
        """Whether the latest value's year ended more than a year ago."""
        return self.latest is not None and self.today > date(self.latest.year + 1, 12, 31)

    @property
    def achievement(self) -> Decimal | None:
        """The achievement of the latest value; None where there is no ratio or no value."""
        amount = self.latest.amount if self.latest else None
        return None if amount is None else achievement(self.indicator, amount)

    @property
    def expected(self) -> Decimal | None:
        """The expected value in the latest value's year."""
        return expected(self.indicator, self.latest.year) if self.latest else None

    @property
    def basis(self) -> tuple[Decimal, int] | None:
        """The value and year that gap and pace start from: the latest, or the baseline where nothing is recorded since."""
        if self.latest and self.latest.amount is not None:
            return self.latest.amount, self.latest.year
        baseline = self.indicator.baseline
        return None if baseline.amount is None else (baseline.amount, baseline.year)

    @property
    def gap(self) -> Decimal | None:
        """Target minus latest, or minus baseline where nothing is recorded."""
        return gap(self.indicator, self.basis[0]) if self.basis else None

    @property
    def required_pace(self) -> Decimal | NoPace:
        """The change per year still needed, or why there is none."""
        return required_pace(self.indicator, *self.basis) if self.basis else NoPace.NO_NUMBER
