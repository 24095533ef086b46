"""How far an indicator has come: achievement, expected value, gap, required pace and status, in exact decimals.

The rules are those of docs/en/progress.md. Amounts are in the indicator's base unit.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from knowledge.measurement.model import Measurement
from knowledge.notation.when import Aggregate
from knowledge.strategy.model import Direction, Indicator, RateRule, Term


class Status(StrEnum):
    """Where an indicator stands."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NO_DATA = "no_data"
    NOT_COMPUTABLE = "not_computable"


class NoPace(StrEnum):
    """Why there is no required pace."""

    REACHED = "reached"  # the target is reached
    NO_YEARS_LEFT = "no_years_left"
    FLOOR = "floor"  # a level to stay above has no pace
    LEVEL = "level"  # nor has one to stay below, to keep, or a total to stay within
    AVERAGE = "average"  # nor a mean over several years
    NO_NUMBER = "no_number"  # baseline, target or value is no number


class Shape(StrEnum):
    """The rule by which an indicator is judged."""

    LINE = "line"  # along the way from a baseline to a target
    TARGET = "target"  # against the target alone, since the document gives no baseline
    FLOOR = "floor"
    CEILING = "ceiling"
    MAINTAIN = "maintain"
    TOTAL = "total"  # a total to reach
    TOTAL_WITHIN = "total_within"  # a total to stay within
    AVERAGE = "average"
    RELATIVE = "relative"
    MILESTONE = "milestone"


def shape(indicator: Indicator) -> Shape:
    """The rule that an indicator's direction, term and baseline call for."""
    if indicator.aggregate is Aggregate.TOTAL:
        return Shape.TOTAL_WITHIN if indicator.falling else Shape.TOTAL
    if indicator.aggregate is Aggregate.AVERAGE:
        return Shape.AVERAGE
    if indicator.direction in RATIO:
        return Shape.LINE if has_way(indicator) else Shape.TARGET
    return Shape(indicator.direction.value)


RATIO = (Direction.INCREASE, Direction.DECREASE)
LEVELS = (Direction.FLOOR, Direction.CEILING, Direction.MAINTAIN)


def decimal(value: Fraction) -> Decimal:
    """A fraction with more digits than any answer shows."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def has_way(indicator: Indicator) -> bool:
    """Whether the document gives a way from a baseline to a target, of which a share can be covered."""
    return (
        indicator.direction in RATIO
        and indicator.aggregate is None
        and indicator.baseline.amount is not None
        and indicator.target.amount is not None
    )


def achievement(indicator: Indicator, value: Decimal) -> Decimal | None:
    """Share of the way from baseline to target that has been covered, or of the total that is to be reached.

    0 at the baseline, 1 at the target (JSON and texts show it in %), beyond either as it falls; None where the direction
    or the document gives no ratio. By a plan's own rule `ratio` it is the value by the target, for rising targets alone.
    """
    baseline, target = indicator.baseline.amount, indicator.target.amount
    if indicator.direction not in RATIO or target is None:
        return None
    total = indicator.aggregate is Aggregate.TOTAL
    if total or indicator.evaluation.rule is RateRule.RATIO:
        rising = not indicator.falling and target > 0
        return value / target if rising else None
    if not has_way(indicator) or baseline is None or baseline == target:
        return None
    return (value - baseline) / (target - baseline)


def _line(indicator: Indicator) -> list[tuple[int, Decimal]]:
    """The points that the expected value runs along: baseline, interim targets, target."""
    points = (indicator.baseline, *indicator.targets)
    return [(int(point.year), point.amount) for point in points if point.amount is not None]


def expected(indicator: Indicator, year: int) -> Decimal | None:
    """The value on the way from baseline to target in a year, along the interim targets; the target from its year on.

    Of a total, the target's share of the years of the term; of a mean, the target. None where baseline or target is no
    number, where the direction has no line, and before the baseline's year.
    """
    target, term = indicator.target.amount, indicator.term
    if indicator.aggregate and term and target is not None:
        if not term.first <= year:
            return None
        return target * share_of_term(term, year) if indicator.aggregate is Aggregate.TOTAL else target
    if not has_way(indicator) or year < indicator.baseline.year:
        return None
    for (first, low), (last, high) in pairwise(_line(indicator)):
        if first <= year < last:
            return decimal(Fraction(low) + Fraction(high - low) * Fraction(year - first, last - first))
    return target


def share_of_term(term: Term, year: int) -> Decimal:
    """Which share of a term is over with the end of a year."""
    return decimal(Fraction(min(max(year - term.first + 1, 0), term.years), term.years))


def gap(indicator: Indicator, value: Decimal) -> Decimal | None:
    """Target minus value; None where the target is no number or is relative."""
    target = indicator.target.amount
    return None if target is None or indicator.direction is Direction.RELATIVE else target - value


def reached(indicator: Indicator, value: Decimal) -> bool:
    """Whether a value is at the target or beyond it, in the indicator's direction; of a range, within it."""
    target, ends = indicator.target.amount, indicator.target.ends
    if ends is not None:
        return ends[0].amount <= value <= ends[1].amount
    if target is None or indicator.direction is Direction.RELATIVE:
        return False
    if value == target:
        return not indicator.strict
    if indicator.direction is Direction.MAINTAIN and indicator.better is None:
        return False
    return value < target if indicator.falling else value > target


