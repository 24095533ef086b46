"""Threads in the queue file: the queries of each, for two weeks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlite_utils import Database

from db.store import Store
from knowledge.ports import DialogueTurn

KEPT = timedelta(days=14)
AT = "@"  # between a thread's key and the id of one of its turns
_TURN = TypeAdapter(DialogueTurn)
_KEEP = """
    INSERT INTO conversations (key, id, turn, updated_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (key, id) DO UPDATE SET turn = excluded.turn, updated_at = excluded.updated_at
"""


def keep_turns(db: Database, request: str, turns: Mapping[str, DialogueTurn], now: datetime | None = None) -> None:
    """Remember what a request left each of its threads with, under the request's id."""
    for conversation, turn in turns.items():
        key = conversation.partition(AT)[0]
        db.execute(_KEEP, [key, request, _TURN.dump_json(turn).decode(), _written(now or datetime.now(UTC))])


def _read(kept: str) -> DialogueTurn | None:
    """A turn as it was kept; None for one of a version that writes turns otherwise, so that the thread begins anew."""
    try:
        return _TURN.validate_json(kept)
    except ValidationError:
        return None


class Conversations:
    """The conversations of one queue file.

    A thread is named by its key, for its newest turn; or by `KEY@ID`, for the turn that the request ID left it with, and by `KEY@`
    for the thread before its first.
    """

    def __init__(self, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.store = store
        self.now = now

    def last_turn(self, conversation: str) -> DialogueTurn | None:
        """The thread's last turn, or the one that is named, unless it is older than `KEPT`."""
        key, at, wanted = conversation.partition(AT)
        sql = "SELECT turn FROM conversations WHERE key = ? AND updated_at >= ?"
        found = self._first(f"{sql} AND id = ?", key, self._oldest(), wanted) if at else self._first(sql, key, self._oldest())
        return None if found is None else _read(found)

    def at(self, conversation: str) -> str:
        """The thread as it is now, by a name that goes on meaning that."""
        last = self._first("SELECT id FROM conversations WHERE key = ?", conversation)
        return f"{conversation}{AT}{last or ''}"

    def _first(self, sql: str, *values: str) -> str | None:
        with self.store.guarded():
            row = self.store.db.execute(f"{sql} ORDER BY n DESC LIMIT 1", values).fetchone()
        return None if row is None else str(row[0])

    def keep_turn(self, conversation: str, turn: DialogueTurn) -> None:
        """Remember a turn as the thread's last."""
        with self.store.writing() as db:
            keep_turns(db, self.now().isoformat(), {conversation: turn}, self.now())

    def drop_old(self) -> None:
        """Forget turns that are too old."""
        with self.store.writing() as db:
            db.execute("DELETE FROM conversations WHERE updated_at < ?", [self._oldest()])

    def _oldest(self) -> str:
        return _written(self.now() - KEPT)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
