"""Files sent to the bot that wait for confirmation before they are imported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from db.store import Store
from knowledge.notation.printable import printable
from knowledge.ports import DroppedFile

KEPT = timedelta(hours=24)


class DroppedFiles:
    """The dropped files of one store; what has waited too long is erased as new ones come."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self.store = store
        self.now = now

    def keep(self, file: DroppedFile) -> None:
        """Keep a file; the same one again takes its place."""
        with self.store.writing() as db:
            self.drop_old()
            db.execute(
                "INSERT INTO dropped_files (id, user, name, content, kept_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at",
                [file.id, file.user, printable(file.name), file.content, self.now().isoformat(timespec="seconds")],
            )

    def find(self, file_id: str) -> DroppedFile | None:
        """The file, unless it is gone or has waited too long."""
        sql = "SELECT id, user, name, content FROM dropped_files WHERE id = ? AND julianday(kept_at) >= julianday(?)"
        found = self.store.rows(sql, [file_id, self._oldest()])
        return DroppedFile(**found[0]) if found else None

    def drop(self, file_id: str) -> None:
        """Erase a file."""
        with self.store.writing() as db:
            db.execute("DELETE FROM dropped_files WHERE id = ?", [file_id])

    def drop_old(self) -> None:
        """Erase what has waited too long."""
        with self.store.writing() as db:
            db.execute("DELETE FROM dropped_files WHERE julianday(kept_at) < julianday(?)", [self._oldest()])

    def _oldest(self) -> str:
        return (self.now() - KEPT).isoformat(timespec="seconds")
