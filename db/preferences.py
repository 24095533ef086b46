"""What people chose for themselves, and who was welcomed."""

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

    def is_welcomed(self, person: str) -> bool:
        """Whether somebody was told what the bot is for."""
        return bool(self.store.rows("SELECT 1 FROM welcomes WHERE person = ?", [person]))

    def keep_welcomed(self, person: str) -> bool:
        """Remember that somebody is told what the bot is for; False where that was remembered before."""
        with self.store.writing() as db:
            return db.execute("INSERT INTO welcomes (person) VALUES (?) ON CONFLICT DO NOTHING", [person]).rowcount > 0
