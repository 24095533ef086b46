"""One condition on a list of indicators: which property, how it compares, with what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from knowledge.notation.bounds import Comparison


class Step(StrEnum):
    """What a change is counted from, where not from the baseline."""

    YEAR_BEFORE = "year_before"  # year on year: the very year before
    RECORD_BEFORE = "record_before"  # what a year brought: from the value before it


class Property(StrEnum):
    """What a condition looks at."""

    TARGET_YEAR = "target_year"
    BASELINE_YEAR = "baseline_year"
    UNIT = "unit"
    SCALE = "scale"  # the power of ten of the unit as written: 万人 is no 人
    STATUS = "status"
    BELOW_BASELINE = "below_baseline"
    FALLING = "falling"  # less is better
    NOT_NUMBER = "not_number"
    APPROXIMATE = "approximate"  # told with 約
    ACHIEVEMENT = "achievement"
    MOVED = "moved"  # which way the value went: from the baseline, or as `step` tells
    VALUE = "value"  # target, baseline or latest value within a bound; the values are field, amount and units
    RECORDED = "recorded"  # something was recorded since the baseline
    MEASURED_YEAR = "measured_year"  # a value was recorded for the year
    HAS_TARGET = "has_target"
    KEEPER = "keeper"  # the division that keeps the figure


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; `negated` turns it round."""

    on: Property
    values: tuple[str, ...] = ()
    comparison: Comparison = Comparison.EXACTLY
    negated: bool = False
    step: Step | None = None
    year: int | None = None

    @property
    def number(self) -> Decimal:
        """The value of a numeric condition."""
        return Decimal(self.values[1 if self.on is Property.VALUE else 0])
