"""Where owners are asked, and collection rounds with their items, answers, reminders and messages."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import LANGUAGE, run

_NAMED = "TEXT NOT NULL CHECK (length({0}) > 0)"
_AT = "TEXT NOT NULL CHECK (datetime({0}) IS NOT NULL)"
_DAY = "CHECK (date({0}) IS {0})"
_ROUND = "round INTEGER NOT NULL REFERENCES collection_rounds (id) ON DELETE CASCADE"


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        f"""
        CREATE TABLE owners (
            name TEXT PRIMARY KEY CHECK (length(name) > 0),
            channel {_NAMED.format("channel")},
            usergroup TEXT CHECK (length(usergroup) > 0),
            head TEXT CHECK (length(head) > 0),
            tied_by TEXT CHECK (length(tied_by) > 0),
            tied_at {_AT.format("tied_at")}
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE owner_entities (
            entity TEXT PRIMARY KEY CHECK (length(entity) > 0),
            owner TEXT NOT NULL REFERENCES owners (name) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX owner_entities_by_owner ON owner_entities (owner)",
        f"""
        CREATE TABLE collection_rounds (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (length(key) > 0),
            occasion TEXT UNIQUE CHECK (length(occasion) > 0),
            year INTEGER NOT NULL,
            {LANGUAGE},
            due TEXT NOT NULL {_DAY.format("due")},
            begun_by TEXT CHECK (length(begun_by) > 0),
            begun_at {_AT.format("begun_at")},
            ended_at TEXT CHECK (ended_at IS NULL OR datetime(ended_at) IS NOT NULL)
        ) STRICT
        """,
        "CREATE INDEX collection_rounds_open ON collection_rounds (id) WHERE ended_at IS NULL",
        f"""
        CREATE TABLE collection_items (
            id INTEGER PRIMARY KEY,
            {_ROUND},
            indicator {_NAMED.format("indicator")},
            owner TEXT CHECK (length(owner) > 0),
            UNIQUE (round, indicator)
        ) STRICT
        """,
        f"""
        CREATE TABLE collection_answers (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (length(key) > 0),
            round INTEGER NOT NULL,
            indicator TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('awaited', 'unmeasured')),
            expected TEXT {_DAY.format("expected")} CHECK ((kind = 'awaited') = (expected IS NOT NULL)),
            reason TEXT NOT NULL CHECK (kind = 'awaited' OR length(reason) > 0),
            answered_by TEXT CHECK (length(answered_by) > 0),
            answered_at {_AT.format("answered_at")},
            FOREIGN KEY (round, indicator) REFERENCES collection_items (round, indicator) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX collection_answers_by_item ON collection_answers (round, indicator)",
        f"""
        CREATE TABLE collection_nudges (
            round INTEGER NOT NULL,
            indicator TEXT NOT NULL,
            deadline TEXT NOT NULL {_DAY.format("deadline")},
            step INTEGER NOT NULL CHECK (step > 0),
            sent_at {_AT.format("sent_at")},
            PRIMARY KEY (round, indicator, deadline, step),
            FOREIGN KEY (round, indicator) REFERENCES collection_items (round, indicator) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
        f"""
        CREATE TABLE inquiries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            {_ROUND},
            owner {_NAMED.format("owner")},
            channel {_NAMED.format("channel")},
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
            begun_at {_AT.format("begun_at")},
            ts TEXT CHECK (length(ts) > 0),
            refused TEXT CHECK (length(refused) > 0),
            UNIQUE (round, owner)
        ) STRICT
        """,
    )
