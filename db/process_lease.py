"""Which processes are alive: each locks a file, and the kernel releases the lock when the process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from uuid import uuid4

from db.advisory_lock import open_lock, owner_name
from knowledge.errors import StoreError


class ProcessLease:
    """The lease of this process, by its name among those that share a folder of lock files."""

    def __init__(self, folder: Path) -> None:
        """Take a new name. The file is locked before it gets its name, so that nobody ever sees it unlocked."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self.name = uuid4().hex
        unnamed = folder / f".{self.name}"
        try:
            self._held = open_lock(unnamed)
        except StoreError as error:  # the folder is another user's
            raise StoreError("store.lock_of_another", path=folder, owner=owner_name(folder)) from error
        fcntl.flock(self._held, fcntl.LOCK_EX)
        unnamed.rename(self._file(self.name))

    def alive(self, name: str) -> bool:
        """Whether the process of that name still runs."""
        try:
            tried = os.open(self._file(name), os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(tried, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(tried)
        return False

    def bury(self) -> bool:
        """Remove the lock files of processes that are no more; whether there were any."""
        buried = False
        for file in self.folder.iterdir():
            if not file.name.startswith(".") and not self.alive(file.name):
                file.unlink(missing_ok=True)
                buried = True
        return buried

    def release(self) -> None:
        """Give the name up."""
        self._file(self.name).unlink(missing_ok=True)
        os.close(self._held)

    def _file(self, name: str) -> Path:
        return self.folder / name
