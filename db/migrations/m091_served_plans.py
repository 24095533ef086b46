"""Plans that somebody dropped in Slack and had served, each with the file in whose place it stands."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the table."""
    run(
        db,
        """
        CREATE TABLE served_plans (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (length(key) > 0),
            name TEXT NOT NULL CHECK (length(name) > 0),
            content TEXT NOT NULL CHECK (length(content) > 0),
            base TEXT NOT NULL CHECK (length(base) > 0),
            served_by TEXT CHECK (length(served_by) > 0),
            served_at TEXT NOT NULL CHECK (datetime(served_at) IS NOT NULL),
            returned_at TEXT CHECK (returned_at IS NULL OR datetime(returned_at) IS NOT NULL)
        ) STRICT
        """,
    )
