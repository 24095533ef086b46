"""Canvases of channels, kept current in place of a message a digest."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the table, and let a subscription say that it wants a canvas."""
    run(
        db,
        """
        CREATE TABLE canvases (
            channel TEXT PRIMARY KEY CHECK (length(channel) > 0),
            wanted TEXT NOT NULL CHECK (length(wanted) = 64),
            wanted_at TEXT NOT NULL CHECK (datetime(wanted_at) IS NOT NULL),
            canvas TEXT CHECK (length(canvas) > 0),
            shown TEXT CHECK (length(shown) = 64),
            CHECK ((canvas IS NULL) = (shown IS NULL))
        ) STRICT, WITHOUT ROWID
        """,
        "ALTER TABLE subscriptions ADD COLUMN canvas INTEGER NOT NULL DEFAULT 0 CHECK (canvas IN (0, 1))",
    )
