"""Questions for the maintainers: text and time, no person; the same one of the same day once."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('not_understood', 'wrong')),
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
            noted_at TEXT NOT NULL CHECK (datetime(noted_at) IS NOT NULL),
            noted_on TEXT NOT NULL CHECK (date(noted_on) = noted_on AND noted_on = substr(noted_at, 1, 10)),
            UNIQUE (kind, text, noted_on)
        ) STRICT
        """,
        "CREATE INDEX feedback_by_day ON feedback (noted_on)",
    )
