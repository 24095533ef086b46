"""Changes of the main database by requests: in a thread of their own, one at a time, each noted under its request's key."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import Generic, TypeVar

from sqlite_utils import Database

from db.store import Store

S = TypeVar("S")
T = TypeVar("T")
KEPT_SECONDS = 7 * 24 * 3600.0  # longer than anything waits in the queue

Opened = tuple[Store, S]


class ChangeThread(Generic[S]):
    """A connection to the main database with what is done over it (`S`), in a thread of its own.

    `begin` opens a transaction that `commit` or `rollback` ends; whoever begins holds `turn` until then.
    """

    def __init__(self, open_store: Callable[[], Opened[S]]) -> None:
        self.turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, "changes")
        self._store, self._services = self._thread.submit(open_store).result()
        self._open = ExitStack()

    async def reopen(self, open_store: Callable[[], Opened[S]]) -> None:
        """Do what comes over another connection; whoever changes something now is waited for."""
        async with self.turn:
            await self._run(lambda: self._reopen(open_store))

    def _reopen(self, open_store: Callable[[], Opened[S]]) -> None:
        before, (self._store, self._services) = self._store, open_store()
        before.close()

    async def begin(self, work: Callable[[S], T]) -> T:
        """Do the work in a transaction, which stays open; where the work fails, nothing was done.

        Raises:
            StoreError: the database cannot be written now.
        """
        return await self._run(lambda: self._begin(work))

    def _begin(self, work: Callable[[S], T]) -> T:
        stack = ExitStack()
        with stack:
            stack.enter_context(self._store.writing())
            result = work(self._services)
            self._open = stack.pop_all()
        return result

    async def commit(self, key: str) -> None:
        """Make the work durable, and note under which key."""
        await self._run(lambda: self._commit(key))

    def _commit(self, key: str) -> None:
        with self._open:
            mark_handled(self._store.db, key)

    async def rollback(self) -> None:
        """Undo the work."""
        await self._run(self._rollback)

    def _rollback(self) -> None:
        with suppress(_Undone), self._open:
            raise _Undone

    async def handled(self, key: str) -> bool:
        """Whether work was committed under a key."""
        sql = "SELECT 1 FROM handled WHERE key = ?"
        return await self._run(lambda: bool(self._store.rows(sql, [key])))

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Close the file."""
        self._thread.submit(self._store.close).result()
        self._thread.shutdown()


class _Undone(Exception):
    """Ends a transaction without a trace."""


def mark_handled(db: Database, key: str) -> None:
    """Note that a request's work is in this database."""
    db.execute("INSERT INTO handled (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING", [key, time.time()])


def drop_handled(store: Store) -> None:
    """Forget the keys of what was done long ago."""
    with store.writing() as db:
        db.execute("DELETE FROM handled WHERE at < ?", [time.time() - KEPT_SECONDS])
