"""One SQLite file: opened, migrated, and guarded so that SQLite's errors become the program's own."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.migrations import SCHEMA
from db.schema import Schema
from knowledge.errors import StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 5.0
LOG_BYTES = 8_000_000  # what SQLite's log may keep of the disk between two bursts of writes

_PRAGMAS = (
    "recursive_triggers = ON",  # REPLACE asks the triggers of deletion
    "journal_mode = WAL",
    "foreign_keys = ON",
    "synchronous = FULL",
    "secure_delete = ON",  # what is erased is overwritten in the file
    f"journal_size_limit = {LOG_BYTES}",
)


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


@cache
def json_is_innocuous() -> bool:
    """Whether this SQLite lets checks call its JSON functions while it trusts no schema.

    3.40 calls each of them unsafe ("unsafe use of json_valid()"), 3.54 does not; nothing that they do is. With no trust in the
    schema, a file that somebody tampered with can have no function called that reaches beyond it.
    """
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("PRAGMA trusted_schema = OFF")
        try:
            db.execute("CREATE TABLE probe (content TEXT CHECK (json_valid(content)))")
            db.execute("INSERT INTO probe VALUES ('{}')")
        except sqlite3.OperationalError:
            return False
    return True


class Store:
    """An open database, with all migrations applied."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS, schema: Schema = SCHEMA) -> None:
        """Open the file, or make it with the shape that the schema gives it; a writer waits so long for another one.

        Raises:
            StoreError: it cannot be opened, is no database, is damaged, or was written by a newer version.
        """
        self.path = path
        self.busy_seconds = busy_seconds
        self.schema = schema
        with self.guarded():
            _make_private(path)
            self.connection = sqlite3.connect(path, timeout=busy_seconds)
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise
        self._file = _identity(path)

    def _prepare(self) -> None:
        for pragma in (*_PRAGMAS, *(("trusted_schema = OFF",) if json_is_innocuous() else ())):
            self.connection.execute(f"PRAGMA {pragma}")
        applied = self.schema.applied(self.connection)
        if not applied.issubset(self.schema.steps):
            raise StoreError("store.newer", path=self.path)
        if not applied.issuperset(self.schema.steps):
            with self._transaction():
                self.schema.load().apply(self.db)

    @cached_property
    def db(self) -> Database:
        """The database as sqlite-utils writes to it; what is only read needs none of it."""
        from sqlite_utils import Database

        return Database(self.connection)

    def guarded(self) -> AbstractContextManager[None]:
        """Turn SQLite's errors about this file into ones that say what to do."""
        return guarded(self.path)

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[dict[str, Any]]:
        """What a query finds, each row by the names of its columns: one statement, where `Database.query` sends three."""
        with self.guarded(), closing(self.connection.execute(sql, values)) as cursor:
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A transaction that takes the write lock at once, so that it never fails half-way for another writer.

        All that is written in it is there afterwards, or nothing; within another one, it is a part that fails by itself.

        Raises:
            StoreError: it could not be written, or the file is no more the one that was opened: what is written would be in
                no file that anybody finds.
        """
        with self.guarded():
            if self.connection.in_transaction:
                with self.db.atomic():
                    yield self.db
                return
            self.refuse_replaced()
            with self._transaction():
                yield self.db
            self.refuse_replaced()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def refuse_replaced(self) -> None:
        """See that the file's name still means the file that is open.

        Raises:
            StoreError: the file was removed, moved, or another one put in its place.
        """
        if _identity(self.path) != self._file:
            raise StoreError("store.replaced", path=self.path)

    def damage(self) -> str | None:
        """What SQLite finds wrong in the file; None where it is whole."""
        with self.guarded():
            found = str(self.connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        return None if found == "ok" else found

    def empty_log(self) -> bool:
        """Write SQLite's log into the file and truncate it, since it contains rows erased since; False where it is in use."""
        with self.guarded():
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                busy, _, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {int(self.busy_seconds * 1000)}")
        return not busy

    def optimize(self) -> None:
        """Let SQLite look again at how much its tables hold, where that has changed much; it can wait where the file is in use."""
        with suppress(sqlite3.OperationalError):
            self.connection.execute("PRAGMA optimize")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def _make_private(path: Path) -> None:
    """Make the file, where there is none, readable by its owner alone; SQLite gives its log the same permissions."""
    with suppress(OSError):  # a failure shows when the file is opened
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _identity(path: Path) -> tuple[int, int] | None:
    """The identity of a file (device and inode), which another one of the same name does not have; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


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
