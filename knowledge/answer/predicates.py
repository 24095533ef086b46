"""Whether an indicator fulfils the conditions of a list."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from knowledge.notation.bounds import FALLING, RISING, Comparison
from knowledge.notation.quantity import Quantity, round_to
from knowledge.notation.stated import Bound
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.question.query.condition import Condition, Property, Step
from knowledge.strategy.model import Direction, Indicator, Point

_STATED = {
    Comparison.AT_LEAST: Bound.AT_LEAST,
    Comparison.OVER: Bound.ABOVE,
    Comparison.AT_MOST: Bound.AT_MOST,
    Comparison.UNDER: Bound.BELOW,
}
_UNMET = (Status.BEHIND, Status.ON_TRACK)


def fulfils(standing: Standing, condition: Condition) -> bool:
    """Whether an indicator fulfils a condition."""
    return known(standing, condition) and _TESTS[condition.on](standing, condition) != condition.negated


def bounds_target(condition: Condition) -> bool:
    """Whether a condition bounds the target's value."""
    return (
        condition.on is Property.VALUE
        and condition.values[0] == "target"
        and condition.comparison in _STATED
        and not condition.negated
    )


def states(standing: Standing, condition: Condition) -> bool:
    """Whether the document tells a target in the very bound of a condition: 20%以上."""
    point, units = standing.indicator.target, condition.values[2:]
    return (
        point.quantity is not None
        and point.bound is _STATED[condition.comparison]
        and point.quantity.amount == condition.number
        and (not units or standing.indicator.unit.base in units)
    )


def _year(year: int, condition: Condition) -> bool:
    if condition.comparison is Comparison.EXACTLY:
        return str(year) in condition.values
    return condition.comparison.holds(Decimal(year), condition.number)


def _status(standing: Standing, condition: Condition) -> bool:
    for value in condition.values:
        if value == "unmet" and standing.status in _UNMET:
            return True
        if value == "stale" and standing.stale:
            return True
        if value == "no_data" and standing.latest is None and standing.status is Status.NOT_COMPUTABLE:
            return True  # nothing is recorded of it either
        if value == "not_computable" and standing.achievement is None:
            return True
        if value == standing.status:
            return True
    return False


def _achievement(standing: Standing, condition: Condition) -> bool:
    share = standing.achievement
    if share is None:
        return False
    if condition.comparison is Comparison.EXACTLY:  # as many places as were asked for: 300 % is what is shown as 300.0 %
        return round_to(share * 100, max(0, -int(condition.number.as_tuple().exponent))) == condition.number
    limit = condition.number / Decimal(100)
    return condition.comparison.holds(share, limit)


def _approximate(point: Point) -> bool:
    return point.quantity is not None and point.quantity.approximate


_TESTS: dict[Property, Callable[[Standing, Condition], bool]] = {
    Property.TARGET_YEAR: lambda s, c: _year(s.indicator.target.year, c),
    Property.BASELINE_YEAR: lambda s, c: _year(s.indicator.baseline.year, c),
    Property.UNIT: lambda s, c: s.indicator.unit.base in c.values,
    Property.STATUS: _status,
    Property.BELOW_BASELINE: lambda s, _: s.indicator.below_baseline,
    Property.FALLING: lambda s, _: s.indicator.falling,
    Property.SCALE: lambda s, c: str(s.indicator.unit.exponent) in c.values,
    Property.NOT_NUMBER: lambda s, c: any(getattr(s.indicator, point).quantity is None for point in c.values),
    Property.APPROXIMATE: lambda s, c: any(_approximate(getattr(s.indicator, point)) for point in c.values),
    Property.ACHIEVEMENT: _achievement,
    Property.RECORDED: lambda s, _: bool(s.since),
    Property.MEASURED_YEAR: lambda s, c: any(_year(m.year, c) for m in s.series),
    Property.HAS_TARGET: lambda s, _: bool(s.indicator.target.wording.ja),
    Property.KEEPER: lambda s, c: s.indicator.keeper in c.values,
    Property.MOVED: lambda s, c: _moved(s, c),
    Property.VALUE: lambda s, c: _value(s, c),
}


def change(standing: Standing, step: Step | None = None, year: int | None = None) -> Decimal | None:
    """By how much the value changed: from the baseline to the latest, or over a step; None where a figure is missing."""
    first, last = step_ends(standing, step, year)
    values = standing.values
    return values[last].amount - values[first].amount if {first, last} <= set(values) and first != last else None


def step_ends(standing: Standing, step: Step | None = None, year: int | None = None) -> tuple[int, int]:
    """The two years that a change is counted between; a year may be without a value."""
    latest = standing.latest
    last = year or (latest.year if latest else 0)
    before = [known for known in standing.values if known < last]
    first = last - 1 if step is Step.YEAR_BEFORE else standing.indicator.baseline.year
    return before[-1] if step is Step.RECORD_BEFORE and before else first, last


def went(direction: str, difference: Decimal, indicator: Indicator) -> bool:
    """Whether a change goes in a direction; better and worse are the indicator's own."""
    better = difference < 0 if indicator.direction is Direction.DECREASE else difference > 0
    ways = {
        "up": difference > 0,
        "down": difference < 0,
        "better": better,
        "worse": bool(difference) and not better,
        "flat": not difference,
    }
    return not ways[direction.removeprefix("not_")] if direction.startswith("not_") else ways[direction]


def known(standing: Standing, condition: Condition) -> bool:
    """Whether it can be told of an indicator if it fulfils a condition."""
    if condition.on is Property.MOVED:
        return change(standing, condition.step, condition.year) is not None
    if condition.negated and condition.on is Property.ACHIEVEMENT:
        return standing.achievement is not None
    return not (condition.negated and condition.on is Property.VALUE) or _quantity(standing, condition) is not None


def _moved(standing: Standing, condition: Condition) -> bool:
    difference = change(standing, condition.step, condition.year)
    return difference is not None and any(went(value, difference, standing.indicator) for value in condition.values)


def _quantity(standing: Standing, condition: Condition) -> Quantity | None:
    """What a condition on a value looks at; None where that is no number, or of another unit."""
    field, _, *units = condition.values
    indicator = standing.indicator
    latest = standing.latest.quantity if standing.latest else indicator.baseline.quantity
    quantity = {"target": indicator.target.quantity, "baseline": indicator.baseline.quantity}.get(field, latest)
    return None if units and indicator.unit.base not in units else quantity


def _value(standing: Standing, condition: Condition) -> bool:
    field, indicator, quantity = condition.values[0], standing.indicator, _quantity(standing, condition)
    if quantity is None:
        return False
    if field == "target" and quantity.amount == condition.number and _shuts_out(indicator.target, condition.comparison):
        return False
    return condition.comparison.holds(quantity.amount, condition.number)


def _shuts_out(target: Point, comparison: Comparison) -> bool:
    """Whether a target's own number is no part of it, and what is on its other side is asked for: 15%以上, of 15%未満."""
    if target.bound is None or not target.bound.strict:
        return False
    return comparison in (RISING if target.bound.falling else FALLING)
