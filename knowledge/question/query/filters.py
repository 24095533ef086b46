"""Conditions on a list of indicators: target year 2024, unit 円, behind, of goal 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame
from knowledge.question.query.intent import WIDE_STATUS


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


_OF_YEARS = {
    "after_year": Relation.AFTER,
    "before_year": Relation.BEFORE,
    "from_year": Relation.AT_LEAST,
    "until_year": Relation.AT_MOST,
}


def conditions(frame: Frame) -> tuple[Condition, ...]:
    """The conditions that a question sets."""
    return tuple(_conditions(frame))


def _conditions(frame: Frame) -> Iterator[Condition]:
    statuses = [value for value in frame.cues.get(Slot.STATUS, []) if value in WIDE_STATUS]
    if statuses:
        yield Condition(Property.STATUS, tuple(statuses), negated=frame.negated)
    if frame.has(Slot.FILTER, "below_baseline"):
        yield Condition(Property.BELOW_BASELINE)
    if frame.has(Slot.FILTER, "not_number"):
        points = tuple(field for field in ("target", "baseline") if field in frame.fields)
        yield Condition(Property.NOT_NUMBER, points or ("target", "baseline"))
    if frame.has(Slot.FILTER, "approximate"):
        points = tuple(field for field in ("target", "baseline") if field in frame.fields)
        yield Condition(Property.APPROXIMATE, points or ("target", "baseline"))
    if frame.years:
        yield _year(frame)
    if frame.has(Slot.UNIT) and not frame.has(Slot.FILTER):
        yield Condition(Property.UNIT, tuple(frame.cues[Slot.UNIT]), negated=frame.negated)
    if frame.has(Slot.SCALE) and not frame.has(Slot.FILTER):
        yield Condition(Property.SCALE, tuple(frame.cues[Slot.SCALE]), negated=frame.negated)
    if frame.has(Slot.FILTER, "negative") and "achievement" in frame.fields:
        yield Condition(Property.ACHIEVEMENT, ("0",), Relation.BEFORE)
    found = frame.quantities[0].quantity if frame.quantities else None
    if found and "achievement" in frame.fields and frame.has(Slot.COMPARE, "over", "under"):
        relation = Relation.AT_LEAST if frame.has(Slot.COMPARE, "over") else Relation.AT_MOST
        yield Condition(Property.ACHIEVEMENT, (found.quantity.plain,), relation)


def _year(frame: Frame) -> Condition:
    of_baseline = frame.has(Slot.TIME, "baseline_year") or ("baseline" in frame.fields and "year" not in frame.fields)
    relation = next((named for cue, named in _OF_YEARS.items() if frame.has(Slot.COMPARE, cue)), Relation.IS)
    on = Property.BASELINE_YEAR if of_baseline else Property.TARGET_YEAR
    return Condition(on, tuple(str(year) for year in frame.years), relation, frame.negated)
