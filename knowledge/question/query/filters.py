"""Conditions on a list of indicators: target year 2024, unit 円, behind, of goal 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from knowledge.notation.bounds import Comparison
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame, Step
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
    MOVED = "moved"  # which way the value went: from the baseline, or as `step` tells
    VALUE = "value"  # target, baseline or latest value within a bound; the values are field, amount and units
    RECORDED = "recorded"  # something was recorded since the baseline
    HAS_TARGET = "has_target"


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
    step: Step | None = None
    year: int | None = None

    @property
    def number(self) -> Decimal:
        """The value of a numeric condition."""
        return Decimal(self.values[1 if self.on is Property.VALUE else 0])


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
    yield from _of_status(frame)
    yield from _of_points(frame)
    if frame.moved and not {"target", "year"} & set(frame.fields):
        moved = frame.cues[Slot.DIRECTION]
        year = frame.years[0] if frame.years else None
        yield Condition(Property.MOVED, tuple(moved), negated=Slot.DIRECTION in frame.negated, step=frame.previous, year=year)
    elif frame.years:
        yield _year(frame)
    for slot, on in ((Slot.UNIT, Property.UNIT), (Slot.SCALE, Property.SCALE)):
        if frame.has(slot) and not frame.has(Slot.FILTER):
            yield Condition(on, tuple(frame.cues[slot]), negated=bool({Slot.UNIT, Slot.SCALE} & frame.negated))
    yield from _of_achievement(frame) if "achievement" in frame.fields else _of_values(frame)


def _of_status(frame: Frame) -> Iterator[Condition]:
    """A condition on the status; what is not unmet is achieved, since what has no status is neither."""
    statuses = tuple(value for value in frame.cues.get(Slot.STATUS, []) if value in WIDE_STATUS)
    if statuses == ("unmet",) and Slot.STATUS in frame.negated:
        yield Condition(Property.STATUS, ("achieved",))
    elif statuses:
        yield Condition(Property.STATUS, statuses, negated=Slot.STATUS in frame.negated)


def _of_values(frame: Frame) -> Iterator[Condition]:
    """Conditions on a value: a target of more than 1,000 people."""
    field = next((field for field in ("target", "baseline") if field in frame.fields), "latest")
    for limit in frame.limits:
        values = (field, limit.found.quantity.plain, *limit.found.units)
        yield Condition(Property.VALUE, values, _OF_BOUNDS[limit.comparison])


def _of_points(frame: Frame) -> Iterator[Condition]:
    """Conditions on what the document states: a target below the baseline, no number, 約."""
    points = tuple(field for field in ("target", "baseline") if field in frame.fields) or ("target", "baseline")
    of_filter = {
        "below_baseline": Condition(Property.BELOW_BASELINE),
        "not_number": Condition(Property.NOT_NUMBER, points),
        "approximate": Condition(Property.APPROXIMATE, points),
        "recorded": Condition(Property.RECORDED),
        "no_target": Condition(Property.HAS_TARGET, negated=True),
    }
    for cue, condition in of_filter.items():
        if frame.has(Slot.FILTER, cue):
            yield replace(condition, negated=condition.negated != (Slot.FILTER in frame.negated))


def _of_achievement(frame: Frame) -> Iterator[Condition]:
    if frame.has(Slot.FILTER, "negative"):
        yield Condition(Property.ACHIEVEMENT, ("0",), Relation.AT_LEAST if Slot.FILTER in frame.negated else Relation.BEFORE)
    for limit in frame.limits:
        yield Condition(Property.ACHIEVEMENT, (limit.found.quantity.plain,), _OF_BOUNDS[limit.comparison])


def _year(frame: Frame) -> Condition:
    of_baseline = frame.has(Slot.TIME, "baseline_year") or ("baseline" in frame.fields and "year" not in frame.fields)
    relation = next((named for cue, named in _OF_YEARS.items() if frame.has(Slot.COMPARE, cue)), Relation.IS)
    if frame.has(Slot.FILTER, "overdue") and Slot.FILTER in frame.negated:
        relation = Relation.AT_LEAST
    on = Property.BASELINE_YEAR if of_baseline else Property.TARGET_YEAR
    return Condition(on, tuple(str(year) for year in frame.years), relation, Slot.YEAR in frame.negated)
