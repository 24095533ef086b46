"""Measurements in the store: append-only, the newest revision of a year in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.rows import Row, quantity, quantity_columns
from db.store import Store
from knowledge.errors import Fault, ImportRefused
from knowledge.measurement import Measurement, MeasurementKind, Revision


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, by rows: new, corrected, and repeating what is recorded."""

    added: int = 0
    corrected: int = 0
    repeated: int = 0


class Measurements:
    """The measurements of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def series(self, indicator: str) -> Sequence[Measurement]:
        """The values in force of an indicator, one a year, oldest year first."""
        sql = (
            "SELECT m.*, i.unit FROM measurements_in_force m JOIN indicators i ON i.id = m.indicator"
            " WHERE m.indicator = ? ORDER BY m.year"
        )
        with self.store.guarded():
            return [_measurement(row) for row in self.store.db.query(sql, [indicator])]

    def history(self, indicator: str) -> Sequence[Revision]:
        """Every entry about an indicator, in the order in which they were made."""
        sql = "SELECT m.*, i.unit FROM measurements m JOIN indicators i ON i.id = m.indicator WHERE m.indicator = ? ORDER BY m.id"
        with self.store.guarded():
            return [_revision(row) for row in self.store.db.query(sql, [indicator])]

    def last_entry(self) -> int:
        """The number of the newest entry about any indicator; 0 where there is none."""
        with self.store.guarded():
            return int(next(self.store.db.query("SELECT coalesce(max(id), 0) AS id FROM measurements"))["id"])

    def record(
        self,
        rows: Iterable[tuple[int | None, Measurement]],
        now: datetime,
        *,
        name: str = "",
        by: str | None = None,
        reason: str | None = None,
        dry: bool = False,
    ) -> Imported:
        """Record measurements, all or none; `rows` carry their line in a file.

        A value that repeats what is recorded changes nothing. One that differs is a correction, and needs a reason.

        Raises:
            ImportRefused: a year has another value already and no reason was given; it names every such row.
        """
        added = corrected = repeated = 0
        faults: list[Fault] = []
        with self.store.writing():
            for line, measurement in rows:
                recorded = next((m for m in self.series(measurement.indicator) if m.year == measurement.year), None)
                if recorded and recorded.same_value(measurement):
                    repeated += 1
                elif recorded and not reason:
                    faults.append(Fault("measurement.fault.recorded", _told(measurement, recorded), line))
                else:
                    corrected, added = (corrected + 1, added) if recorded else (corrected, added + 1)
                    if not dry:
                        self._append(measurement, now, by, reason)
            if faults:
                raise ImportRefused("import.refused", name, tuple(faults))
        return Imported(added, corrected, repeated)

    def _append(self, measurement: Measurement, now: datetime, by: str | None, reason: str | None) -> None:
        self._insert(
            measurement.indicator,
            measurement.year,
            {
                "withdrawn": 0,
                "wording": measurement.wording,
                **quantity_columns(measurement.quantity),
                "source": measurement.source,
                "note": measurement.note,
                "kind": measurement.kind.value if measurement.kind else None,
                "as_of": measurement.as_of.isoformat() if measurement.as_of else None,
            },
            now,
            by,
            reason,
        )

    def _insert(
        self, indicator: str, year: int, columns: dict[str, Any], now: datetime, by: str | None, reason: str | None
    ) -> None:
        sql = "SELECT coalesce(max(revision), 0) + 1 AS next FROM measurements WHERE indicator = ? AND year = ?"
        revision = next(self.store.db.query(sql, [indicator, year]))["next"]
        self.store.db.table("measurements").insert(
            {
                "indicator": indicator,
                "year": year,
                "revision": revision,
                **columns,
                "recorded_at": now.isoformat(timespec="seconds"),
                "recorded_by": by,
                "reason": reason,
            }
        )


def _told(measurement: Measurement, recorded: Measurement) -> dict[str, object]:
    return {
        "indicator": measurement.indicator,
        "year": measurement.year,
        "given": measurement.wording,
        "recorded": recorded.wording,
    }


def _measurement(row: Row) -> Measurement:
    return Measurement(
        row["indicator"],
        row["year"],
        row["wording"],
        quantity(row, row["unit"]),
        row["source"],
        row["note"],
        MeasurementKind(row["kind"]) if row["kind"] else None,
        date.fromisoformat(row["as_of"]) if row["as_of"] else None,
    )


def _revision(row: Row) -> Revision:
    return Revision(
        row["indicator"],
        row["year"],
        row["revision"],
        None if row["withdrawn"] else _measurement(row),
        datetime.fromisoformat(row["recorded_at"]),
        row["recorded_by"],
        row["reason"],
        row["id"],
    )
