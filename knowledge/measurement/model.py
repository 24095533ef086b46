"""Measurements: values of an indicator that staff recorded, and the series they form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from knowledge.notation.quantity import Quantity


class MeasurementKind(StrEnum):
    """How final a figure is."""

    PRELIMINARY = "preliminary"  # 速報
    FINAL = "final"  # 確報


@dataclass(frozen=True, slots=True)
class Measurement:
    """One recorded value: a quantity, or words where the indicator has no number; `source` says where it comes from."""

    indicator: str
    year: int
    wording: str
    quantity: Quantity | None
    source: str
    note: str = ""
    kind: MeasurementKind | None = None
    as_of: date | None = None

    @property
    def amount(self) -> Decimal | None:
        """The amount in base units; None for a value in words."""
        return self.quantity.amount if self.quantity else None

    @property
    def details(self) -> dict[str, object]:
        """What is said about the value, as far as anything is: source, note, kind, day."""
        told = {"source": self.source, "note": self.note, "kind": self.kind, "as_of": self.as_of}
        return {name: value for name, value in told.items() if value}

    def same_value(self, other: Measurement) -> bool:
        """Whether both say the same of the same year, however it was written."""
        mine, theirs = (self.amount, other.amount) if self.quantity and other.quantity else (self.wording, other.wording)
        return (self.indicator, self.year, mine) == (other.indicator, other.year, theirs)


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to a year's value: from what to what; None where nothing is in force."""

    indicator: str
    year: int
    before: Measurement | None
    after: Measurement | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did: its edits, made together as one change, and how many rows only repeated what was there.

    `change` is the number by which the change can be undone; None where nothing changed. `undoes` is that of the change that
    it took back. `again` tells that it had been made before, by an earlier delivery of the same request.
    """

    change: int | None = None
    edits: tuple[Edit, ...] = ()
    repeated: int = 0
    undoes: int | None = None
    again: bool = False

    @property
    def added(self) -> int:
        """How many years got their first value."""
        return sum(edit.before is None for edit in self.edits)

    @property
    def corrected(self) -> int:
        """How many years got another value."""
        return len(self.edits) - self.added


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of an indicator's history: what was recorded, by whom, when and why.

    `number` counts the entries of a year from 1; `entry` rises with every entry ever made, about any indicator.
    `measurement` is None where the entry takes the year's value back.
    """

    indicator: str
    year: int
    number: int
    measurement: Measurement | None
    recorded_at: datetime
    recorded_by: str | None = None
    reason: str | None = None
    entry: int = 0
