"""Measurements in the store: append-only, the newest revision of a year in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from db.audit import seal
from db.change_log import begin_change, find_change
from db.codec import Row, quantity, quantity_columns
from db.former_ids import FAMILY, SERVED
from db.store import Store
from knowledge.errors import Fault, ImportRefused, UndoRefused
from knowledge.measurement.model import Edit, Measurement, MeasurementKind, Recorded, Revision
from knowledge.measurement.preview import Outcome, amended, outcome
from knowledge.notation.printable import printable

_INSERT = """
    INSERT INTO measurements (indicator, year, revision, withdrawn, wording, amount, exponent, places, approximate, source, note,
        kind, as_of, recorded_at, recorded_by, reason, change)
    VALUES (:indicator, :year, :revision, :withdrawn, :wording, :amount, :exponent, :places, :approximate, :source, :note,
        :kind, :as_of, :recorded_at, :recorded_by, :reason, :change)
"""
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
_ENTRIES = f"""
    SELECT m.*, i.id AS served, i.unit FROM measurements m JOIN indicators i ON i.id = {SERVED.format("m.indicator")}
"""  # noqa: S608 - our own names
_OF = f"m.indicator IN ({FAMILY.format('?')})"


class Measurements:
    """The measurements of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def series(self, indicator: str) -> Sequence[Measurement]:
        """The values in force of an indicator, one a year, oldest year first."""
        return [_measurement(row) for row in self.store.rows(_IN_FORCE, {"indicator": indicator})]

    def history(self, indicator: str) -> Sequence[Revision]:
        """Every entry about an indicator, in the order in which they were made."""
        return self._entries(f"{_OF} ORDER BY m.id", indicator)

    def newest(self, indicator: str, year: int) -> Revision | None:
        """The last entry about a year; None where there is none."""
        entries = self._entries(f"{_OF} AND m.year = ? ORDER BY m.revision DESC LIMIT 1", indicator, year)
        return entries[0] if entries else None

    def last_change(self, by: str) -> int | None:
        """The number of the last change that somebody made and did not take back; None where there is none."""
        sql = (
            "SELECT max(m.change) AS number FROM measurements m JOIN changes c ON c.id = m.change"
            " WHERE m.recorded_by = ? AND c.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id)"
        )
        number: int | None = self.store.rows(sql, [by])[0]["number"]
        return number

    def last_entry(self) -> int:
        """The number of the newest entry about any indicator; 0 where there is none."""
        return int(self.store.rows("SELECT coalesce(max(id), 0) AS id FROM measurements")[0]["id"])

    def record(
        self,
        rows: Iterable[tuple[int | None, Measurement]],
        now: datetime,
        *,
        name: str = "",
        by: str | None = None,
        reason: str | None = None,
        key: str | None = None,
        dry: bool = False,
    ) -> Recorded:
        """Record measurements as one change, all or none; `rows` carry their line in a file.

        A row that repeats what is recorded changes nothing. One that differs from it, or comes after the value was taken
        back, needs a reason. A second call with the same `key` changes nothing and tells what the first one did.

        Raises:
            ImportRefused: a year has another value already and no reason was given; it names every such row.
        """
        with self.store.writing():
            made = self.made(key) if key else None
            if made:
                return made
            shown = ((line, _printable(measurement)) for line, measurement in rows)
            wanted = [(line, m, self.newest(m.indicator, m.year)) for line, m in shown]
            faults = [] if reason else [fault for row in wanted if (fault := _unexplained(*row))]
            if faults:
                raise ImportRefused("import.refused", name, tuple(faults))
            changing = [(amended(m, newest), newest) for _, m, newest in wanted if _changes(m, newest, reason)]
            repeated = len(wanted) - len(changing)
            if dry or not changing:
                return Recorded(None, tuple(_edit(m, newest) for m, newest in changing), repeated)
            change = begin_change(self.store, key)
            for measurement, _ in changing:
                self._append(measurement.indicator, measurement.year, measurement, change, now, by, reason)
            return Recorded(change, self._edits(change), repeated)

    def undo(self, change: int, now: datetime, *, by: str, reason: str) -> Recorded:
        """Take back one's own change: each of its years gets again what it had before, or nothing; once.

        Raises:
            UndoRefused: there is no such change, somebody else made it, or one of its years was changed since.
        """
        with self.store.writing():
            entries = self._entries("m.change = ? ORDER BY m.id", change)
            undone = self._done("undoes = ?", change)
            self._refuse_undo(entries, by, undone)
            if undone:
                return undone
            undoing = begin_change(self.store, undoes=change)
            for entry in entries:
                before = self._before(entry)
                self._append(entry.indicator, entry.year, before, undoing, now, by, reason)
            return Recorded(undoing, self._edits(undoing), undoes=change)

    def _refuse_undo(self, entries: Sequence[Revision], by: str, undone: Recorded | None) -> None:
        if not entries:
            raise UndoRefused("undo.unknown")
        if any(entry.recorded_by != by for entry in entries):
            raise UndoRefused("undo.others")
        for entry in () if undone else entries:
            newest = self.newest(entry.indicator, entry.year)
            if newest and newest.number != entry.number:
                value = newest.measurement.wording if newest.measurement else "-"
                raise UndoRefused("undo.since", indicator=entry.indicator, year=entry.year, value=value)

    def made(self, key: str) -> Recorded | None:
        """What was recorded under a key; None where nothing was yet."""
        return self._done("key = ?", key)

    def change(self, number: int) -> Recorded | None:
        """What a change did; None where there is none of that number."""
        return self._done("id = ?", number)

    def _done(self, where: str, value: object) -> Recorded | None:
        """The change of which something is true, as one that was made before."""
        found = find_change(self.store, where, value)
        return Recorded(found.number, self._edits(found.number), undoes=found.undoes, again=True) if found else None

    def _edits(self, change: int) -> tuple[Edit, ...]:
        """What a change did."""
        entries = self._entries("m.change = ? ORDER BY m.id", change)
        return tuple(Edit(entry.indicator, entry.year, self._before(entry), entry.measurement) for entry in entries)

    def _before(self, entry: Revision) -> Measurement | None:
        """What was in force before an entry was made."""
        before = self._entries(f"{_OF} AND m.year = ? AND m.revision = ?", entry.indicator, entry.year, entry.number - 1)
        return before[0].measurement if before else None

    def _entries(self, where: str, *values: object) -> Sequence[Revision]:
        return [_revision(row) for row in self.store.rows(f"{_ENTRIES} WHERE {where}", values)]

    def _append(
        self,
        indicator: str,
        year: int,
        measurement: Measurement | None,
        change: int,
        now: datetime,
        by: str | None,
        reason: str | None,
    ) -> None:
        """Add an entry about a year; without a measurement it takes the value back."""
        newest = self.newest(indicator, year)
        row = {
            "indicator": self._stored_under(indicator, year),
            "year": year,
            "revision": newest.number + 1 if newest else 1,
            "withdrawn": int(measurement is None),
            **_columns(measurement),
            "recorded_at": now.isoformat(timespec="seconds"),
            "recorded_by": by,
            "reason": printable(reason) if reason else reason,
            "change": change,
        }
        db = self.store.db
        seal(db, f"measurement:{db.conn.execute(_INSERT, row).lastrowid}")

    def _stored_under(self, indicator: str, year: int) -> str:
        """The id that a year's entries stand under: one that the indicator had, where they were begun under that."""
        rows = self.store.rows(f"SELECT m.indicator FROM measurements m WHERE {_OF} AND m.year = ? LIMIT 1", [indicator, year])  # noqa: S608
        return str(rows[0]["indicator"]) if rows else indicator


