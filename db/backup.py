"""Copies of the database: taken while others use it, checked, and put back without losing what they replace."""

from __future__ import annotations

import fcntl
import glob
import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.store import BUSY_SECONDS, Store, guarded
from knowledge.errors import StoreError

_SIDECARS = ("-wal", "-shm", "-journal")
_DAMAGED = ("store.damaged", "store.no_database")


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """The content of a copy: number of entries about measurements, and the time of the newest (ISO; None where there is none)."""

    entries: int
    newest: str | None


def back_up(database: Path, target: Path, *, overwrite: bool = False) -> BackupSummary:
    """Copy the database as it is at one instant into a file of its own; it appears whole and checked, or not at all.

    Raises:
        StoreError: there is no database, the target is there already, or one of them cannot be read or written.
    """
    if not database.is_file():
        raise StoreError("backup.missing", path=database)
    if target.exists() and (not overwrite or target.samefile(database)):
        raise StoreError("backup.exists", path=target)
    with _partial(target) as partial:
        copied = _copy(database, partial, target)
        _to_disk(partial)
        partial.replace(target)
    return copied


def summary(database: Path) -> BackupSummary:
    """The content of a database or a copy.

    Raises:
        StoreError: it is not there, is damaged, or is none of ours.
    """
    if not database.is_file():
        raise StoreError("backup.missing", path=database)
    with closing(_opened(database)) as reader, guarded(database):
        _check(reader, database)
        return _summary(reader)


def restore(backup: Path, database: Path) -> tuple[BackupSummary, Path | None]:
    """Replace the database by the backup; returns also the path of the old one, None where there was none.

    Raises:
        StoreError: the backup is damaged, is none of ours or of a newer version, or a process still uses the database.
    """
    if not backup.is_file():
        raise StoreError("backup.missing", path=backup)
    with _partial(database) as partial:
        copied = _copy(backup, partial, database)
        Store(partial).close()  # refuses a newer version, and brings an older one up to date
        if not database.exists():
            _put_in_place(partial, database)
            return copied, None
        try:
            return copied, _put_into(partial, database)
        except StoreError as error:
            if error.message_id not in _DAMAGED:
                raise
            return copied, _put_in_place(partial, database)


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """A file beside the target to write into, readable by its owner alone; it does not stay.

    It is locked as long as it is written, so that one which a killed process left is known, and removed by the next.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    _remove_abandoned(target)
    try:
        held = os.open(partial, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreError("store.cannot_open", path=target) from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield partial
    finally:
        os.close(held)
        _remove(partial)


def _remove_abandoned(target: Path) -> None:
    """Remove what killed processes left of copies of the target."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.partial"):
        with suppress(OSError):
            held = os.open(left, os.O_RDWR)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while another process still writes to it
                _remove(left)
            finally:
                os.close(held)


def _remove(partial: Path) -> None:
    for suffix in ("", *_SIDECARS):
        partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _free_name(database: Path) -> Path:
    """A free file name beside the database for its former content, reserved by an empty file."""
    moment = datetime.now().astimezone()
    for number in itertools.count(1):
        further = f"-{number}" if number > 1 else ""
        aside = database.with_name(f"{database.stem}-{moment:%Y%m%d-%H%M%S}{further}{database.suffix}")
        try:
            os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            raise StoreError("store.cannot_open", path=aside) from error
        return aside
    raise AssertionError  # there is no end to numbers


def _copy(source: Path, target: Path, meant: Path) -> BackupSummary:
    """Copy a database in one read transaction, without the texts that still wait for an answer, and check the copy.

    Errors name the file that the copy is meant to be.
    """
    with closing(_opened(source)) as reader, closing(sqlite3.connect(target, isolation_level=None)) as copy:
        with guarded(meant):
            reader.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("PRAGMA secure_delete = ON")
        with guarded(source):
            _check(copy, source)
            if _has(copy, "inbox"):  # of a version that kept what arrived in the database itself
                copy.execute("UPDATE inbox SET payload = NULL WHERE payload IS NOT NULL")
            return _summary(copy)


def _summary(connection: sqlite3.Connection) -> BackupSummary:
    return BackupSummary(*connection.execute("SELECT count(*), max(recorded_at) FROM measurements").fetchone())


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to a database that is there, for reading."""
    with guarded(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").close()
        except sqlite3.Error:
            connection.close()
            raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise StoreError("store.damaged", path=path)
    if not _has(connection, "measurements"):
        raise StoreError("backup.not_ours", path=path)


def _has(connection: sqlite3.Connection, table: str) -> bool:
    sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(connection.execute(sql, [table]).fetchone()[0])


def _put_into(partial: Path, database: Path) -> Path:
    """Write the copy over a database in one transaction; where its old content is kept.

    The lock is taken before the old content is read and given up after the new one is written, so that nothing that
    another process records falls between the two.

    Raises:
        StoreError: it is in use, or damaged.
    """
    with closing(_alone(database)) as live, closing(sqlite3.connect(partial)) as new:
        with _partial(database.with_name(f"{database.name}.old")) as old:
            with guarded(database), closing(sqlite3.connect(old)) as copy:
                live.backup(copy)
            _to_disk(old)
            aside = _free_name(database)
            old.replace(aside)
        with guarded(database):
            new.backup(live)
    return aside


def _alone(database: Path) -> sqlite3.Connection:
    """An exclusive connection, until it is closed.

    Raises:
        StoreError: another process has the database open: then it cannot leave WAL mode.
    """
    with guarded(database):
        live = sqlite3.connect(database, timeout=1, isolation_level=None)
        try:
            live.execute("PRAGMA locking_mode = EXCLUSIVE")
            live.execute("PRAGMA journal_mode = DELETE")
            live.execute("BEGIN EXCLUSIVE")
            live.execute("COMMIT")
        except sqlite3.OperationalError as error:
            live.close()
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise StoreError("restore.in_use", path=database) from error
            raise
    return live


def _put_in_place(partial: Path, database: Path) -> Path | None:
    """Let the copy take the place of files that cannot be read, which are kept; at no instant is there none."""
    aside = _free_name(database)
    for suffix in _SIDECARS:
        there = database.with_name(database.name + suffix)
        if there.exists():
            there.replace(aside.with_name(aside.name + suffix))
    kept = database.exists()
    if kept:
        shutil.copy2(database, aside)
        _to_disk(aside)
    else:
        aside.unlink()
    _to_disk(partial)
    partial.replace(database)
    return aside if kept else None


def _to_disk(path: Path) -> None:
    """Make sure that a file is on the disk before it gets its name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
