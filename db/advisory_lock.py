"""Turns: what only one process does at a time, held by a lock file that the kernel frees when the process ends."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from knowledge.errors import StoreError

_PAUSE_SECONDS = 0.05


class AdvisoryLock:
    """The turns of all processes that share a database. The lock file stays: who deletes it lets two have their turn."""

    def __init__(self, database: Path) -> None:
        self.file = database.with_name(f"{database.name}-digests.lock")

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn, and keep it until the end of the block, or of the process."""
        held = open_lock(self.file)
        try:
            while not _locked(held):
                await asyncio.sleep(_PAUSE_SECONDS)
            yield
        finally:
            os.close(held)


def open_lock(path: Path) -> int:
    """Open a lock file, made where there is none.

    Raises:
        StoreError: it cannot be opened; where another user made it, it says whose it is.
    """
    try:
        return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except PermissionError as error:
        if path.exists():
            raise StoreError("store.lock_of_another", path=path, owner=owner_name(path)) from error
        raise StoreError("store.cannot_open", path=path) from error
    except OSError as error:
        raise StoreError("store.cannot_open", path=path) from error


def owner_name(path: Path) -> str:
    """Whose a file is, by name, or by number where the number has none."""
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
