"""Which fields an answer about an indicator tells, and in which order."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.sentences import document, measurements, progress
from knowledge.question.query.model import Query
from knowledge.strategy.model import Indicator

SENTENCES: dict[str, Callable[[IndicatorAnswer], None]] = {
    "year": document.say_year,
    "interim": document.say_interim,
    "target": document.say_target,
    "baseline": document.say_baseline,
    "measured": measurements.say_measured,
    "latest": measurements.say_latest,
    "status": progress.say_status,
    "achievement": progress.say_achievement,
    "gap": progress.say_gap,
    "required_pace": progress.say_required_pace,
    "expected": progress.say_expected,
    "change": measurements.say_change,
    "planned_change": measurements.say_planned_change,
    "trend": measurements.say_trend,
    "unit": document.say_unit,
    "goal": document.say_goal,
    "scope": document.say_scope,
    "source": document.say_source,
    "keeper": document.say_keeper,
    "due": document.say_due,
    "convert": document.say_digits,
}
OVERVIEW = ("latest", "target", "status")
PROGRESS = frozenset({"status", "achievement", "gap", "required_pace"})
_INTERIM = frozenset({"interim"})
SERIES = frozenset({"change", "trend", "expected", "planned_change"})


def wanted_fields(query: Query, indicator: Indicator | None = None) -> list[str]:
    """The fields to answer, in the order to answer them."""
    asked = set(query.select)
    if indicator and indicator.unit.exponent and indicator.unit.base in query.units:
        asked.add("convert")
    if indicator and "when" in query.asks and indicator.baseline.wording.ja in query.wordings:
        asked = asked - {"year"} | {"baseline"}  # when it was certified, not when it is to be again
    if "compare" in query.asks and ("status" in asked or set(query.ranks) & {"best", "worst"}):
        asked.add("achievement")
    if indicator and query.planned and set(query.years) == {indicator.target.year}:
        asked = _planned(asked)
    if {"target", "status"} <= asked and "wh" not in query.asks:
        asked = asked - {"target"}  # will we hit the target
    if "expected" in asked and "check" in query.asks and indicator and 0 < max(query.years, default=0) < indicator.target.year:
        asked = asked | {"measured"}  # whether it was where it should have been
    asked = _of_years(asked, len(set(query.years)))
    asked = _filled(asked)
    return [field for field in SENTENCES if field in asked]


def _planned(asked: set[str]) -> set[str]:
    """What is planned for the target's year is the target, or the way to it."""
    if asked & {"change", "trend"}:
        return asked - {"change", "trend", "value"} | {"planned_change"}
    return asked - {"value"} | {"target"} if asked <= {"value", "latest", "status", "check"} else asked


def _of_years(asked: set[str], years: int) -> set[str]:
    """With a year, a value is that year's; with two, the change between them is told too."""
    if years > 1 and "gap" in asked:
        asked = asked - {"gap"} | {"change"}
    if years > 1 and not asked & (PROGRESS | {"expected", "target", "year"}):
        return (asked - {"trend", "latest", "baseline"}) | {"change", "measured"}
    if years and not asked & (PROGRESS | SERIES | _INTERIM | {"target", "year"}):
        return (asked - {"latest", "baseline"}) | {"measured"}
    return asked


def _filled(asked: set[str]) -> set[str]:
    """What is asked for, with what goes without saying, and without what another field tells already."""
    if {"baseline", "gap", "change"} <= asked and "target" not in asked:
        asked = asked - {"baseline", "latest", "value"}  # how far since the baseline, and how far to go
    elif {"baseline", "gap"} <= asked or {"target", "baseline", "change"} <= asked:
        asked = asked - {"target", "baseline", "gap", "change", "value"} | {"planned_change"}
    asked = asked | ({"scope"} if "name" in asked else set())
    if asked == {"scope"}:
        return asked
    if "expected" in asked:
        asked = asked - {"latest"}
    if "change" in asked:
        asked = asked - {"baseline"}
    if asked <= {"value", "description", "goal", "name", "scope"}:
        asked |= {"latest"} if asked == {"value"} else set(OVERVIEW)
    if asked & {"convert", "unit"} == {"convert"} and not asked & {"target", "baseline", "latest", "measured"}:
        asked |= {"target"}
    if {"gap", "target"} <= asked:
        asked = asked - {"target"}  # the gap's sentence tells the target and its year
    if asked & set(SENTENCES) - {"goal"}:
        asked -= {"goal"}
    return asked - {"year"} if {"target", "year"} <= asked else asked
