"""Who was told what the bot is for, so that nobody is told twice."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the table."""
    run(db, "CREATE TABLE welcomes (person TEXT PRIMARY KEY CHECK (length(person) > 0)) STRICT, WITHOUT ROWID")
