"""Which channel gets which digest, and when: one of each cadence."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import CADENCE, GOALS, LANGUAGE, run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        f"""
        CREATE TABLE subscriptions (
            channel TEXT NOT NULL CHECK (length(channel) > 0),
            {CADENCE},
            day INTEGER NOT NULL CHECK (day BETWEEN 1 AND CASE cadence WHEN 'weekly' THEN 7 ELSE 31 END),
            at TEXT NOT NULL CHECK (strftime('%H:%M', at) IS at),
            {LANGUAGE},
            {GOALS},
            subscriber TEXT CHECK (length(subscriber) > 0),
            since TEXT NOT NULL CHECK (datetime(since) IS NOT NULL),
            paused TEXT CHECK (paused IN ('asked', 'archived', 'removed', 'forbidden')),
            PRIMARY KEY (channel, cadence)
        ) STRICT, WITHOUT ROWID
        """,
    )
