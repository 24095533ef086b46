"""Reading a recorded value: a number in its indicator's unit, or words where the indicator has no number."""

from __future__ import annotations

import re
from functools import cache

from knowledge.errors import Fault
from knowledge.measurement.value_range import is_count, stated_amounts
from knowledge.notation.quantity import FoundQuantity, Quantity, Unit, normal_form, read_quantity
from knowledge.notation.unit_reader import read_unit
from knowledge.notation.units import DATA, notation, read_toml
from knowledge.strategy.model import Direction, Indicator, Language
from knowledge.words.messages import messages

_ERROR = re.compile(r"#+|#[a-z0-9/]+[!?]?|true|false")  # what a spreadsheet shows in place of a value
_DASHES = re.compile(r"[-‐‑‒–—―−ー_*.…・×x]+")


def read_value(written: str, indicator: Indicator, unit: str = "") -> tuple[str, Quantity | None] | Fault:
    """A value's wording and quantity; `unit` is one that stands beside it, in a column or a head, empty where none does.

    A fault's message id is the last part of it.
    """
    if not written:
        return Fault("value.missing")
    if is_no_value(written):
        return Fault("value.none", values={"given": written})
    if not is_numbered(indicator):
        return written, None
    found = read_quantity(written, indicator.unit)
    if found is None:
        return Fault("value", values={"given": written, "example": example(indicator)})
    beside = _with_unit(written, found, indicator.unit, unit)
    return beside if isinstance(beside, Fault) else _in_unit(written, beside, indicator)


def is_numbered(indicator: Indicator) -> bool:
    """Whether figures of an indicator are numbers: not the words of a milestone, nor those of a way from a baseline in words."""
    if indicator.direction is Direction.RELATIVE:
        return indicator.baseline.quantity is not None
    return indicator.direction is not Direction.MILESTONE


def is_no_value(written: str) -> bool:
    """Whether a cell says that there is nothing: a dash, an error, 未集計.

    >>> is_no_value("－"), is_no_value("#N/A"), is_no_value("2,350"), is_no_value("-5")
    (True, True, False, False)
    """
    text = normal_form(written)
    return bool(_ERROR.fullmatch(text) or _DASHES.fullmatch(text)) or text in _no_value_words()


def example(indicator: Indicator) -> str:
    """A value written as this indicator wants it: the figure of its target, without a bound or a term; else the target's words."""
    stated = indicator.target.quantity or indicator.baseline.quantity
    return messages(Language.JAPANESE).quantity(indicator, stated) if stated else indicator.target.wording.ja


@cache
def _no_value_words() -> frozenset[str]:
    return frozenset(map(normal_form, read_toml(DATA / "measurement.toml")["no_value"]["words"]))


def _with_unit(written: str, found: FoundQuantity, unit: Unit, beside: str) -> FoundQuantity | Fault:
    """The quantity with the unit that stands beside it, where it has none of its own."""
    if not beside:
        return found
    wrong = Fault("unit", values={"given": f"{written} {beside}", "unit": unit.written or "-", "example": f"{unit.written or '-'}"})
    if read_unit(beside).base != unit.base:
        return wrong
    if found.units or found.quantity.exponent:
        return found
    return read_quantity(f"{written}{beside}", unit) or wrong


def _in_unit(written: str, found: FoundQuantity, indicator: Indicator) -> tuple[str, Quantity | None] | Fault:
    unit = indicator.unit
    if found.units and unit.base is None:
        return Fault("unit.none", values={"given": written, "example": example(indicator)})
    if found.units and unit.base not in found.units:
        return Fault("unit", values={"given": written, "unit": unit.written, "example": example(indicator)})
    if not found.units and unit.exponent and not found.quantity.exponent:
        return Fault("unit.missing", values={"given": written, "unit": unit.written, "example": example(indicator)})
    number = found.quantity
    quantity = Quantity(number.amount, unit.base, number.exponent, number.places, number.approximate).rescaled(unit.exponent)
    if _halved(quantity, indicator):
        return Fault("fraction", values={"given": written, "example": example(indicator)})
    if quantity.amount < 0 and is_count(indicator):
        return Fault("negative", values={"given": written})
    return messages(Language.JAPANESE).quantity(indicator, quantity), quantity


def _halved(quantity: Quantity, indicator: Indicator) -> bool:
    """Whether a figure has decimals that its unit cannot have, as 2.440人: the document's own figures have none."""
    whole = indicator.unit.base in notation().whole and all(amount % 1 == 0 for amount in stated_amounts(indicator))
    return whole and quantity.amount % 1 != 0
