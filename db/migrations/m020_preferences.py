"""What people chose for themselves."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE preferences (
            person TEXT PRIMARY KEY CHECK (length(person) > 0),
            language TEXT NOT NULL CHECK (language IN ('ja', 'en'))
        ) STRICT, WITHOUT ROWID
        """,
    )
