"""Turns: what only one process does at a time, held by a lock file that the kernel frees when the process ends."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.05


class AdvisoryLock:
    """The turns of all processes that share a database. The lock file stays: who deletes it lets two have their turn."""

    def __init__(self, database: Path) -> None:
        self.file = database.with_name(f"{database.name}-digests.lock")

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn, and keep it until the end of the block, or of the process."""
        held = os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            while not _locked(held):
                await asyncio.sleep(_PAUSE_SECONDS)
            yield
        finally:
            os.close(held)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
