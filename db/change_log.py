"""Changes: what was recorded together, under the key of its request, to be undone together once."""

from __future__ import annotations

from dataclasses import dataclass

from db.audit import seal
from db.store import Store


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A change by its number, and the number of the one that it took back."""

    number: int
    undoes: int | None


def begin_change(store: Store, key: str | None = None, undoes: int | None = None) -> int:
    """The number of a new change, sealed."""
    number = store.db.conn.execute("INSERT INTO changes (key, undoes) VALUES (?, ?)", (key, undoes)).lastrowid
    assert number is not None  # noqa: S101 - it was just inserted
    seal(store.db, f"change:{number}")
    return number


def find_change(store: Store, where: str, value: object) -> LoggedChange | None:
    """The change of which a condition with one value is true (`key = ?`); None where there is none."""
    found = store.rows(f"SELECT id, undoes FROM changes WHERE {where}", [value])  # noqa: S608 - our own conditions
    return LoggedChange(found[0]["id"], found[0]["undoes"]) if found else None
