"""Writes to a database file in a thread of their own, so that an event loop never waits for the disk or for another process."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from sqlite_utils import Database

from db.store import Store

log = logging.getLogger(__name__)

T = TypeVar("T")
Write = Callable[[Database], Any]
Result = tuple[Any, Exception | None]
_NOTE_SECONDS = 0.02  # how long a note waits for a batch that it can join
_AGAIN_SECONDS = 1.0  # after which a note that could not be written is tried again


@dataclass(frozen=True, slots=True)
class _Job:
    """A write, who waits for it (nobody, if it is a note), and the loop that asked for it."""

    write: Write
    done: asyncio.Future[Any] | None
    loop: asyncio.AbstractEventLoop


class _WriteFailed(Exception):
    """One write of a batch failed, and not the transaction."""


class BatchWriter:
    """Writes in batches, each made durable by one commit.

    What is asked for in one turn of the event loop, or while a batch is being written, makes up the next batch. The thread goes on
    from batch to batch by itself: how busy the loop is does not delay a commit.
    """

    def __init__(self, open_store: Callable[[], Store], pause: float = 0.0) -> None:
        """Open the file; `pause` is for how many seconds others may write between two batches of which one follows the other."""
        self._pause = pause
        self._thread = ThreadPoolExecutor(1, "writer")
        self._lock = Lock()  # over the two fields below, which loop and thread share
        self._pending: list[_Job] = []
        self._draining = False
        self._open = 0  # jobs whose outcome the loop has not seen yet
        self._store = self._thread.submit(open_store).result()

    @property
    def busy(self) -> bool:
        """Whether anything is being written, or waits to be."""
        return self._open > 0

    async def write(self, write: Callable[[Database], T]) -> T:
        """Carry out one write, durable when this returns. A write may be begun twice: it changes nothing but the database.

        Raises:
            StoreError: it was not written; the others of its batch may have been.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()
        self._ask(_Job(write, done, loop))
        loop.call_soon(self._drain)  # not before all that this turn of the loop asks for has been asked
        result: T = await done
        return result

    def note(self, write: Write) -> None:
        """Carry out a write with the next batch, in the order in which it was asked for; nobody waits for it.

        One that cannot be written is tried again until it is, or the process ends.
        """
        loop = asyncio.get_running_loop()
        self._ask(_Job(write, None, loop))
        loop.call_later(_NOTE_SECONDS, self._drain)

    async def run(self, work: Callable[[Store], T]) -> T:
        """Run something else with the store, between two batches."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._store)

    def _ask(self, job: _Job) -> None:
        self._open += 1
        with self._lock:
            self._pending.append(job)

    def _drain(self) -> None:
        """Have the thread write what is pending, if it is not about it already."""
        with self._lock:
            begins = bool(self._pending) and not self._draining
            self._draining = self._draining or begins
        if begins:
            self._thread.submit(self._write_batches)

    def _taken(self) -> list[_Job]:
        with self._lock:
            batch, self._pending = self._pending, []
            self._draining = bool(batch)
        return batch

    def _write_batches(self) -> None:
        while batch := self._taken():
            results = self._committed([job.write for job in batch])
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                batch[-1].loop.call_soon_threadsafe(self._resolve, batch, results)  # a loop before it has ended
            time.sleep(self._pause)

    def _resolve(self, batch: Sequence[_Job], results: Sequence[Result]) -> None:
        """Tell whoever waits, in the order in which they asked."""
        self._open -= len(batch)
        for job, (result, failure) in zip(batch, results, strict=True):
            if job.done is None:
                if failure:
                    log.error("not noted, and tried again: %s", failure)
                    asyncio.get_running_loop().call_later(_AGAIN_SECONDS, self.note, job.write)
            elif not job.done.done():
                if failure:
                    job.done.set_exception(failure)
                else:
                    job.done.set_result(result)

    def _committed(self, writes: Sequence[Write]) -> list[Result]:
        """What each write gave, or why it failed: all in one transaction."""
        try:
            try:
                with self._store.writing() as db:
                    return [(_carried_out(write, db), None) for write in writes]
            except _WriteFailed:
                with self._store.writing():
                    return [self._by_itself(write) for write in writes]
        except Exception as failure:  # noqa: BLE001 - every waiting caller gets the error
            return [(None, failure)] * len(writes)

    def _by_itself(self, write: Write) -> Result:
        """What a write gave, or why it failed, which leaves the others of its transaction as they are.

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
        """Write what is pending, and close the file."""
        batch = self._taken()
        self._thread.submit(self._committed, [job.write for job in batch])
        self._thread.submit(self._store.close).result()
        self._thread.shutdown()


def _carried_out(write: Write, db: Database) -> Any:
    try:
        return write(db)
    except Exception as failure:
        raise _WriteFailed from failure
