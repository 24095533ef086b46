"""The queue of one database: inbox, outbox and the threads' memory in one file of their own, written in batches.

The file stands beside the database and is neither replicated nor backed up: it holds what people typed until it is answered, and
what is to be sent until it stands in Slack. Then both are gone, from the file at once and from SQLite's log within a second.

Two files cannot be committed together. Where a listener changes the main database (a figure, a subscription), its replies are
written here first as `prepared`; then the main database is committed, with the request's key in its table `handled`; then the
replies are released. Whoever finds prepared replies after a crash asks the main database for the key: it is there, and they are
released; or it is not, they are erased and the listener runs again, as if for the first time. So the commit of the main database
is the one moment that decides, and no reply is ever made twice from two states of the store.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from db import heartbeats, inbox, outbox
from db.conversations import keep_turns
from db.heartbeats import Heartbeat
from db.process_lease import ProcessLease
from db.queue_schema import QUEUE, queue_path
from db.store import Store
from db.writer import BatchWriter, T
from knowledge.ports import DialogueTurn
from knowledge.queue_ports import InboxItem, QueuedReply, Taken

_PAUSE_SECONDS = 0.001  # in which a process that only writes items down gets its turn
NOTICES = 1000  # numbers from here on are notices about replies that failed


def open_queue(database: Path) -> Store:
    """The queue file of a database, for reading it or for single writes."""
    return Store(queue_path(database), schema=QUEUE)


class Queue:
    """The queue, shared by all processes that serve one database; each row is one process's until that is no more."""

    def __init__(self, database: Path) -> None:
        self._writer = BatchWriter(partial(open_queue, database), _PAUSE_SECONDS)
        self._owner = ProcessLease(database.with_name(f"{database.name}-processes"))
        self._wiped = False  # SQLite's log may still contain rows that an earlier process erased
        self._known: set[str] = set()  # the keys of what this process has been handed and has not finished
        self._taken_until = 0  # up to the item of this id, this process has taken what is its own
        self._taking = asyncio.Lock()

    @property
    def name(self) -> str:
        """The name under which this process owns rows."""
        return self._owner.name

    async def _write(self, write: Callable[[Database], T]) -> T:
        return await self._writer.write(write)

    async def keep(self, item: InboxItem, direct: tuple[str, str] | None = None) -> bool:
        """Write down what arrived, for good; True where it is this process that has to handle it now.

        `direct` is a person and the channel of their direct messages, where it shows that.
        """

        def write(db: Database) -> str | None:
            inbox.learn_direct(db, direct)
            return inbox.keep_item(db, item, self._owner.name)

        self._known.add(item.key)
        try:
            mine = await self._write(write) == self._owner.name
        except BaseException:
            self._known.discard(item.key)
            raise
        if not mine:
            self._known.discard(item.key)
        return mine

    async def commit(
        self, request: str, place: str, replies: Sequence[str], turns: Mapping[str, DialogueTurn], *, first: int = 0
    ) -> Sequence[QueuedReply]:
        """Write down all that a listener did, at once: its replies, what its threads spoke of, and that the request was handled."""

        def write(db: Database) -> Sequence[QueuedReply]:
            rows = outbox.insert_replies(db, request, place, self._owner.name, replies, time.time(), first=first)
            keep_turns(db, request, turns)
            inbox.mark_handled(db, request)
            return rows

        rows = await self._erasing(write)
        self._known.discard(request)
        return rows

    async def prepare(self, request: str, place: str, replies: Sequence[str]) -> None:
        """Write down the replies that belong to a change of the main database, before that is committed."""

        def write(db: Database) -> None:
            outbox.drop_prepared(db, request)
            outbox.insert_replies(db, request, place, self._owner.name, replies, time.time(), prepared=True)

        await self._write(write)

    async def finish(self, request: str, turns: Mapping[str, DialogueTurn] | None = None) -> Sequence[QueuedReply]:
        """Release the replies of a change that was committed."""

        def write(db: Database) -> Sequence[QueuedReply]:
            rows = outbox.release_prepared(db, request, self._owner.name)
            keep_turns(db, request, turns or {})
            inbox.mark_handled(db, request)
            return rows

        rows = await self._erasing(write)
        self._known.discard(request)
        return rows

    async def discard(self, request: str) -> None:
        """Erase the replies of a change that was not committed, as far as they are this process's."""
        await self._erasing(lambda db: outbox.drop_prepared(db, request, self._owner.name))

    async def fail_item(self, item: InboxItem, reason: str, notices: Sequence[str] = ()) -> Sequence[QueuedReply]:
        """Give a request up, and queue a notice to its sender."""

        def write(db: Database) -> Sequence[QueuedReply]:
            inbox.mark_failed(db, item.key, reason)
            return outbox.insert_replies(db, item.key, item.place, self._owner.name, notices, time.time(), first=NOTICES)

        rows = await self._erasing(write)
        self._known.discard(item.key)
        return rows

    async def begin(self, row: QueuedReply, now: float | None) -> None:
        """Record that a reply is being sent; None: that it was not."""
        await self._write(lambda db: outbox.begin(db, row.id, now))

    async def replace(self, row: QueuedReply, reply: str) -> None:
        """Put something else in a reply's stead."""
        await self._write(lambda db: outbox.replace(db, row.id, reply))

    def mark_sent(self, row: QueuedReply, direct: tuple[str, str] | None = None) -> None:
        """Delete a reply that was sent, with the next commit: after a stop before it, the reply is looked up or sent again.

        `direct` is a user and the channel of their direct messages, if that became known.
        """

        def write(db: Database) -> None:
            outbox.drop(db, row)
            inbox.learn_direct(db, direct)

        self._writer.note(write)
        self._wiped = False

    async def holds(self, request: str, n: int) -> bool:
        """Whether a reply waits to be sent."""
        return await self._write(lambda db: outbox.is_waiting(db, request, n))

    async def directs(self, person: str = "*") -> Mapping[str, str]:
        """The channel of each person's direct messages, or of one person's, as far as it is known."""
        sql = "SELECT person, channel FROM directs WHERE person GLOB ?"
        return await self._write(lambda db: dict(db.execute(sql, [person]).fetchall()))

    async def fail(self, row: QueuedReply, reason: str, notices: Sequence[str] = ()) -> Sequence[QueuedReply]:
        """Give a reply up, and queue notices to its recipient after all other replies there."""

        def write(db: Database) -> Sequence[QueuedReply]:
            outbox.mark_failed(db, row.id, reason)
            first = NOTICES + row.n * 10
            return outbox.insert_replies(db, row.request, row.place, self._owner.name, notices, time.time(), first=first)

        return await self._erasing(write)

    async def _erasing(self, write: Callable[[Database], T]) -> T:
        result = await self._write(write)
        self._wiped = False
        return result

    async def take(self) -> Taken:
        """Requests and replies that other processes handed over to this one, or that ended processes left."""
        async with self._taking:
            taken, self._taken_until = await self._write(lambda db: (self._taken(db), inbox.newest_id(db)))
            self._known.update(item.key for item in taken.items)
        return taken

    async def take_new(self) -> Sequence[InboxItem]:
        """What was written down for this process since it took something the last time."""

        def found(store: Store) -> list[tuple[int, InboxItem]]:
            with store.guarded():
                return inbox.items_after(store.db, self._owner.name, self._taken_until)

        async with self._taking:
            rows = await self._writer.run(found)
            self._taken_until = max((number for number, _ in rows), default=self._taken_until)
            new = [item for _, item in rows if item.key not in self._known]
            self._known.update(item.key for item in new)
        return new

    def _taken(self, db: Database) -> Taken:
        mine = self._owner.name
        waiting = db.execute("SELECT DISTINCT owner FROM inbox WHERE payload IS NOT NULL").fetchall()
        for (owner,) in waiting:
            if owner != mine and not self._owner.alive(owner):
                db.execute("UPDATE inbox SET owner = ? WHERE owner = ? AND payload IS NOT NULL", [mine, owner])
        replies, prepared = self._taken_replies(db)
        if self._owner.bury():
            self._wiped = False
        return Taken(inbox.waiting_items(db, mine, self._known), replies, prepared)

    async def take_replies(self, request: str, place: str) -> Taken:
        """The same of replies alone, whose request or place fits a pattern."""

        def taken(db: Database) -> Taken:
            return Taken([], *self._taken_replies(db, request, place))

        return await self._write(taken)

    def _taken_replies(self, db: Database, request: str = "*", place: str = "*") -> tuple[list[QueuedReply], list[str]]:
        """Rows that were handed over to this process, or that ended processes left."""
        mine = self._owner.name
        replies, prepared = outbox.take_handed(db, mine), list[str]()
        for owner in outbox.owners(db):
            if owner != mine and not self._owner.alive(owner):
                waiting, open_ = outbox.take_over(db, mine, owner, request, place)
                replies += waiting
                prepared += open_
        return sorted(replies, key=lambda row: row.id), prepared

    async def waits(self, place: str) -> bool:
        """Whether replies for a place are still to be sent."""
        return await self._write(lambda db: outbox.waits(db, place))

    async def beat(self, role: str, now: float, every: float) -> None:
        """Note a sign of life of this kind of process, which gives one every so many seconds."""
        await self._write(lambda db: heartbeats.beat(db, Heartbeat(role, now, every)))

    async def end_beating(self, role: str) -> None:
        """Note that this process ends as it should."""
        await self._write(lambda db: heartbeats.end(db, role))

    async def wipe(self) -> None:
        """Take what was erased out of SQLite's log, at a moment when nothing is being written."""
        if self._wiped or self._writer.busy:
            return
        self._wiped = True
        if not await self._writer.run(Store.empty_log):
            self._wiped = False

    def close(self) -> None:
        """Close the file and give up what is still waiting to the other processes."""
        self._writer.close()
        self._owner.release()
