"""Writes to a database file in a thread of their own, so that an event loop never waits for the disk or for another process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlite_utils import Database

from db.store import Store

Write = Callable[[Database], Any]
T = TypeVar("T")


class BatchWriter:
    """Writes in batches, each made durable by one commit.

    What is asked for while one batch is being written makes up the next, so that under load many share a commit.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._thread = ThreadPoolExecutor(1, "writer")
        self._pending: list[tuple[Write, asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._store = self._thread.submit(open_store).result()

    @property
    def busy(self) -> bool:
        """Whether a batch is being written now."""
        return self._writing is not None

    async def write(self, write: Callable[[Database], T]) -> T:
        """Carry out one write, durable when this returns.

        Raises:
            StoreError: it was not written; the others of its batch may have been.
        """
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._pending.append((write, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_batches())
        result: T = await done
        return result

    async def run(self, work: Callable[[Store], T]) -> T:
        """Run something else with the store, between two batches."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._store)

    async def _write_batches(self) -> None:
        loop = asyncio.get_running_loop()
        while self._pending:
            batch, self._pending = self._pending, []
            try:
                results = await loop.run_in_executor(self._thread, self._commit, [write for write, _ in batch])
            except Exception as error:  # noqa: BLE001 - every waiting caller gets the error
                for _, done in batch:
                    if not done.done():
                        done.set_exception(error)
                continue
            for (_, done), (result, failed) in zip(batch, results, strict=True):
                if done.done():
                    continue
                if failed:
                    done.set_exception(failed)
                else:
                    done.set_result(result)
        self._writing = None

    def _commit(self, writes: list[Write]) -> list[tuple[Any, Exception | None]]:
        """Carry the writes out in one transaction; one that fails leaves the others as they are."""
        with self._store.writing():
            return [self._carried_out(write) for write in writes]

    def _carried_out(self, write: Write) -> tuple[Any, Exception | None]:
        """What a write gave, or why it failed.

        Raises:
            Exception: SQLite gave the whole transaction up, as where the disk is full.
        """
        try:
            with self._store.writing() as db:
                return write(db), None
        except Exception as failure:
            if not self._store.db.conn.in_transaction:
                raise
            return None, failure

    def close(self) -> None:
        """Close the file."""
        self._thread.submit(self._store.close).result()
        self._thread.shutdown()
