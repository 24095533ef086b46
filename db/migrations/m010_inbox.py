"""What arrived: its payload until it is answered, its keys for some days longer."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (length(key) > 0),
            message TEXT UNIQUE CHECK (length(message) > 0),
            lane TEXT NOT NULL,
            owner TEXT NOT NULL CHECK (length(owner) > 0),
            payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
            received_at REAL NOT NULL CHECK (received_at > 0)
        ) STRICT
        """,
        "CREATE INDEX inbox_unanswered ON inbox (owner) WHERE payload IS NOT NULL",
        "CREATE INDEX inbox_by_age ON inbox (received_at)",
    )
