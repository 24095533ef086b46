"""What becomes of each digest in a channel, and of its messages: one a channel, cadence and period, whatever happens."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import CADENCE, GOALS, LANGUAGE, run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        f"""
        CREATE TABLE digests (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            channel TEXT NOT NULL CHECK (length(channel) > 0),
            {CADENCE},
            period TEXT NOT NULL CHECK (length(period) > 0),
            first_day TEXT NOT NULL CHECK (date(first_day) = first_day),
            {LANGUAGE},
            {GOALS},
            since_at TEXT NOT NULL CHECK (datetime(since_at) IS NOT NULL),
            since_entry INTEGER CHECK (since_entry >= 0),
            until_at TEXT NOT NULL CHECK (datetime(until_at) IS NOT NULL),
            until_entry INTEGER NOT NULL CHECK (until_entry >= 0),
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'posted', 'withdrawn', 'refused', 'unknown')),
            reason TEXT CHECK (state <> 'refused' OR coalesce(length(reason), 0) > 0),
            wanted_by TEXT CHECK (length(wanted_by) > 0),
            compared INTEGER NOT NULL CHECK (compared >= 0),
            told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
            UNIQUE (channel, cadence, period)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE digest_messages (
            digest TEXT NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
            part INTEGER NOT NULL CHECK (part >= 0),
            ts TEXT CHECK (length(ts) > 0),
            fingerprint TEXT CHECK (fingerprint IS NULL OR (ts IS NOT NULL AND length(fingerprint) = 64)),
            begun_at TEXT NOT NULL CHECK (datetime(begun_at) IS NOT NULL),
            PRIMARY KEY (digest, part)
        ) STRICT, WITHOUT ROWID
        """,
    )
