"""The inbox as the process sees it that only writes down what arrived: another one handles it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from db import inbox
from db.queue import open_queue
from db.store import Store
from db.writer import BatchWriter
from knowledge.errors import StoreError
from knowledge.queue_ports import InboxItem

_BUSY_SECONDS = 2.5  # Slack waits for three
_ASK_MILLISECONDS = 3  # for which SQLite asks for the lock by itself: at first after one, and then after two


def _open_impatient(database: Path) -> Store:
    store = open_queue(database)
    store.db.execute(f"PRAGMA busy_timeout = {_ASK_MILLISECONDS}")
    return store


class InboxWriter:
    """Writes items down. `owner` gives the name of the process that has to handle the next one.

    Where no process of that name runs (any more), one that does takes the item over (`db/queue.py`). The processes that answer
    write all the time; SQLite asks ever more seldom for a lock that is taken, up to ten times a second, and would often miss it.
    """

    def __init__(self, database: Path, owner: Callable[[], str]) -> None:
        self._writer = BatchWriter(partial(_open_impatient, database))
        self.owner = owner

    async def keep(self, item: InboxItem, direct: tuple[str, str] | None = None) -> bool:
        """Write an item down, durably; False where it, or its message, was there already.

        `direct` is a person and the channel of their direct messages, where it shows that.

        Raises:
            StoreError: it was not written.
        """

        def write(db: Database) -> bool:
            inbox.learn_direct(db, direct)
            return inbox.keep_item(db, item, self.owner()) is not None

        end = time.monotonic() + _BUSY_SECONDS
        while True:
            try:
                return await self._writer.write(write)
            except StoreError as error:
                if error.message_id != "store.locked" or time.monotonic() > end:
                    raise

    def close(self) -> None:
        """Close the file."""
        self._writer.close()
