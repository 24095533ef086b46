"""From what somebody wrote about a measurement to a `Measurement`, by the rules that file import and form share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.errors import Fault
from knowledge.measurement.model import Measurement, MeasurementKind
from knowledge.measurement.names import IndicatorNames
from knowledge.measurement.value import read_value
from knowledge.notation.days import read_day
from knowledge.notation.quantity import Quantity, normal_form
from knowledge.notation.units import DATA, read_toml
from knowledge.notation.years import read_year
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.table.head import split_qualifier
from knowledge.table.text import has_control

FIRST_YEAR = 1950  # what no strategy's figures are older than


@dataclass(frozen=True, slots=True)
class Entry:
    """A measurement as somebody wrote it; `fields` by the names of the CSV's columns."""

    fields: Mapping[str, str]
    line: int | None = None

    def get(self, name: str) -> str:
        """A field without the space around it; empty where it is missing."""
        return (self.fields.get(name) or "").strip()


@cache
def kinds() -> dict[str, MeasurementKind]:
    """The words for how final a figure is."""
    words = read_toml(DATA / "measurement.toml")["kind"]
    return {word: MeasurementKind(kind) for kind, spellings in words.items() for word in spellings}


class EntryReader:
    """Reads entries about a strategy's indicators on a day; knows the indicators' names once for all of them."""

    def __init__(self, strategy: Strategy, today: date) -> None:
        self.names = IndicatorNames(strategy)
        self.today = today

    def read(self, entry: Entry) -> Measurement | list[Fault]:
        """The measurement that an entry is, or everything that is wrong with it, by field."""
        indicator, unit = self.names.find_with_unit(entry.get("indicator"))
        written, kind_beside = _without_kind(entry.get("value"))
        kind = kinds().get(normal_form(entry.get("kind") or kind_beside))
        year, as_of = read_year(entry.get("year")), read_day(entry.get("as_of"))
        value = read_value(written, indicator, entry.get("unit") or unit) if indicator else None
        faults = [*self._faults(entry, indicator, year), *_detail_faults(entry, kind, as_of)]
        faults += [Fault(value.message_id, {"field": "value", **value.values})] if isinstance(value, Fault) else []
        if faults or indicator is None or year is None or value is None or isinstance(value, Fault):
            return [Fault(f"measurement.fault.{each.message_id}", each.values, entry.line) for each in faults]
        return _measurement(entry, indicator, year, value, kind, as_of)

    def _faults(self, entry: Entry, indicator: Indicator | None, year: int | None) -> list[Fault]:
        """What is wrong with the indicator and the year."""
        found: list[Fault] = []
        if indicator is None:
            found.append(self._unknown(entry.get("indicator")))
        given: dict[str, object] = {"field": "year", "given": entry.get("year")}
        if year is None or year < FIRST_YEAR:
            found.append(Fault("year.day" if read_day(entry.get("year")) else "year", given))
        elif year > self.today.year:
            found.append(Fault("future", {**given, "this_year": self.today.year}))
        return found

    def _unknown(self, given: str) -> Fault:
        if not given:
            return Fault("indicator.missing", {"field": "indicator"})
        nearest = self.names.nearest(given)
        values: dict[str, object] = {"field": "indicator", "given": given}
        if nearest is None:
            return Fault("indicator.none", values)
        return Fault("indicator", {**values, "nearest": nearest.id, "name": nearest.name})


def _without_kind(written: str) -> tuple[str, str]:
    """A value without the kind that stands in brackets behind it, as in 2,350人(速報), and that kind."""
    value, behind = split_qualifier(written)
    return (value, behind) if normal_form(behind) in kinds() else (written, "")


def _detail_faults(entry: Entry, kind: MeasurementKind | None, as_of: date | None) -> list[Fault]:
    """What is wrong with what is said about the value."""
    found = [Fault("control", {"field": name}) for name, text in entry.fields.items() if has_control(text or "")]
    if entry.get("kind") and kind is None:
        found.append(Fault("kind", {"field": "kind", "given": entry.get("kind")}))
    if entry.get("as_of") and as_of is None:
        found.append(Fault("as_of", {"field": "as_of", "given": entry.get("as_of")}))
    if not entry.get("source"):
        found.append(Fault("source", {"field": "source"}))
    return found


def _measurement(
    entry: Entry,
    indicator: Indicator,
    year: int,
    value: tuple[str, Quantity | None],
    kind: MeasurementKind | None,
    as_of: date | None,
) -> Measurement:
    wording, quantity = value
    return Measurement(indicator.id, year, wording, quantity, entry.get("source"), entry.get("note"), kind, as_of)
