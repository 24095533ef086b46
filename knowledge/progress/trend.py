"""The series of an indicator's chart: its values by year, and the straight line (or the level) that they are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from knowledge.notation.quantity import Quantity
from knowledge.notation.when import Aggregate
from knowledge.progress.rules import Shape, expected, shape
from knowledge.progress.standing import Standing
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
        """The trend of a standing; None where there is nothing to hold values against: words, ranges, a relative target."""
        indicator, target = standing.indicator, standing.indicator.target
        values = standing.running
        if target.amount is None or indicator.direction in (Direction.RELATIVE, Direction.MILESTONE) or not values:
            return None
        first = indicator.term.first if indicator.aggregate is Aggregate.TOTAL and indicator.term else min(values)
        years = range(int(first), max(target.year, *values) + 1)
        line = {year: target.amount if _is_level(indicator) else expected(indicator, year) for year in years}
        return cls(indicator, values, {year: amount for year, amount in line.items() if amount is not None})

    @property
    def is_level(self) -> bool:
        """Whether the path is a level that values are held against and no way to the target."""
        return _is_level(self.indicator)

    @property
    def shared(self) -> tuple[SharedYear, ...]:
        """The years that both series have, for charts that take no others."""
        return tuple(SharedYear(y, value.amount, self.path[y]) for y, value in self.measured.items() if y in self.path)

    def in_unit(self, amount: Decimal) -> Decimal:
        """An amount in the indicator's own unit: 3724 for 3,724億円."""
        return amount.scaleb(-self.indicator.unit.exponent)


def _is_level(indicator: Indicator) -> bool:
    return shape(indicator) not in (Shape.LINE, Shape.TOTAL, Shape.TOTAL_WITHIN)
