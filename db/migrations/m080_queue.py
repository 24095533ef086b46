"""What arrives, is said and is spoken of stands in a file of its own; here only which requests changed this database."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Drop the tables of the inbox and of the threads, and make that of the requests."""
    run(
        db,
        "DROP TABLE inbox",
        "DROP TABLE conversations",
        """
        CREATE TABLE handled (
            key TEXT PRIMARY KEY CHECK (length(key) > 0),
            at REAL NOT NULL CHECK (at > 0)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX handled_by_age ON handled (at)",
    )
