"""Axes: which values and years are marked, and where a value lies in pixels."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from knowledge.notation.quantity import decimals

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_INTERVALS = 4  # about so many intervals between the ticks of the value axis
_MARGIN = Decimal("0.12")  # of the values' span, kept free above and below them


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map of values between `low` and `high` to pixels between `start` and `end`."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal | int) -> float:
        """Where a value lies, to a tenth of a pixel."""
        return round(self.start + (self.end - self.start) * float((value - self.low) / (self.high - self.low)), 1)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The ticks of the value axis, lowest first; all are written with the same number of decimals, `places`."""

    ticks: tuple[Decimal, ...]
    places: int

    @property
    def is_cut(self) -> bool:
        """Whether the axis begins above zero (or ends below it), so that heights cannot be compared."""
        return self.ticks[0] > 0 or self.ticks[-1] < 0


def value_axis(values: Collection[Decimal], places: int) -> ValueAxis:
    """The axis over values that the document writes with so many decimals; it begins at zero where the values come near it.

    >>> [int(tick) for tick in value_axis([Decimal(2350), Decimal(3000)], 0).ticks]
    [2200, 2400, 2600, 2800, 3000, 3200]
    """
    low, high = min(values), max(values)
    span = high - low or max(abs(high) / 10, Decimal(1))
    step = max(_step(span / _INTERVALS), Decimal(1).scaleb(-places))
    first = Decimal(0) if 0 <= low <= span else low - span * _MARGIN
    last = Decimal(0) if -span <= high <= 0 else high + span * _MARGIN
    lowest, highest = math.floor(first / step), math.ceil(last / step)
    ticks = tuple(step * count for count in range(lowest, max(highest, lowest + 1) + 1))
    return ValueAxis(ticks, max(places, decimals(step)))


def _step(least: Decimal) -> Decimal:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in _STEPS if power * step >= least)


def year_ticks(years: Iterable[int], marked: Collection[int], apart: int) -> tuple[int, ...]:
    """The years to write: every marked one, and others at least `apart` years from these and from each other.

    >>> year_ticks(range(2015, 2026), {2015, 2020, 2025}, 2)
    (2015, 2017, 2020, 2022, 2025)
    """
    chosen = set(marked)
    for year in years:
        if all(abs(year - other) >= apart for other in chosen):
            chosen.add(year)
    return tuple(sorted(chosen))
