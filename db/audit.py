"""The audit chain: each entry of the history is sealed with a digest of itself and of all that was sealed before it.

Whoever changes, removes or adds an entry with another program, past the triggers that refuse it, breaks the chain from there on.
Who recorded a figure is no part of it, since people may be taken out of the history (`db/erasure.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

BEGINNING = "0" * 64  # the digest before the first entry
_UNSEALED = frozenset({"recorded_by"})
_SAYS_NOTHING = frozenset({None, "{}"})  # a column that a later version adds, so that what was sealed before it stays as it was

SEALED: Mapping[str, str] = {  # a kind of entry: how one is read, by the last part of its name
    "measurement": "SELECT * FROM measurements WHERE id = ?",
    "change": "SELECT * FROM changes WHERE id = ?",
    "point": "SELECT * FROM points WHERE indicator || '/' || field || '/' || revision = ?",
    "evaluation": "SELECT * FROM evaluations WHERE id = ?",
}
NAMES: Mapping[str, str] = {  # a kind of entry: the names of all there are
    "change": "SELECT 'change:' || id AS entry FROM changes",
    "measurement": "SELECT 'measurement:' || id AS entry FROM measurements",
    "point": "SELECT 'point:' || indicator || '/' || field || '/' || revision AS entry FROM points",
    "evaluation": "SELECT 'evaluation:' || id AS entry FROM evaluations",
}


class Fraud(StrEnum):
    """How an entry does not fit the chain."""

    CHANGED = "changed"  # it, or its seal, is not what was sealed
    REMOVED = "removed"
    ADDED = "added"  # another program made it


@dataclass(frozen=True, slots=True)
class ChainState:
    """The state of the chain: number of seals, digest of the last one, and the first entry that does not match."""

    length: int
    head: str
    fraud: Fraud | None = None
    entry: str | None = None


def seal(db: Database, *entries: str) -> None:
    """Seal entries that were just made, in this order; each is named by its kind and its key, as `measurement:12`."""
    number, digest = _last(db)
    for entry in entries:
        number, digest = number + 1, _digest(digest, entry, _read(db, entry) or {})
        db.conn.execute("INSERT INTO audit (id, entry, digest) VALUES (?, ?, ?)", (number, entry, digest))


@contextmanager
def sealing(db: Database, kind: str) -> Iterator[None]:
    """Seal the entries of a kind that the block makes; for kinds that are few."""
    before = set(_entries(db, kind))
    yield
    seal(db, *(entry for entry in _entries(db, kind) if entry not in before))


def seal_all(db: Database, kinds: Iterable[str]) -> None:
    """Seal every entry of some kinds that is not sealed yet: where a chain begins, over what was there before."""
    seal(db, *_unsealed(db, kinds))


def chain_state(db: Database) -> ChainState:
    """Compare every entry with its seal."""
    digest, length = BEGINNING, 0
    for number, entry, sealed in db.conn.execute("SELECT id, entry, digest FROM audit ORDER BY id"):
        row = _read(db, entry)
        digest, length = _digest(digest, entry, row or {}), length + 1
        if row is None:
            return ChainState(length, digest, Fraud.REMOVED, entry)
        if (number, sealed) != (length, digest):
            return ChainState(length, digest, Fraud.CHANGED, entry)
    added = next(_unsealed(db, NAMES), None)
    return ChainState(length, digest, Fraud.ADDED if added else None, added)


def _last(db: Database) -> tuple[int, str]:
    found: tuple[int, str] | None = db.conn.execute("SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return found or (0, BEGINNING)


def _unsealed(db: Database, kinds: Iterable[str]) -> Iterator[str]:
    sealed = {entry for (entry,) in db.conn.execute("SELECT entry FROM audit")}
    return (entry for kind in kinds for entry in _entries(db, kind) if entry not in sealed)


def _entries(db: Database, kind: str) -> list[str]:
    return [entry for (entry,) in db.conn.execute(NAMES[kind])]


def _read(db: Database, entry: str) -> Mapping[str, object] | None:
    """An entry's columns by their names; None where it is not there."""
    kind, _, key = entry.partition(":")
    cursor = db.conn.execute(SEALED[kind], (key,))
    row = cursor.fetchone()
    return None if row is None else dict(zip((column[0] for column in cursor.description), row, strict=True))


def _digest(before: str, entry: str, row: Mapping[str, object]) -> str:
    content = [before, entry, *_content(row)]
    return sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _content(row: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The content of a row, independent of the order of its columns."""
    for column, value in sorted(row.items()):
        if column not in _UNSEALED and value not in _SAYS_NOTHING:
            yield column, value
