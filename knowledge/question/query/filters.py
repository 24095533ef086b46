"""Conditions on a list of indicators: target year 2024, unit 円, behind, of goal 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from knowledge.notation.bounds import Comparison
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


_OF_BOUNDS = {
    Comparison.OVER: Relation.AFTER,
    Comparison.AT_LEAST: Relation.AT_LEAST,
    Comparison.UNDER: Relation.BEFORE,
    Comparison.AT_MOST: Relation.AT_MOST,
    Comparison.EXACTLY: Relation.IS,
}
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
    yield from _of_points(frame)
    if frame.years:
        yield _year(frame)
    for slot, on in ((Slot.UNIT, Property.UNIT), (Slot.SCALE, Property.SCALE)):
        if frame.has(slot) and not frame.has(Slot.FILTER):
            yield Condition(on, tuple(frame.cues[slot]), negated=frame.negated)
    if "achievement" in frame.fields:
        yield from _of_achievement(frame)


def _of_points(frame: Frame) -> Iterator[Condition]:
    """Conditions on what the document states: a target below the baseline, no number, 約."""
    points = tuple(field for field in ("target", "baseline") if field in frame.fields) or ("target", "baseline")
    if frame.has(Slot.FILTER, "below_baseline"):
        yield Condition(Property.BELOW_BASELINE)
    if frame.has(Slot.FILTER, "not_number"):
        yield Condition(Property.NOT_NUMBER, points)
    if frame.has(Slot.FILTER, "approximate"):
        yield Condition(Property.APPROXIMATE, points)


def _of_achievement(frame: Frame) -> Iterator[Condition]:
    if frame.has(Slot.FILTER, "negative"):
        yield Condition(Property.ACHIEVEMENT, ("0",), Relation.BEFORE)
    for limit in frame.limits:
        yield Condition(Property.ACHIEVEMENT, (limit.found.quantity.plain,), _OF_BOUNDS[limit.comparison])


def _year(frame: Frame) -> Condition:
    of_baseline = frame.has(Slot.TIME, "baseline_year") or ("baseline" in frame.fields and "year" not in frame.fields)
    relation = next((named for cue, named in _OF_YEARS.items() if frame.has(Slot.COMPARE, cue)), Relation.IS)
    on = Property.BASELINE_YEAR if of_baseline else Property.TARGET_YEAR
    return Condition(on, tuple(str(year) for year in frame.years), relation, frame.negated)
