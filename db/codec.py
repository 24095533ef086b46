"""How quantities and points stand in rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from knowledge.notation.quantity import Quantity
from knowledge.notation.stated import Bound
from knowledge.notation.when import Aggregate, When, Year
from knowledge.strategy.model import Category, Indicator, Plan, Point, Term, Terms, Text

Row = Mapping[str, Any]


def quantity_columns(quantity: Quantity | None) -> dict[str, Any]:
    """A quantity's columns; the amount is exact text, NULL where there is none."""
    if quantity is None:
        return {"amount": None, "exponent": 0, "places": 0, "approximate": 0}
    return {
        "amount": quantity.plain,
        "exponent": quantity.exponent,
        "places": quantity.places,
        "approximate": int(quantity.approximate),
    }


def quantity(row: Row, unit: str | None) -> Quantity | None:
    """The quantity that a row holds."""
    if row["amount"] is None:
        return None
    return Quantity(Decimal(row["amount"]), unit, row["exponent"], row["places"], bool(row["approximate"]))


@dataclass(frozen=True, slots=True)
class PointDetails:
    """What a point has beside its columns: the document's time, a bound, a range's ends."""

    when: When | None = None
    bound: Bound | None = None
    ends: tuple[Quantity, Quantity] | None = None
    worded: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorDetails:
    """What an indicator has beside its columns; each field as in `Indicator`."""

    aggregate: Aggregate | None = None
    term: Term | None = None
    cumulative: bool = False
    better: Bound | None = None
    category: Category | None = None
    definition: str | None = None
    origin: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    also_under: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    interims: int = 0  # how many interim targets the file states now


_PLAN, _INDICATOR, _POINT = TypeAdapter(Plan), TypeAdapter(IndicatorDetails), TypeAdapter(PointDetails)


def _written(adapter: TypeAdapter[Any], details: object) -> str:
    return adapter.dump_json(details, exclude_defaults=True).decode()


def plan_text(plan: Plan) -> str:
    """A plan as JSON; what is as a plan has it by default is left out, here and in all details."""
    return _written(_PLAN, plan)


def plan_of(text: str) -> Plan:
    """The plan that a text holds."""
    return _PLAN.validate_json(text)


def indicator_columns(indicator: Indicator) -> dict[str, Any]:
    """An indicator's columns, but for its points."""
    shared = {name: getattr(indicator, name) for name in IndicatorDetails.__dataclass_fields__ if hasattr(indicator, name)}
    return {
        "id": indicator.id,
        "unit": indicator.unit.base,
        "exponent": indicator.unit.exponent,
        "noun_one": indicator.noun.one if indicator.noun else None,
        "noun_other": indicator.noun.other if indicator.noun else None,
        "direction": indicator.direction.value,
        "due_month": indicator.due_month,
        "keeper": indicator.keeper,
        "details": _written(_INDICATOR, IndicatorDetails(**shared, interims=len(indicator.interim))),
    }


def indicator_details(row: Row) -> dict[str, Any]:
    """What an indicator's row holds beside its columns, by field."""
    details = _INDICATOR.validate_json(row["details"])
    return {name: getattr(details, name) for name in IndicatorDetails.__dataclass_fields__}


def point_columns(point: Point) -> dict[str, Any]:
    """A point's columns."""
    when = point.year.when if isinstance(point.year, Year) else None
    return {
        "wording_ja": point.wording.ja,
        "wording_en": point.wording.en,
        "year": int(point.year),
        "unit": point.quantity.unit if point.quantity else None,
        **quantity_columns(point.quantity),
        "details": _written(_POINT, PointDetails(when, point.bound, point.ends, point.worded)),
    }


def point(row: Row, terms: Terms | None = None) -> Point:
    """The point that a row holds, with the words for it."""
    details = _POINT.validate_json(row["details"])
    year = Year.of(details.when) if details.when else row["year"]
    wording = Text(row["wording_ja"], row["wording_en"])
    value = quantity(row, row["unit"])
    return Point(wording, year, value, terms or Terms(), details.bound, details.ends, details.worded)
