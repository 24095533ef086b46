"""The further plans of the municipality that are served side by side with the first one, which the settings name."""

from __future__ import annotations

from datetime import datetime

from db.store import Store
from db.strategies import Strategies
from knowledge.strategy.plan_file import PlanFile


class FurtherPlans:
    """The files of one store's further plans, by their keys."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def files(self) -> tuple[PlanFile, ...]:
        """The files, in the order in which they were added."""
        rows = self.store.rows("SELECT name, content, key FROM further_plans ORDER BY rowid")
        return tuple(PlanFile(row["name"], row["content"], row["key"]) for row in rows)

    def default(self) -> str:
        """The key of the plan that answers questions which name none; empty for the first one."""
        rows = self.store.rows("SELECT key FROM further_plans WHERE is_default = 1")
        return str(rows[0]["key"]) if rows else ""

    def add(self, file: PlanFile, now: datetime) -> None:
        """Serve a further plan; in the place of the one with its key, where there is one.

        Raises:
            ShirubeError: it is another municipality's, or its figures were recorded in other units.
            StrategyFileError: it cannot be served.
        """
        strategy, day = file.strategy(), now.date()
        with self.store.writing() as db:
            db.execute(
                "INSERT INTO further_plans (key, name, content, added_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET name = excluded.name, content = excluded.content",
                [file.key, file.name, file.text, now.isoformat(timespec="seconds")],
            )
            Strategies(self.store, file.key).load(strategy, file.name, file.digest, day)

    def choose_default(self, key: str) -> None:
        """Let a plan answer the questions that name none; the first one by the empty key."""
        with self.store.writing() as db:
            db.execute("UPDATE further_plans SET is_default = 0")
            db.execute("UPDATE further_plans SET is_default = 1 WHERE key = ?", [key])

    def remove(self, key: str, now: datetime) -> None:
        """Serve a plan no more; its recorded figures stay for when it is added again."""
        with self.store.writing() as db:
            db.execute("DELETE FROM further_plans WHERE key = ?", [key])
            db.execute("DELETE FROM further_lexicons WHERE key = ?", [key])
            Strategies(self.store, key).retire(now.date())
