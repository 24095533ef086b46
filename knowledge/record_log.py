"""What staff record year by year, append-only: edits, changes, revisions, and the log that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edit(Generic[T]):
    """What was done to an entity's year: from what to what; None where nothing is in force. `entity` is an id."""

    entity: str
    year: int
    before: T | None
    after: T | None


@dataclass(frozen=True, slots=True)
class Recorded(Generic[T]):
    """What recording did: its edits, made together as one change, and how many rows only repeated what was there.

    `change` is the number by which the change can be undone; None where nothing changed. `undoes` is that of the change that
    it took back. `again` tells that it had been made before, by an earlier delivery of the same request.
    """

    change: int | None = None
    edits: tuple[Edit[T], ...] = ()
    repeated: int = 0
    undoes: int | None = None
    again: bool = False

    @property
    def added(self) -> int:
        """How many years got their first record."""
        return sum(edit.before is None for edit in self.edits)

    @property
    def corrected(self) -> int:
        """How many years got another record."""
        return len(self.edits) - self.added


@dataclass(frozen=True, slots=True)
class Revision(Generic[T]):
    """One entry of an entity's history: what was recorded, by whom, when and why.

    `number` counts the entries of a year from 1; `entry` rises with every entry ever made, about any entity. `record` is None
    where the entry takes back what was in force. `reason` is the correction's.
    """

    entity: str
    year: int
    number: int
    record: T | None
    recorded_at: datetime
    recorded_by: str | None = None
    reason: str | None = None
    entry: int = 0


class RecordLog(Protocol[T]):
    """Where records are kept: append-only, each change whole or not at all."""

    def history(self, entity: str) -> Sequence[Revision[T]]:
        """Every entry ever made about an entity, oldest first."""
        ...

    def newest(self, entity: str, year: int) -> Revision[T] | None:
        """The last entry about an entity's year; None where there is none."""
        ...

    def last_change(self, by: str) -> int | None:
        """The number of the last change that somebody made and did not take back; None where there is none."""
        ...

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

        A row that repeats what is recorded changes nothing. A second call with the same `key` changes nothing and tells what
        the first one did; a `dry` one tells what it would do.

        Raises:
            ImportRefused: rows contradict what is recorded and no reason was given; it names every such row.
        """
        ...

    def made(self, key: str) -> Recorded[T] | None:
        """What was recorded under a key; None where nothing was yet."""
        ...

    def change(self, number: int) -> Recorded[T] | None:
        """What a change did; None where there is none of that number."""
        ...

    def undo(self, change: int, now: datetime, *, by: str, reason: str) -> Recorded[T]:
        """Take back one's own change: each of its years gets again what it had before, or nothing; once.

        Raises:
            UndoRefused: there is no such change, somebody else made it, or one of its years was changed since.
        """
        ...
