"""Converts quantities and points to and from columns."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from db.details import indicator_details, point_details, read_point_details
from knowledge.notation.quantity import Quantity
from knowledge.strategy.model import Indicator, Point, Terms, Text

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
    """The quantity of a row."""
    if row["amount"] is None:
        return None
    return Quantity(Decimal(row["amount"]), unit, row["exponent"], row["places"], bool(row["approximate"]))


def indicator_columns(indicator: Indicator) -> dict[str, Any]:
    """An indicator's columns, but for its points."""
    return {
        "id": indicator.id,
        "unit": indicator.unit.base,
        "exponent": indicator.unit.exponent,
        "noun_one": indicator.noun.one if indicator.noun else None,
        "noun_other": indicator.noun.other if indicator.noun else None,
        "direction": indicator.direction.value,
        "due_month": indicator.due_month,
        "keeper": indicator.keeper,
        "details": indicator_details(indicator),
    }


def point_columns(point: Point) -> dict[str, Any]:
    """A point's columns."""
    return {
        "wording_ja": point.wording.ja,
        "wording_en": point.wording.en,
        "year": int(point.year),
        "unit": point.quantity.unit if point.quantity else None,
        **quantity_columns(point.quantity),
        "details": point_details(point),
    }


def point(row: Row, terms: Terms | None = None) -> Point:
    """The point of a row, with its wording."""
    fields = {"year": row["year"], **read_point_details(row["details"])}
    wording = Text(row["wording_ja"], row["wording_en"])
    return Point(wording=wording, quantity=quantity(row, row["unit"]), terms=terms or Terms(), **fields)
