"""Reminders in the store: each due figure is reminded of once."""

from __future__ import annotations

from db.former_ids import FAMILY
from db.store import Store
from knowledge.digest.reminder import DueFigure


class Reminders:
    """The reminders of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def take(self, due: DueFigure) -> bool:
        """Note that a reminder is sent; False where it was already."""
        with self.store.writing() as db:
            if self.sent(due):
                return False
            sql = "INSERT INTO reminders (indicator, since) VALUES (?, ?) ON CONFLICT DO NOTHING"
            return db.execute(sql, [due.indicator.id, due.since.isoformat()]).rowcount > 0

    def sent(self, due: DueFigure) -> bool:
        """Whether a reminder was sent."""
        sql = f"SELECT 1 FROM reminders WHERE indicator IN ({FAMILY.format('?')}) AND since = ?"  # noqa: S608 - our own names
        return bool(self.store.rows(sql, [due.indicator.id, due.since.isoformat()]))
