"""Owners in the store: where each is asked, and what was given to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from db.store import Store
from knowledge.collection.model import Owner

_TIE = """
    INSERT INTO owners (name, channel, usergroup, head, tied_by, tied_at) VALUES (:name, :channel, :usergroup, :head, :by, :at)
    ON CONFLICT (name) DO UPDATE SET channel = excluded.channel, usergroup = excluded.usergroup, head = excluded.head,
        tied_by = excluded.tied_by, tied_at = excluded.tied_at
"""
_GIVE = "INSERT INTO owner_entities (entity, owner) VALUES (?, ?) ON CONFLICT (entity) DO UPDATE SET owner = excluded.owner"


class Owners:
    """The owners of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def owners(self) -> Sequence[Owner]:
        """All owners that are tied to a place, by name."""
        given: dict[str, list[str]] = {}
        for row in self.store.rows("SELECT owner, entity FROM owner_entities ORDER BY entity"):
            given.setdefault(row["owner"], []).append(row["entity"])
        rows = self.store.rows("SELECT name, channel, usergroup, head FROM owners ORDER BY name")
        return [
            Owner(row["name"], row["channel"], row["usergroup"], row["head"], tuple(given.get(row["name"], ()))) for row in rows
        ]

    def tie(self, owner: Owner, by: str, at: datetime) -> None:
        """Tie an owner to a place; replaces what was kept for its name, and takes its entities from other owners."""
        row = {
            "name": owner.name,
            "channel": owner.channel,
            "usergroup": owner.group,
            "head": owner.head,
            "by": by,
            "at": at.isoformat(timespec="seconds"),
        }
        with self.store.writing() as db:
            db.execute(_TIE, row)
            db.execute("DELETE FROM owner_entities WHERE owner = ?", [owner.name])
            db.conn.executemany(_GIVE, [(entity, owner.name) for entity in owner.entities])

    def untie(self, name: str) -> bool:
        """Forget where an owner is asked; False where nothing was kept."""
        with self.store.writing() as db:
            return db.execute("DELETE FROM owners WHERE name = ?", [name]).rowcount > 0
