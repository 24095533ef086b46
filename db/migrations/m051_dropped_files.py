"""Files that somebody gave the bot and has not yet said whether to load."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE dropped_files (
            id TEXT PRIMARY KEY CHECK (length(id) > 0),
            user TEXT NOT NULL CHECK (length(user) > 0),
            name TEXT NOT NULL CHECK (length(name) > 0),
            content BLOB NOT NULL,
            kept_at TEXT NOT NULL CHECK (datetime(kept_at) IS NOT NULL)
        ) STRICT, WITHOUT ROWID
        """,
    )
