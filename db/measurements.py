"""Measurements in the store: the newest revision of a year in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from db.codec import Row, quantity, quantity_columns
from db.former_ids import FAMILY, SERVED
from db.record_log import Place, RecordTable
from knowledge.errors import Fault, UndoRefused
from knowledge.measurement.model import Measurement, MeasurementKind
from knowledge.measurement.preview import Outcome, amended, outcome
from knowledge.notation.printable import printable
from knowledge.record_log import Revision

# From one year to the next by the index, and of each year the last revision: corrections, however many, cost nothing.
_IN_FORCE = f"""
    WITH RECURSIVE years (id, year) AS (
        SELECT stored, (SELECT min(year) FROM measurements WHERE indicator = stored) FROM ({FAMILY.format(":indicator")})
        UNION ALL
        SELECT id, (SELECT min(year) FROM measurements m WHERE m.indicator = years.id AND m.year > years.year)
        FROM years WHERE years.year IS NOT NULL
    )
    SELECT m.*, :indicator AS served, i.unit FROM years JOIN measurements m ON m.indicator = years.id AND m.year = years.year
        AND m.revision = (SELECT max(revision) FROM measurements WHERE indicator = years.id AND year = years.year)
    JOIN indicators i ON i.id = :indicator
    WHERE m.withdrawn = 0 ORDER BY m.year
"""  # noqa: S608 - our own names
_OF = f"e.indicator IN ({FAMILY.format('?')})"


class Measurements(RecordTable[Measurement]):
    """The measurements of one store."""

    kind = "measurement"
    table = "measurements"
    place = ("indicator", "year")
    entries = f"SELECT e.*, i.id AS served, i.unit FROM measurements e JOIN indicators i ON i.id = {SERVED.format('e.indicator')}"  # noqa: S608
    served = "served"

    def series(self, indicator: str) -> Sequence[Measurement]:
        """The values in force of an indicator, one a year, oldest year first."""
        return [self._read(row) for row in self.store.rows(_IN_FORCE, {"indicator": indicator})]

    def history(self, entity: str) -> Sequence[Revision[Measurement]]:
        """Every entry about an indicator, in the order in which they were made."""
        return self._revisions(f"{_OF} ORDER BY e.id", [entity])

    def last_entry(self) -> int:
        """The number of the newest entry about any indicator; 0 where there is none."""
        return int(self.store.rows("SELECT coalesce(max(id), 0) AS id FROM measurements")[0]["id"])

    def _place(self, entity: str, year: int) -> Place:
        """Under the id that the indicator had, where the year's figure stands under that."""
        last = "e.revision = (SELECT max(revision) FROM measurements WHERE indicator = e.indicator AND year = e.year)"
        sql = f"SELECT e.indicator FROM measurements e WHERE {_OF} AND e.year = ? AND {last}"  # noqa: S608 - our own names
        rows = self.store.rows(f"{sql} ORDER BY e.withdrawn, e.indicator = ? DESC LIMIT 1", [entity, year, entity])
        return {"indicator": rows[0]["indicator"] if rows else entity, "year": year}

    def _subject(self, record: Measurement) -> tuple[str, int]:
        return record.indicator, record.year

    def _printable(self, record: Measurement) -> Measurement:
        wording, source, note = map(printable, (record.wording, record.source, record.note))
        return replace(record, wording=wording, source=source, note=note)

    def _compare(self, record: Measurement, newest: Revision[Measurement] | None, reason: str | None) -> Measurement | Fault | None:
        """Without a reason, details alone (kind, source, note, day) change nothing."""
        found = outcome(record, newest)
        if found is Outcome.REPEATED or (found is Outcome.DETAILS and not reason):
            return None
        if not reason and found is Outcome.AGAIN:
            return Fault("measurement.fault.taken_back", {"indicator": record.indicator, "year": record.year})
        if not reason and newest and newest.record:
            values = {"given": record.wording, "recorded": newest.record.wording}
            return Fault("measurement.fault.recorded", {"indicator": record.indicator, "year": record.year, **values})
        return amended(record, newest)

    def _changed_since(self, newest: Revision[Measurement]) -> UndoRefused:
        value = newest.record.wording if newest.record else "-"
        return UndoRefused("undo.since", indicator=newest.entity, year=newest.year, value=value)

    def _columns(self, record: Measurement | None) -> dict[str, Any]:
        if record is None:
            return {"wording": None, **quantity_columns(None), "source": "", "note": "", "kind": None, "as_of": None}
        return {
            "wording": record.wording,
            **quantity_columns(record.quantity),
            "source": record.source,
            "note": record.note,
            "kind": record.kind.value if record.kind else None,
            "as_of": record.as_of.isoformat() if record.as_of else None,
        }

    def _read(self, row: Row) -> Measurement:
        return Measurement(
            row["served"],
            row["year"],
            row["wording"],
            quantity(row, row["unit"]),
            row["source"],
            row["note"],
            MeasurementKind(row["kind"]) if row["kind"] else None,
            date.fromisoformat(row["as_of"]) if row["as_of"] else None,
        )