def _printable(measurement: Measurement) -> Measurement:
    """A measurement whose texts hold nothing that cannot be shown."""
    wording, source, note = map(printable, (measurement.wording, measurement.source, measurement.note))
    return replace(measurement, wording=wording, source=source, note=note)


def _changes(measurement: Measurement, newest: Revision | None, reason: str | None) -> bool:
    """Whether a row changes anything; without a reason, other details alone do not."""
    found = outcome(measurement, newest)
    return found is not Outcome.REPEATED and (found is not Outcome.DETAILS or bool(reason))


def _unexplained(line: int | None, measurement: Measurement, newest: Revision | None) -> Fault | None:
    """What is wrong with a row that comes without a reason."""
    found = outcome(measurement, newest)
    if found is Outcome.CORRECTION and newest and newest.measurement:
        return Fault("measurement.fault.recorded", _told(measurement, newest.measurement), line)
    if found is Outcome.AGAIN:
        return Fault("measurement.fault.taken_back", {"indicator": measurement.indicator, "year": measurement.year}, line)
    return None


def _edit(measurement: Measurement, newest: Revision | None) -> Edit:
    return Edit(measurement.indicator, measurement.year, newest.measurement if newest else None, measurement)


def _columns(measurement: Measurement | None) -> dict[str, Any]:
    if measurement is None:
        return {"wording": None, **quantity_columns(None), "source": "", "note": "", "kind": None, "as_of": None}
    return {
        "wording": measurement.wording,
        **quantity_columns(measurement.quantity),
        "source": measurement.source,
        "note": measurement.note,
        "kind": measurement.kind.value if measurement.kind else None,
        "as_of": measurement.as_of.isoformat() if measurement.as_of else None,
    }


def _told(measurement: Measurement, recorded: Measurement) -> dict[str, object]:
    return {
        "indicator": measurement.indicator,
        "year": measurement.year,
        "given": measurement.wording,
        "recorded": recorded.wording,
    }


def _measurement(row: Row) -> Measurement:
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


def _revision(row: Row) -> Revision:
    return Revision(
        row["served"],
        row["year"],
        row["revision"],
        None if row["withdrawn"] else _measurement(row),
        datetime.fromisoformat(row["recorded_at"]),
        row["recorded_by"],
        row["reason"],
        row["id"],
    )
