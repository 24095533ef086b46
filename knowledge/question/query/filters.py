"""Conditions on a list of indicators: target year 2024, unit 円, behind, of goal 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.notation.bounds import OPPOSITE, Comparison
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Condition, Property, Step
from knowledge.question.query.frame import Frame
from knowledge.question.query.intent import WIDE_STATUS
from knowledge.question.query.limits import OF_YEARS, Limit


def conditions(frame: Frame) -> tuple[Condition, ...]:
    """The conditions that a question sets, after those that it keeps from its thread."""
    own = tuple(_conditions(frame))
    return (*(kept for kept in frame.where if kept.on not in {condition.on for condition in own}), *own)


def _conditions(frame: Frame) -> Iterator[Condition]:
    yield from _of_status(frame)
    yield from _of_points(frame)
    if frame.has(Slot.KEEPER):
        yield Condition(Property.KEEPER, tuple(frame.cues[Slot.KEEPER]), negated=Slot.KEEPER in frame.negated)
    if frame.moved and not {"target", "year"} & set(frame.fields):
        moved = frame.cues[Slot.DIRECTION]
        beside = len(frame.years) == 2 and abs(frame.years[0] - frame.years[1]) == 1  # 2021年の値が2020年より減った
        step = Step.YEAR_BEFORE if beside else frame.previous
        year = max(frame.years) if beside else frame.years[0] if frame.years else None
        yield Condition(Property.MOVED, tuple(moved), negated=Slot.DIRECTION in frame.negated, step=step, year=year)
    elif frame.years:
        yield from _years(frame)
    for slot, on in ((Slot.UNIT, Property.UNIT), (Slot.SCALE, Property.SCALE)):
        if frame.has(slot) and not frame.has(Slot.FILTER):
            yield Condition(on, tuple(frame.cues[slot]), negated=bool({Slot.UNIT, Slot.SCALE} & frame.negated))
    yield from _of_achievement(frame) if "achievement" in frame.fields else _of_values(frame)


def _of_status(frame: Frame) -> Iterator[Condition]:
    """A condition on the status; what is not unmet is achieved, and not on track is behind: what has no status is neither."""
    statuses = tuple(value for value in frame.cues.get(Slot.STATUS, []) if value in WIDE_STATUS)
    if statuses == ("unmet",) and Slot.STATUS in frame.negated:
        yield Condition(Property.STATUS, ("achieved",))
    elif statuses == ("on_track",) and Slot.STATUS in frame.negated:
        yield Condition(Property.STATUS, ("behind",))
    elif statuses:
        yield Condition(Property.STATUS, statuses, negated=Slot.STATUS in frame.negated)


def _of_values(frame: Frame) -> Iterator[Condition]:
    """Conditions on a value: a target of more than 1,000 people."""
    field = next((field for field in ("target", "baseline") if field in frame.fields), "latest")
    for limit in frame.limits:
        values = (field, limit.found.quantity.plain, *limit.found.units)
        yield _bounded(Property.VALUE, values, limit, denied=Slot.QUANTITY in frame.negated)


def _of_points(frame: Frame) -> Iterator[Condition]:
    """Conditions on what the document states: a target below the baseline, no number, 約."""
    points = tuple(field for field in ("target", "baseline") if field in frame.fields) or ("target", "baseline")
    of_filter = {
        "below_baseline": Condition(Property.BELOW_BASELINE),
        "falling": Condition(Property.FALLING),
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
        yield Condition(Property.ACHIEVEMENT, ("0",), Comparison.AT_LEAST if Slot.FILTER in frame.negated else Comparison.UNDER)
    for limit in frame.limits:
        yield _bounded(Property.ACHIEVEMENT, (limit.found.quantity.plain,), limit, denied=Slot.QUANTITY in frame.negated)


def _bounded(on: Property, values: tuple[str, ...], limit: Limit, *, denied: bool) -> Condition:
    """A condition within a bound or, where that is denied, beyond it."""
    opposite = OPPOSITE.get(limit.comparison) if denied else limit.comparison
    return Condition(on, values, opposite or limit.comparison, negated=opposite is None)


def _years(frame: Frame) -> Iterator[Condition]:
    """Conditions on the years: on the first and the last of a range, on each that is bounded, on all others together."""
    if frame.ranged:
        yield _year(frame, (min(frame.years),), Comparison.AT_LEAST)
        yield _year(frame, (max(frame.years),), Comparison.AT_MOST)
        return
    plain = tuple(year for year in frame.years if year not in frame.bounds)
    said = next((named for cue, named in OF_YEARS.items() if frame.has(Slot.COMPARE, cue)), Comparison.EXACTLY)
    yield from (_year(frame, (year,), frame.bounds[year]) for year in frame.years if year in frame.bounds)
    if plain:
        yield _year(frame, plain, Comparison.EXACTLY if frame.bounds else said)


def _year(frame: Frame, years: tuple[int, ...], comparison: Comparison) -> Condition:
    of_baseline = frame.has(Slot.TIME, "baseline_year") or ("baseline" in frame.fields and "year" not in frame.fields)
    negated = Slot.YEAR in frame.negated
    if frame.has(Slot.FILTER, "overdue") and Slot.FILTER in frame.negated:
        comparison = Comparison.AT_LEAST
    elif negated and comparison in OPPOSITE:
        comparison, negated = OPPOSITE[comparison], False
    measured = frame.has(Slot.FILTER, "measured", "recorded")
    on = Property.MEASURED_YEAR if measured else Property.BASELINE_YEAR if of_baseline else Property.TARGET_YEAR
    return Condition(on, tuple(map(str, years)), comparison, negated)
