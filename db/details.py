"""What rows hold as JSON beside their columns: of points, of indicators, and of the plan as a whole."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from knowledge.notation.quantity import Quantity
from knowledge.notation.stated import Bound
from knowledge.notation.when import Aggregate, When, Year
from knowledge.strategy.model import Category, Evaluation, Indicator, Kind, Point, RateRule, Term, Text, Verdict
from knowledge.strategy.plan import Level, Plan

_OF_INDICATORS = (
    "aggregate",
    "term",
    "cumulative",
    "better",
    "category",
    "short",
    "definition",
    "origin",
    "notes",
    "also_under",
    "formerly",
)


def _written(values: dict[str, Any]) -> str:
    """Values as JSON, without empty ones."""
    given = {name: value for name, value in values.items() if value not in (None, False, (), [], {}, "")}
    return json.dumps(given, ensure_ascii=False, default=str)


def point_details(point: Point) -> str:
    """A point's time as the document writes it, its bound, the ends of its range, and whether its wording is shown."""
    when = asdict(point.year.when) if isinstance(point.year, Year) else None
    ends = [asdict(end) for end in point.ends] if point.ends else None
    return _written({"when": when, "bound": point.bound, "ends": ends, "worded": point.worded, "in_words": point.in_words})


def read_point_details(text: str) -> dict[str, Any]:
    """The fields of a `Point` that `point_details` wrote; `year` among them only where the document's words are known."""
    held = json.loads(text)
    when, ends = held.get("when"), held.get("ends")
    found: dict[str, Any] = {
        "bound": Bound(held["bound"]) if "bound" in held else None,
        "ends": (_quantity(ends[0]), _quantity(ends[1])) if ends else None,
        "worded": held.get("worded", False),
        "in_words": held.get("in_words", False),
    }
    if when:
        found["year"] = Year.of(When(**{**when, "aggregate": Aggregate(when["aggregate"]) if when["aggregate"] else None}))
    return found


def _verdict(held: dict[str, Any]) -> Verdict:
    least = held.get("least")
    return Verdict(held["word"], None if least is None else Decimal(least), held.get("meaning"))


def _quantity(held: dict[str, Any]) -> Quantity:
    return Quantity(**{**held, "amount": Decimal(held["amount"])})


def indicator_details(indicator: Indicator) -> str:
    """What an indicator has beside its columns, and how many interim targets."""
    term = asdict(indicator.term) if indicator.term else None
    short = asdict(indicator.short) if indicator.short else None
    return _written(
        {
            **{name: getattr(indicator, name) for name in _OF_INDICATORS},
            "term": term,
            "short": short,
            "interims": len(indicator.interim),
        }
    )


def read_indicator_details(text: str) -> tuple[dict[str, Any], int]:
    """The fields of an `Indicator` that `indicator_details` wrote, and how many interim targets it has."""
    held = json.loads(text)
    interims = held.pop("interims", 0)
    enums = {"aggregate": Aggregate, "better": Bound, "category": Category}
    found = {name: enums[name](value) if name in enums else value for name, value in held.items()}
    if "term" in held:
        found["term"] = Term(**held["term"])
    if "short" in held:
        found["short"] = Text(**held["short"])
    for name in ("also_under", "formerly"):
        found[name] = tuple(held.get(name, ()))
    found["notes"] = tuple((head, note) for head, note in held.get("notes", ()))
    return found, interims


def plan_details(plan: Plan) -> str:
    """The details of a plan as a whole."""
    return _written(asdict(plan))


def read_plan_details(text: str) -> Plan:
    """The plan that `plan_details` wrote."""
    held = json.loads(text)
    evaluation = held.get("evaluation", {})
    verdicts = tuple(_verdict(each) for each in evaluation.get("verdicts", ()))
    return Plan(
        municipality=held.get("municipality"),
        levels=tuple(Level(Text(**each["name"]), each["plural"]) for each in held.get("levels", ())),
        term=Term(**held["term"]) if "term" in held else None,
        period=held.get("period"),
        evaluation=Evaluation(RateRule(evaluation.get("rule", RateRule.PROGRESS)), verdicts),
        targets_on=Kind(held["targets_on"]) if "targets_on" in held else None,
        source=held.get("source"),
    )
