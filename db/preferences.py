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
        found = self.store.rows("SELECT language FROM preferences WHERE person = ?", [person])
        return Language(found[0]["language"]) if found else None

    def choose_language(self, person: str, language: Language) -> None:
        """Remember somebody's language."""
        with self.store.writing() as db:
            db.execute(
                "INSERT INTO preferences (person, language) VALUES (?, ?)"
                " ON CONFLICT (person) DO UPDATE SET language = excluded.language",
                [person, language.value],
            )
