"""One SQLite file: opened, migrated, and guarded so that what goes wrong is said in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db.migrations import migrations
from knowledge.errors import StoreError

BUSY_SECONDS = 5.0


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about a file into ones that say what to do.

    Raises:
        StoreError: the database is locked, full, damaged, unreadable or no database.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        raise StoreError(_message(name, str(error)), path=path, reason=str(error)) from error


class Store:
    """An open database, with all migrations applied."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS, migrations: Migrations = migrations) -> None:
        """Open the file, or make it with the shape that the migrations give it; a writer waits so long for another one.

        Raises:
            StoreError: it cannot be opened, is no database, is damaged, or was written by a newer version.
        """
        self.path = path
        self.busy_seconds = busy_seconds
        self.migrations = migrations
        with self.guarded():
            connection = sqlite3.connect(path, timeout=busy_seconds)
            self.db = Database(connection)
            self.db.execute("PRAGMA foreign_keys = ON")
            self.db.execute("PRAGMA synchronous = FULL")
            self.db.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten in the file
            self.db.enable_wal()
            self._refuse_newer()
            if self.migrations.pending(self.db):
                with self.writing():
                    self.migrations.apply(self.db)

    def _refuse_newer(self) -> None:
        ours = {migration.name for migration in self.migrations.pending(self.db)}
        applied = {migration.name for migration in self.migrations.applied(self.db)}
        known = ours | {step.name for step in self.migrations._migrations}
        if applied - known:
            raise StoreError("store.newer", path=self.path)

    def guarded(self) -> AbstractContextManager[None]:
        """Turn SQLite's errors about this file into ones that say what to do."""
        return guarded(self.path)

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A transaction that takes the write lock at once, so that it never fails half-way for another writer.

        All that is written in it is there afterwards, or nothing.
        """
        with self.guarded():
            if self.db.conn.in_transaction:
                with self.db.atomic():
                    yield self.db
                return
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
            except BaseException:
                self.db.rollback()
                raise
            self.db.conn.execute("COMMIT")

    def damage(self) -> str | None:
        """What SQLite finds wrong in the file; None where it is whole."""
        with self.guarded():
            found = str(self.db.execute("PRAGMA quick_check(1)").fetchone()[0])
        return None if found == "ok" else found

    def empty_log(self) -> bool:
        """Write SQLite's log into the file and cut it to nothing: it holds what was erased since; False where it is in use."""
        with self.guarded():
            self.db.execute("PRAGMA busy_timeout = 0")
            try:
                busy, _, _ = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self.db.execute(f"PRAGMA busy_timeout = {int(self.busy_seconds * 1000)}")
        return not busy

    def close(self) -> None:
        """Close the file."""
        self.db.close()


_MESSAGES = {
    "SQLITE_BUSY": "store.locked",
    "SQLITE_LOCKED": "store.locked",
    "SQLITE_FULL": "store.full",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_NOTADB": "store.no_database",
    "SQLITE_CANTOPEN": "store.cannot_open",
    "SQLITE_READONLY": "store.read_only",
    "SQLITE_IOERR": "store.io",
    "SQLITE_CONSTRAINT": "store.refused",
}


def _message(errorname: str, text: str) -> str:
    """The message id for an SQLite error; extended names (SQLITE_IOERR_WRITE) fall under their first two parts."""
    short = "_".join(errorname.split("_")[:2])
    if "malformed" in text:
        short = "SQLITE_CORRUPT"
    return _MESSAGES.get(short, "store.failed")
