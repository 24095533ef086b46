"""Reminders in the store: each due figure is told of once."""

from __future__ import annotations

from db.store import Store
from knowledge.digest.reminder import DueFigure


class Reminders:
    """The reminders of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def take(self, due: DueFigure) -> bool:
        """Note that a reminder is sent; False where it was already."""
        with self.store.writing() as db:
            sql = "INSERT INTO reminders (indicator, since) VALUES (?, ?) ON CONFLICT DO NOTHING"
            return db.execute(sql, [due.indicator.id, due.since.isoformat()]).rowcount > 0

    def give_back(self, due: DueFigure) -> None:
        """Note that it was not sent after all."""
        with self.store.writing() as db:
            db.execute("DELETE FROM reminders WHERE indicator = ? AND since = ?", [due.indicator.id, due.since.isoformat()])
