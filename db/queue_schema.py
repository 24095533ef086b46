"""The tables of the queue file: requests, replies, and the last turn of each thread."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db.schema import Schema

queue_migrations = Migrations("shirube_queue")


def queue_path(database: Path) -> Path:
    """Where the queue of a database is: beside it, so that neither replicas nor backups of the database hold what people typed."""
    return database.with_name(f"{database.name}-queue")


@queue_migrations()
def m001_inbox(db: Database) -> None:
    """Requests: the payload until it is handled, the keys for some days longer; `failed` is the reason of one that was given up."""
    db.execute("""
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (length(key) > 0),
            message TEXT UNIQUE CHECK (length(message) > 0),
            place TEXT NOT NULL,
            owner TEXT NOT NULL CHECK (length(owner) > 0),
            payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
            received_at REAL NOT NULL CHECK (received_at > 0),
            failed TEXT CHECK (failed IS NULL OR payload IS NULL)
        ) STRICT
    """)
    db.execute("CREATE INDEX inbox_waiting ON inbox (owner) WHERE payload IS NOT NULL")
    db.execute("CREATE INDEX inbox_waiting_by_place ON inbox (place) WHERE payload IS NOT NULL")
    db.execute("CREATE INDEX inbox_by_age ON inbox (received_at)")
    db.execute("CREATE INDEX inbox_failed ON inbox (received_at) WHERE failed IS NOT NULL")


@queue_migrations()
def m002_outbox(db: Database) -> None:
    """Replies: a row until Slack has accepted it, or for good if it was given up (`failed`, without text)."""
    db.execute("""
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            request TEXT NOT NULL CHECK (length(request) > 0),
            n INTEGER NOT NULL CHECK (n >= 0),
            place TEXT NOT NULL,
            owner TEXT NOT NULL CHECK (length(owner) > 0),
            state TEXT NOT NULL CHECK (state IN ('prepared', 'ready', 'begun', 'failed')),
            reply TEXT CHECK ((reply IS NULL) = (state = 'failed') AND (reply IS NULL OR json_valid(reply))),
            created_at REAL NOT NULL CHECK (created_at > 0),
            begun_at REAL CHECK (begun_at > 0),
            failed TEXT CHECK ((failed IS NULL) = (state <> 'failed')),
            UNIQUE (request, n)
        ) STRICT
    """)
    db.execute("CREATE INDEX outbox_waiting ON outbox (owner) WHERE state <> 'failed'")
    db.execute("CREATE INDEX outbox_waiting_by_place ON outbox (place) WHERE state <> 'failed'")


@queue_migrations()
def m003_conversations(db: Database) -> None:
    """The queries of each thread, never a text: `id` is the request in which a query was read, the newest counts."""
    db.execute("""
        CREATE TABLE conversations (
            n INTEGER PRIMARY KEY,
            key TEXT NOT NULL CHECK (length(key) > 0),
            id TEXT NOT NULL CHECK (length(id) > 0),
            turn TEXT NOT NULL CHECK (json_valid(turn)),
            updated_at TEXT NOT NULL CHECK (datetime(updated_at) IS NOT NULL),
            UNIQUE (key, id)
        ) STRICT
    """)
    db.execute("CREATE INDEX conversations_by_age ON conversations (updated_at)")


@queue_migrations()
def m004_directs(db: Database) -> None:
    """The channel of the direct messages with each user, in which messages to them can be looked for."""
    db.execute("""
        CREATE TABLE directs (
            person TEXT PRIMARY KEY CHECK (length(person) > 0),
            channel TEXT NOT NULL CHECK (length(channel) > 0)
        ) STRICT, WITHOUT ROWID
    """)


@queue_migrations()
def m100_heartbeats(db: Database) -> None:
    """The last sign of life of each kind of process that did not end as it should."""
    db.execute("""
        CREATE TABLE heartbeats (
            role TEXT PRIMARY KEY CHECK (length(role) > 0),
            at REAL NOT NULL CHECK (at > 0),
            every REAL NOT NULL CHECK (every > 0)
        ) STRICT, WITHOUT ROWID
    """)


QUEUE = Schema(queue_migrations.name, tuple(step.name for step in queue_migrations._migrations), lambda: queue_migrations)