def required_pace(indicator: Indicator, value: Decimal, year: int) -> Decimal | NoPace:
    """The change per year that still leads from a year's value to the target, or why there is none."""
    difference = gap(indicator, value)
    if difference is None or indicator.direction is Direction.MILESTONE:
        return NoPace.NO_NUMBER
    if indicator.aggregate is Aggregate.AVERAGE:
        return NoPace.AVERAGE
    if indicator.direction in (Direction.CEILING, Direction.MAINTAIN):
        return NoPace.LEVEL
    if reached(indicator, value):
        return NoPace.REACHED
    if indicator.direction is Direction.FLOOR:
        return NoPace.FLOOR
    years = (indicator.term.last if indicator.aggregate and indicator.term else indicator.target.year) - year
    return difference / years if years > 0 else NoPace.NO_YEARS_LEFT


def status(indicator: Indicator, latest: Measurement | None, today: date) -> Status:
    """Where an indicator stands by its latest value since the baseline (None: nothing recorded since).

    Of what is added up or averaged the latest value is the total or the mean so far.
    """
    if indicator.direction is Direction.RELATIVE:
        return Status.NOT_COMPUTABLE
    if indicator.direction is Direction.MILESTONE:
        if latest is not None:
            return Status.ACHIEVED
        return Status.BEHIND if today.year > indicator.target.year else Status.NO_DATA
    if latest is None or latest.amount is None:
        return Status.NO_DATA
    if indicator.aggregate and indicator.term:
        return _status_over_term(indicator, indicator.term, latest.amount, latest.year)
    return _status_of_year(indicator, latest.amount, latest.year)


def _status_over_term(indicator: Indicator, term: Term, value: Decimal, year: int) -> Status:
    over = year >= term.last
    if indicator.aggregate is Aggregate.TOTAL and not indicator.falling and reached(indicator, value):
        return Status.ACHIEVED
    if over or indicator.aggregate is Aggregate.AVERAGE:
        good = reached(indicator, value)
    else:
        line = expected(indicator, year) or Decimal(0)
        good = value <= line if indicator.falling else value >= line
    if not good:
        return Status.BEHIND
    return Status.ACHIEVED if over else Status.ON_TRACK


def _status_of_year(indicator: Indicator, value: Decimal, year: int) -> Status:
    if reached(indicator, value):
        return Status.ACHIEVED
    if indicator.direction in LEVELS or year >= indicator.target.year:
        return Status.BEHIND
    line = expected(indicator, year)
    if line is None:
        return Status.NOT_COMPUTABLE if indicator.baseline.amount is None else Status.BEHIND
    ahead = value <= line if indicator.falling else value >= line
    return Status.ON_TRACK if ahead else Status.BEHIND
