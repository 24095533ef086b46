"""What people chose for themselves."""

from __future__ import annotations

from db.store import Store
from knowledge.strategy.model import Language


class Preferences:
    """The preferences of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def language(self, person: str) -> Language | None:
        """The language that somebody chose; None where nobody did."""
        with self.store.guarded():
            row = next(self.store.db.query("SELECT language FROM preferences WHERE person = ?", [person]), None)
        return Language(row["language"]) if row else None

    def choose_language(self, person: str, language: Language) -> None:
        """Remember somebody's language."""
        with self.store.writing() as db:
            db.table("preferences").upsert({"person": person, "language": language.value}, pk="person")
