"""Questions that were not understood or answered wrongly, for the maintainers: text and time, no person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from db.store import Store
from knowledge.notation.printable import printable
from knowledge.ports import Feedback, FeedbackKind


class FeedbackEntries:
    """The feedback of one store."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self.store = store
        self.now = now

    def keep(self, kind: FeedbackKind, text: str) -> None:
        """Keep a question for the maintainers; the same one of the same day is kept once."""
        now = self.now()
        row = [kind.value, printable(text), now.isoformat(timespec="seconds"), now.date().isoformat()]
        with self.store.writing() as db:
            db.execute("INSERT INTO feedback (kind, text, noted_at, noted_on) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)

    def listed(self, since: date | None = None) -> Sequence[Feedback]:
        """What was kept, from a day on, oldest first."""
        sql = "SELECT kind, text, noted_at FROM feedback WHERE noted_on >= ? ORDER BY noted_at, id"
        rows = self.store.rows(sql, [since.isoformat() if since else ""])
        return [Feedback(FeedbackKind(row["kind"]), row["text"], datetime.fromisoformat(row["noted_at"])) for row in rows]

    def forget_before(self, day: date) -> int:
        """Delete what was kept before a day; how much that was."""
        with self.store.writing() as db:
            return db.execute("DELETE FROM feedback WHERE noted_on < ?", [day.isoformat()]).rowcount
