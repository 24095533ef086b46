"""Lock files, which the kernel releases when the process that locked them ends."""

from __future__ import annotations

import os
from pathlib import Path

from knowledge.errors import StoreError


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
