"""From what somebody wrote about a measurement to a `Measurement`, by the rules that file import and form share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from rapidfuzz import process

from knowledge.errors import Fault
from knowledge.measurement.model import Measurement, MeasurementKind
from knowledge.notation.quantity import Quantity, Unit, normal_form, read_quantity
from knowledge.notation.tables import DATA, notation, read_toml
from knowledge.notation.years import read_year
from knowledge.strategy.model import Direction, Indicator, Language, Strategy
from knowledge.words.messages import messages

FIRST_YEAR = 1950  # what no strategy's figures are older than
_LIKENESS = 60.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A measurement as somebody wrote it; `fields` by the names of the CSV's columns."""

    fields: Mapping[str, str]
    line: int | None = None

    def get(self, name: str) -> str:
        """A field without the space around it; empty where it is missing."""
        return (self.fields.get(name) or "").strip()


@cache
def _kinds() -> dict[str, MeasurementKind]:
    words = read_toml(DATA / "measurement.toml")["kind"]
    return {word: MeasurementKind(kind) for kind, spellings in words.items() for word in spellings}


def read_entry(entry: Entry, strategy: Strategy, today: date) -> Measurement | list[Fault]:
    """The measurement that an entry is, or everything that is wrong with it, by field."""
    faults: list[Fault] = []

    def fault(message_id: str, **values: object) -> None:
        faults.append(Fault(f"measurement.fault.{message_id}", values, entry.line))

    indicator = find_indicator(entry.get("indicator"), strategy)
    if indicator is None:
        given = entry.get("indicator")
        nearest = nearest_indicator(given, strategy)
        fault("indicator", field="indicator", given=given, nearest=nearest.id if nearest else "")
    year = read_year(entry.get("year"))
    if year is None or year < FIRST_YEAR:
        fault("year", field="year", given=entry.get("year"))
    elif year > today.year:
        fault("future", field="year", given=entry.get("year"), this_year=today.year)
    kind = _kinds().get(normal_form(entry.get("kind"))) if entry.get("kind") else None
    if entry.get("kind") and kind is None:
        fault("kind", field="kind", given=entry.get("kind"))
    as_of = _read_day(entry.get("as_of"))
    if entry.get("as_of") and as_of is None:
        fault("as_of", field="as_of", given=entry.get("as_of"))
    value = read_value(entry.get("value"), indicator) if indicator else None
    if isinstance(value, Fault):
        fault(value.message_id, field="value", **value.values)
    if faults or indicator is None or year is None or value is None or isinstance(value, Fault):
        return faults
    wording, quantity = value
    return Measurement(indicator.id, year, wording, quantity, entry.get("source"), entry.get("note"), kind, as_of)


def read_value(written: str, indicator: Indicator) -> tuple[str, Quantity | None] | Fault:
    """A value's wording and quantity: a number in the indicator's unit, or words where it has no ratio."""
    if not written:
        return Fault("value.missing")
    found = read_quantity(written, indicator.unit)
    if indicator.direction in (Direction.MILESTONE, Direction.RELATIVE):
        return written, None
    if found is None:
        return Fault("value", values={"given": written, "example": example(indicator)})
    unit = indicator.unit
    if found.units and unit.base not in found.units:
        return Fault("unit", values={"given": written, "unit": unit.written or "-", "example": example(indicator)})
    if not found.units and unit.exponent and not found.quantity.exponent:
        return Fault("unit.missing", values={"given": written, "unit": unit.written, "example": example(indicator)})
    quantity = _in_unit(found.quantity, unit)
    if _halved(quantity, indicator):
        return Fault("fraction", values={"given": written, "example": example(indicator)})
    return messages(Language.JAPANESE).quantity(indicator, quantity), quantity


def _halved(quantity: Quantity, indicator: Indicator) -> bool:
    """Whether a figure has decimals that its unit cannot have, as 2.440人: the document's own figures have none."""
    stated = (point.amount for point in (indicator.baseline, indicator.target) if point.amount is not None)
    whole = indicator.unit.base in notation().whole and all(amount % 1 == 0 for amount in stated)
    return whole and quantity.amount % 1 != 0


def _in_unit(quantity: Quantity, unit: Unit) -> Quantity:
    same = Quantity(quantity.amount, unit.base, quantity.exponent, quantity.places, quantity.approximate)
    return same.rescaled(unit.exponent)


def example(indicator: Indicator) -> str:
    """A value written as this indicator wants it: its target."""
    return indicator.target.wording.ja


def _read_day(written: str) -> date | None:
    try:
        return date.fromisoformat(normal_form(written).replace("/", "-").split(" ")[0].split("t")[0])
    except ValueError:
        return None


def find_indicator(given: str, strategy: Strategy) -> Indicator | None:
    """The indicator with that id, name or alias."""
    wanted = normal_form(given)
    return _names(strategy).get(wanted) if wanted else None


def nearest_indicator(given: str, strategy: Strategy) -> Indicator | None:
    """The indicator whose id, name or alias is most like what was given; None where none is."""
    names = _names(strategy)
    best = process.extractOne(normal_form(given), list(names), score_cutoff=_LIKENESS)
    return names[best[0]] if best else None


@lru_cache(maxsize=4)
def _names(strategy: Strategy) -> dict[str, Indicator]:
    names: dict[str, Indicator] = {}
    for indicator in strategy.indicators:
        terms = indicator.terms
        words = (indicator.id, indicator.name.ja, indicator.name.en, *terms.aliases_ja, *terms.aliases_en)
        names.update({normal_form(word): indicator for word in words})
    return names
