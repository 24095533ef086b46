"""Bounds: more than, at least, fewer than, at most, exactly; each end of a range is open or closed."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Comparison(StrEnum):
    """How a value lies to a bound. The values are the keys of [compare] in the language files."""

    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"
    EXACTLY = "exactly"

    def holds(self, value: Decimal, bound: Decimal) -> bool:
        """Whether a value lies so to a bound.

        >>> [each.value for each in Comparison if each.holds(Decimal(3), Decimal(3))]
        ['at_least', 'at_most', 'exactly']
        """
        return _OPERATORS[self](value, bound)


_OPERATORS: dict[Comparison, Callable[[Decimal, Decimal], bool]] = {
    Comparison.OVER: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.UNDER: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.EXACTLY: operator.eq,
}
OPPOSITE = {
    Comparison.OVER: Comparison.AT_MOST,
    Comparison.AT_LEAST: Comparison.UNDER,
    Comparison.UNDER: Comparison.AT_LEAST,
    Comparison.AT_MOST: Comparison.OVER,
}
RISING = (Comparison.OVER, Comparison.AT_LEAST)
FALLING = (Comparison.UNDER, Comparison.AT_MOST)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range, in the units that it was written in."""

    comparison: Comparison
    value: Decimal
