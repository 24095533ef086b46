"""The lexicon of the loaded strategy, which is quicker to read than to build."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE lexicon (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            digest TEXT NOT NULL CHECK (length(digest) > 0),
            content TEXT NOT NULL CHECK (json_valid(content))
        ) STRICT
        """,
    )
