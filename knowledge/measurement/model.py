"""Measurements: values of an indicator that staff recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
