"""The inbox as the process sees it that only writes down what arrived: another one handles it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from db import inbox
from db.queue import open_queue
from db.writer import BatchWriter
from knowledge.queue_ports import InboxItem


class InboxWriter:
    """Writes items down. `owner` gives the name of the process that has to handle the next one.

    Where no process of that name runs (any more), one that does takes the item over (`db/queue.py`).
    """

    def __init__(self, database: Path, owner: Callable[[], str]) -> None:
        self._writer = BatchWriter(partial(open_queue, database))
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

        return await self._writer.write(write)

    def close(self) -> None:
        """Close the file."""
        self._writer.close()
