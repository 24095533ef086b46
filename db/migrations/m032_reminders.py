"""Which due figures somebody was reminded of; not whom."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE reminders (
            indicator TEXT NOT NULL CHECK (length(indicator) > 0),
            since TEXT NOT NULL CHECK (date(since) IS since),
            PRIMARY KEY (indicator, since)
        ) STRICT, WITHOUT ROWID
        """,
    )
