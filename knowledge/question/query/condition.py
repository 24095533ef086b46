"""One condition on a list of indicators: which property, how it compares, with what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Property(StrEnum):
    """What a condition looks at."""

    TARGET_YEAR = "target_year"
    BASELINE_YEAR = "baseline_year"
    UNIT = "unit"
    SCALE = "scale"  # the power of ten of the unit as written: 万人 is no 人
    STATUS = "status"
    BELOW_BASELINE = "below_baseline"
    NOT_NUMBER = "not_number"
    APPROXIMATE = "approximate"  # told with 約
    ACHIEVEMENT = "achievement"


class Relation(StrEnum):
    """How the property compares with the value."""

    IS = "is"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; `negated` turns it round."""

    on: Property
    values: tuple[str, ...] = ()
    relation: Relation = Relation.IS
    negated: bool = False

    @property
    def number(self) -> Decimal:
        """The value of a numeric condition."""
        return Decimal(self.values[0])
