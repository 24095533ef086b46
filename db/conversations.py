"""Threads in the store: the last turn of each, for two weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from db.store import Store
from knowledge.ports import DialogueTurn

KEPT = timedelta(days=14)
_TURN = TypeAdapter(DialogueTurn)


class Conversations:
    """The conversations of one store."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self.store = store
        self.now = now

    def last_turn(self, conversation: str) -> DialogueTurn | None:
        """The thread's last turn, unless it is older than `KEPT`."""
        sql = "SELECT turn FROM conversations WHERE key = ? AND updated_at >= ?"
        with self.store.guarded():
            row = next(self.store.db.query(sql, [conversation, self._oldest()]), None)
        if row is None:
            return None
        try:
            return _TURN.validate_json(row["turn"])
        except ValidationError:
            return None  # kept by a version that writes turns otherwise: the thread begins anew

    def keep_turn(self, conversation: str, turn: DialogueTurn) -> None:
        """Remember a turn as the thread's last, and forget threads that are too old."""
        with self.store.writing() as db:
            row = {"key": conversation, "turn": _TURN.dump_json(turn).decode(), "updated_at": self._written(self.now())}
            db.table("conversations").upsert(row, pk="key")
            self.drop_old()

    def drop_old(self) -> None:
        """Forget threads that are too old."""
        with self.store.writing() as db:
            db.execute("DELETE FROM conversations WHERE updated_at < ?", [self._oldest()])

    def _oldest(self) -> str:
        return self._written(self.now() - KEPT)

    @staticmethod
    def _written(moment: datetime) -> str:
        return moment.isoformat(timespec="seconds")
