"""The series of an indicator's chart: its values by year, and the straight line (or the level) that they are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from knowledge.notation.quantity import Quantity
from knowledge.progress.rules import Standing, expected
from knowledge.strategy.model import Direction, Indicator


@dataclass(frozen=True, slots=True)
class SharedYear:
    """A year that has a value, beside what is expected in it; amounts in base units."""

    year: int
    measured: Decimal
    path: Decimal


@dataclass(frozen=True, slots=True)
class Trend:
    """What a chart of one indicator shows.

    `measured` holds the document's baseline and every recorded number by year; `path` the straight line from the baseline
    to the target in each year, or the target itself in each year where the direction is a floor. Both are in order of year,
    in base units; the path reaches at least to the target year.
    """

    indicator: Indicator
    measured: Mapping[int, Quantity]
    path: Mapping[int, Decimal]

    @classmethod
    def of(cls, standing: Standing) -> Trend | None:
        """The trend of a standing; None where baseline or target is no number or the target is a relative one."""
        indicator, values = standing.indicator, standing.values
        baseline, target = indicator.baseline, indicator.target
        if baseline.amount is None or target.amount is None or indicator.direction in (Direction.RELATIVE, Direction.MILESTONE):
            return None
        years = range(baseline.year, max(target.year, *values) + 1)
        level = indicator.direction is Direction.FLOOR
        line = {year: target.amount if level else expected(indicator, year) for year in years}
        return cls(indicator, values, {year: amount for year, amount in line.items() if amount is not None})

    @property
    def is_level(self) -> bool:
        """Whether the path is a level to stay at or above and no way to the target."""
        return self.indicator.direction is Direction.FLOOR

    @property
    def shared(self) -> tuple[SharedYear, ...]:
        """The years that both series have, for charts that take no others."""
        return tuple(SharedYear(y, value.amount, self.path[y]) for y, value in self.measured.items() if y in self.path)

    def in_unit(self, amount: Decimal) -> Decimal:
        """An amount in the indicator's own unit: 3724 for 3,724億円."""
        return amount.scaleb(-self.indicator.unit.exponent)
