"""The last turn of each thread: subjects and intent, never a text."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE conversations (
            key TEXT PRIMARY KEY CHECK (length(key) > 0),
            turn TEXT NOT NULL CHECK (json_valid(turn)),
            updated_at TEXT NOT NULL CHECK (datetime(updated_at) IS NOT NULL)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX conversations_by_age ON conversations (updated_at)",
    )
