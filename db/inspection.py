"""A look at a database that leaves no trace in it."""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.advisory_lock import owner_name
from db.backup import back_up
from db.heartbeats import Heartbeat
from db.queue_schema import queue_path
from db.store import BUSY_SECONDS, guarded
from knowledge.errors import StoreError


@dataclass(frozen=True, slots=True)
class QueueState:
    """The number of requests and replies that wait, of those that were given up, and the reason of the last failure."""

    waiting: int = 0
    failed: int = 0
    last_failure: str | None = None
    heartbeats: Sequence[Heartbeat] = ()


def survey(database: Path, copy: Path) -> QueueState | None:
    """Copy a database, to be opened in its place, and return the state of its queue; None where there is no database yet.

    Raises:
        StoreError: it is damaged or none of ours, cannot be read or written, or could not be made.
    """
    if not database.exists():
        if not os.access(database.absolute().parent, os.W_OK | os.X_OK):
            raise StoreError("store.cannot_open", path=database)
        return None
    back_up(database, copy)
    uri = f"{database.resolve().as_uri()}?mode=rw"
    with guarded(database), closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        db.execute(f"PRAGMA user_version = {version}")  # refused where nothing can be written; given up with the connection
    return queue_state(database)


def queue_state(database: Path) -> QueueState:
    """The state of a database's queue.

    Raises:
        StoreError: it cannot be read.
    """
    path = queue_path(database)
    if not path.exists():
        return QueueState()
    with guarded(path), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)) as db:
        failures = [*db.execute(_FAILED)]
        beats = tuple(Heartbeat(*row) for row in db.execute("SELECT role, at, every FROM heartbeats")) if _beats(db) else ()
        return QueueState(int(db.execute(_WAITING).fetchone()[0]), len(failures), failures[-1][0] if failures else None, beats)


def _beats(db: sqlite3.Connection) -> bool:
    """Whether the queue knows of signs of life: one that an older version made does not."""
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'heartbeats'").fetchone())


def replication_lag(database: Path) -> float | None:
    """For how many seconds the last write waits to be taken up by Litestream; None where that never ran beside the database.

    Litestream writes each change into files of its own beside the database, in `.NAME-litestream/ltx`, before it sends them on.
    """
    taken = [file.stat().st_mtime for file in database.with_name(f".{database.name}-litestream").rglob("*.ltx")]
    log = database.with_name(f"{database.name}-wal")
    if not taken or not log.exists() or not log.stat().st_size:
        return 0.0 if taken else None
    return max(0.0, log.stat().st_mtime - max(taken))


_WAITING = """
    SELECT (SELECT count(*) FROM inbox WHERE payload IS NOT NULL) + (SELECT count(*) FROM outbox WHERE state <> 'failed')
"""
_FAILED = """
    SELECT failed FROM (SELECT failed, created_at AS at FROM outbox WHERE failed IS NOT NULL
        UNION ALL SELECT failed, received_at FROM inbox WHERE failed IS NOT NULL) ORDER BY at
"""


def open_to_others(database: Path) -> bool:
    """Whether people beside its owner may read a database."""
    return database.exists() and bool(database.stat().st_mode & 0o077)


def of_another_user(database: Path) -> Iterator[tuple[Path, str]]:
    """The files beside a database, and itself, that this user may not write, each with whose it is."""
    beside = database.parent.glob(f"{glob.escape(database.name)}*")
    for path in sorted(file for found in beside for file in (found, *(found.iterdir() if found.is_dir() else ()))):
        if not os.access(path, os.W_OK, effective_ids=True):
            yield path, owner_name(path)
