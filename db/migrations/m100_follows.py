"""Who follows which indicator, and which alerts stand."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import LANGUAGE, run

_STATUS = "TEXT NOT NULL CHECK ({0} IN ('achieved', 'on_track', 'behind', 'no_data', 'not_computable'))"


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        f"""
        CREATE TABLE follows (
            id INTEGER PRIMARY KEY,
            place TEXT NOT NULL CHECK (length(place) > 0),
            indicator TEXT NOT NULL CHECK (length(indicator) > 0),
            {LANGUAGE},
            began {_STATUS.format("began")},
            UNIQUE (place, indicator)
        ) STRICT
        """,
        f"""
        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY,
            place TEXT NOT NULL,
            indicator TEXT NOT NULL,
            before {_STATUS.format("before")} CHECK (before <> after),
            after {_STATUS.format("after")},
            year INTEGER,
            value TEXT CHECK ((value IS NULL) = (year IS NULL)),
            request TEXT NOT NULL CHECK (length(request) > 0),
            n INTEGER NOT NULL CHECK (n >= 0),
            told_at TEXT NOT NULL CHECK (datetime(told_at) IS NOT NULL),
            UNIQUE (request, n),
            FOREIGN KEY (place, indicator) REFERENCES follows (place, indicator) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX alerts_by_place ON alerts (place, indicator)",
    )
