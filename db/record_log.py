"""The append-only tables of what staff record: revisions, changes made whole or not at all, undone once, sealed in the audit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from db.audit import seal
from db.change_log import begin_change, find_change
from db.codec import Row
from db.store import Store
from knowledge.errors import Fault, ImportRefused, ShirubeError, UndoRefused
from knowledge.notation.printable import printable
from knowledge.record_log import Edit, Recorded, Revision

T = TypeVar("T")
Place = Mapping[str, object]  # the columns that tell one year of one entity, and what they hold


class RecordTable(ABC, Generic[T]):
    """One append-only table; a revision of a place (an entity's year) replaces the one before it and erases nothing.

    Attributes:
        kind: what the audit calls an entry.
        table: the table's name.
        place: the columns that tell one year of one entity; the last is the year.
        entries: the query of all entries `e`, with what `_read` needs beside them.
        served: the column of that query that holds the entity's id of today.
    """

    kind: ClassVar[str]
    table: ClassVar[str]
    place: ClassVar[tuple[str, ...]]
    entries: ClassVar[str]
    served: ClassVar[str]

    def __init__(self, store: Store) -> None:
        self.store = store

    # what the records of a table are

    @abstractmethod
    def _place(self, entity: str, year: int) -> Place:
        """Where entries about an entity's year stand."""

    @abstractmethod
    def _subject(self, record: T) -> tuple[str, int]:
        """The entity and the year that a record is about."""

    @abstractmethod
    def _read(self, row: Row) -> T:
        """The record of an entry that withdraws nothing."""

    @abstractmethod
    def _columns(self, record: T | None) -> Mapping[str, object]:
        """A record as the table's own columns; None as those of an entry that withdraws."""

    @abstractmethod
    def _printable(self, record: T) -> T:
        """The record with texts that hold nothing that cannot be shown."""

    @abstractmethod
    def _compare(self, record: T, newest: Revision[T] | None, reason: str | None) -> T | Fault | None:
        """What is to be recorded after the place's last entry: None where that changes nothing, a fault where it needs a reason."""

    @abstractmethod
    def _changed_since(self, newest: Revision[T]) -> ShirubeError:
        """Why a change cannot be undone after which another entry was made."""

    # entries

    def newest(self, entity: str, year: int) -> Revision[T] | None:
        """The last entry about an entity's year; None where there is none."""
        return self._newest(self._place(entity, year))

    def last_change(self, by: str) -> int | None:
        """The number of the last change that somebody made and did not take back; None where there is none."""
        sql = (
            f"SELECT max(e.change) AS number FROM {self.table} e JOIN changes c ON c.id = e.change"  # noqa: S608 - our own names
            " WHERE e.recorded_by = ? AND c.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id)"
        )
        number: int | None = self.store.rows(sql, [by])[0]["number"]
        return number

    def _select(self, where: str, values: Sequence[object] | Mapping[str, object]) -> Sequence[Row]:
        return self.store.rows(f"{self.entries} WHERE {where}", values)

    def _revisions(self, where: str, values: Sequence[object] | Mapping[str, object]) -> list[Revision[T]]:
        return [self._revision(row) for row in self._select(where, values)]

    def _newest(self, place: Place) -> Revision[T] | None:
        found = self._select(f"{_conditions(place)} ORDER BY e.revision DESC LIMIT 1", place)
        return self._revision(found[0]) if found else None

    def _before(self, row: Row) -> T | None:
        """What was in force before an entry was made."""
        place = {**self._place_of(row), "revision": row["revision"] - 1}
        found = self._select(_conditions(place), place)
        return self._revision(found[0]).record if found else None

    def _place_of(self, row: Row) -> Place:
        return {column: row[column] for column in self.place}

    def _revision(self, row: Row) -> Revision[T]:
        return Revision(
            row[self.served],
            row[self.place[-1]],
            row["revision"],
            None if row["withdrawn"] else self._read(row),
            datetime.fromisoformat(row["recorded_at"]),
            row["recorded_by"],
            row["reason"],
            row["id"],
        )

    # changes

    def record(
        self,
        rows: Iterable[tuple[int | None, T]],
        now: datetime,
        *,
        name: str = "",
        by: str | None = None,
        reason: str | None = None,
        key: str | None = None,
        dry: bool = False,
    ) -> Recorded[T]:
        """Record rows as one change, all or none; each carries its line in a file of that name, or None.

        Raises:
            ImportRefused: rows contradict what is recorded and no reason was given; it names every such row.
        """
        with self.store.writing():
            made = self.made(key) if key else None
            if made:
                return made
            changing, repeated = self._changing(rows, name, reason)
            if dry or not changing:
                return Recorded(None, tuple(changing), repeated)
            change = begin_change(self.store, key)
            for edit in changing:
                self._append(self._place(edit.entity, edit.year), edit.after, change, now, by, reason)
            return Recorded(change, self._edits(change), repeated)

    def _changing(self, rows: Iterable[tuple[int | None, T]], name: str, reason: str | None) -> tuple[list[Edit[T]], int]:
        """What rows would change, and how many of them only repeat what is recorded."""
        edits, faults, repeated = [], [], 0
        for line, row in rows:
            record = self._printable(row)
            newest = self.newest(*self._subject(record))
            found = self._compare(record, newest, reason)
            if isinstance(found, Fault):
                faults.append(replace(found, line=line))
            elif found is None:
                repeated += 1
            else:
                edits.append(Edit(*self._subject(record), newest.record if newest else None, found))
        if faults:
            raise ImportRefused("import.refused", name, tuple(faults))
        return edits, repeated

    def undo(self, change: int, now: datetime, *, by: str, reason: str) -> Recorded[T]:
        """Take back one's own change: each of its years gets again what it had before, or nothing; once.

        Raises:
            UndoRefused: there is no such change, somebody else made it, or one of its years was changed since.
        """
        with self.store.writing():
            rows = self._of_change(change)
            self._refuse_undo(rows, by)
            undone = self._done("undoes = ?", change)
            if undone:
                return undone
            self._refuse_late_undo(rows)
            undoing = begin_change(self.store, undoes=change)
            for row in rows:
                self._append(self._place_of(row), self._before(row), undoing, now, by, reason)
            return Recorded(undoing, self._edits(undoing), undoes=change)

    def _refuse_undo(self, rows: Sequence[Row], by: str) -> None:
        if not rows:
            raise UndoRefused("undo.unknown")
        if any(row["recorded_by"] != by for row in rows):
            raise UndoRefused("undo.others")

    def _refuse_late_undo(self, rows: Sequence[Row]) -> None:
        for row in rows:
            newest = self._newest(self._place_of(row))
            if newest and newest.entry != row["id"]:
                raise self._changed_since(newest)

    def made(self, key: str) -> Recorded[T] | None:
        """What was recorded under a key; None where nothing was yet."""
        return self._done("key = ?", key)

    def change(self, number: int) -> Recorded[T] | None:
        """What a change did; None where there is none of that number."""
        return self._done("id = ?", number)

    def _done(self, where: str, value: object) -> Recorded[T] | None:
        """The change of which something is true, as one that was made before."""
        found = find_change(self.store, where, value)
        return Recorded(found.number, self._edits(found.number), undoes=found.undoes, again=True) if found else None

    def _of_change(self, change: int) -> Sequence[Row]:
        return self._select("e.change = ? ORDER BY e.id", [change])

    def _edits(self, change: int) -> tuple[Edit[T], ...]:
        """What a change did."""
        made = ((self._revision(row), self._before(row)) for row in self._of_change(change))
        return tuple(Edit(entry.entity, entry.year, before, entry.record) for entry, before in made)

    def _append(self, place: Place, record: T | None, change: int, now: datetime, by: str | None, reason: str | None) -> None:
        """Add an entry about a place; without a record it takes back what was in force."""
        newest = self._newest(place)
        row: dict[str, Any] = {
            **place,
            "revision": newest.number + 1 if newest else 1,
            "withdrawn": int(record is None),
            **self._columns(record),
            "recorded_at": now.isoformat(timespec="seconds"),
            "recorded_by": by,
            "reason": printable(reason) if reason else reason,
            "change": change,
        }
        sql = f"INSERT INTO {self.table} ({', '.join(row)}) VALUES ({', '.join(f':{column}' for column in row)})"  # noqa: S608
        db = self.store.db
        seal(db, f"{self.kind}:{db.conn.execute(sql, row).lastrowid}")


def _conditions(columns: Iterable[str]) -> str:
    return " AND ".join(f"e.{column} = :{column}" for column in columns)
