"""The inbox: what arrived, written down in batches, each made durable by one commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.process_lease import ProcessLease
from db.store import Store
from knowledge.ports import InboxItem

KEPT_SECONDS = 3 * 24 * 3600  # Slack repeats a delivery for an hour at most

_KEEP = """
    INSERT INTO inbox (key, message, lane, payload, received_at, owner) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING RETURNING id
"""
_TAKE_OVER = """
    UPDATE inbox SET owner = ? WHERE owner = ? AND payload IS NOT NULL
    RETURNING id, key, message, lane, payload, received_at
"""

Write = Callable[[Database], Any]


class Inbox:
    """The inbox of one database, shared by all processes that serve it.

    Writes run in a thread of their own. Those that are asked for while one batch is being written make up the next, so that
    under load a commit is shared by many and the event loop never waits for the disk.
    """

    def __init__(self, database: Path) -> None:
        self._thread = ThreadPoolExecutor(1, "inbox")
        self._pending: list[tuple[Write, asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._wiped = False  # what an earlier process erased may stand in the log
        self._owner = ProcessLease(database.with_name(f"{database.name}-processes"))
        self._store = self._thread.submit(Store, database).result()

    async def keep(self, incoming: InboxItem) -> bool:
        """Write it down, for good; False where it, or its message, was there already."""
        row = (*astuple(incoming), self._owner.name)
        kept: bool = await self._write(lambda db: db.execute(_KEEP, row).fetchone() is not None)
        return kept

    async def settle(self, incoming: InboxItem) -> None:
        """Note that it needs no more answer, and erase what it said."""
        await self._write(lambda db: db.execute("UPDATE inbox SET payload = NULL WHERE key = ?", [incoming.key]))
        self._wiped = False

    async def wipe(self) -> None:
        """Take what was erased out of SQLite's log, at a moment when nothing is being written."""
        if self._wiped or self._writing:
            return
        self._wiped = True
        if not await asyncio.get_running_loop().run_in_executor(self._thread, self._store.empty_log):
            self._wiped = False

    async def take_over(self) -> Sequence[InboxItem]:
        """What processes that are no more left unanswered, oldest first; it is this one's from now on."""
        taken: Sequence[InboxItem] = await self._write(self._taken)
        return taken

    def _taken(self, db: Database) -> Sequence[InboxItem]:
        rows: list[dict[str, Any]] = []
        for (owner,) in db.execute("SELECT DISTINCT owner FROM inbox WHERE payload IS NOT NULL").fetchall():
            if owner != self._owner.name and not self._owner.alive(owner):
                rows += db.query(_TAKE_OVER, [self._owner.name, owner])
        rows.sort(key=lambda row: int(row.pop("id")))
        if self._owner.bury():
            self._wiped = False
        return [InboxItem(**row) for row in rows]

    async def _write(self, write: Write) -> Any:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._pending.append((write, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_batches())
        return await done

    async def _write_batches(self) -> None:
        loop = asyncio.get_running_loop()
        while self._pending:
            batch, self._pending = self._pending, []
            try:
                results = await loop.run_in_executor(self._thread, self._commit, [write for write, _ in batch])
            except Exception as error:  # noqa: BLE001 - each of those who wait gets to know
                for _, done in batch:
                    if not done.done():
                        done.set_exception(error)
                continue
            for (_, done), result in zip(batch, results, strict=True):
                if not done.done():
                    done.set_result(result)
        self._writing = None

    def _commit(self, writes: list[Write]) -> list[Any]:
        with self._store.writing() as db:
            return [write(db) for write in writes]

    def close(self) -> None:
        """Close the file and give up what is still unanswered to the other processes."""
        self._thread.submit(self._store.close).result()
        self._thread.shutdown()
        self._owner.release()


def drop_answered(store: Store, now: datetime) -> None:
    """Forget the keys of what was answered long ago, and who clicked."""
    sql = "DELETE FROM inbox WHERE payload IS NULL AND received_at < ?"
    with store.writing() as db:
        db.execute(sql, [now.timestamp() - KEPT_SECONDS])
