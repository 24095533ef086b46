"""The queue file by itself: what it refuses, who owns a place, and what a crash between two commits leaves."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.inbox_writer import InboxWriter
from db.queue import Queue, open_queue
from db.queue_schema import queue_path
from db.writer import BatchWriter
from knowledge.queue_ports import InboxItem

NONSENSE = {
    "thread that is no JSON": "INSERT INTO conversations (key, id, turn, updated_at) VALUES ('c', 'r', 'births', '2022-12-01')",
    "payload that is no JSON": "INSERT INTO inbox (key, place, owner, payload, received_at) VALUES ('k', 'c', 'o', '{', 1)",
    "reply without text": "INSERT INTO outbox (request, n, place, owner, state, created_at) VALUES ('r', 0, 'c', 'o', 'ready', 1)",
    "failure with its text": (
        "INSERT INTO outbox (request, n, place, owner, state, reply, created_at, failed)"
        " VALUES ('r', 0, 'c', 'o', 'failed', '{}', 1, 'x')"
    ),
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "shirube.db"


@pytest.fixture
def shell(database: Path) -> Iterator[sqlite3.Connection]:
    open_queue(database).close()
    with closing(sqlite3.connect(queue_path(database))) as connection:
        yield connection


@pytest.mark.parametrize("statement", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused(shell: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        shell.execute(statement)


def item(key: str, place: str = "C1:1") -> InboxItem:
    """Something that arrived."""
    return InboxItem(key, None, place, '{"text": "a question"}', 1.0)


def test_what_arrives_for_a_place_is_its_owners_as_long_as_something_is_to_be_done_there(database: Path) -> None:
    async def run() -> None:
        first, second = Queue(database), Queue(database)
        assert await first.keep(item("a"))
        assert not await second.keep(item("b"))
        assert await second.keep(item("other", "C2:1"))
        assert [taken.key for taken in (await first.take()).items] == ["b"]
        (row,) = await first.commit("a", "C1:1", ["{}"], {})
        await first.commit("b", "C1:1", [], {})
        assert not await second.keep(item("c"))  # the reply is still to be said
        first.mark_sent(row)
        await first.commit("c", "C1:1", [], {})
        assert await second.keep(item("d"))
        first.close()
        second.close()

    asyncio.run(run())


def test_what_another_process_writes_down_is_taken_once_by_the_one_that_it_is_for(database: Path) -> None:
    async def run() -> None:
        queue = Queue(database)
        writer = InboxWriter(database, lambda: queue.name)
        assert [await writer.keep(item("a")), await writer.keep(item("a"))] == [True, False]
        assert [[taken.key for taken in await queue.take_new()] for _ in range(2)] == [["a"], []]
        await writer.keep(item("b"))
        assert [taken.key for taken in (await queue.take()).items] == ["b"]
        assert await queue.take_new() == []
        writer.close()
        queue.close()

    asyncio.run(run())


def test_what_was_written_down_for_a_process_that_is_no_more_is_taken_over(database: Path) -> None:
    async def run() -> None:
        ended = Queue(database)
        writer = InboxWriter(database, lambda: ended.name)
        ended.close()
        await writer.keep(item("a"), ("U1", "D1"))
        queue = Queue(database)
        assert await queue.take_new() == []
        assert [taken.key for taken in (await queue.take()).items] == ["a"]
        assert await queue.directs() == {"U1": "D1"}
        writer.close()
        queue.close()

    asyncio.run(run())


def test_a_repetition_is_nobodys(database: Path) -> None:
    async def run() -> None:
        queue = Queue(database)
        assert [await queue.keep(item("a")), await queue.keep(item("a"))] == [True, False]
        await queue.commit("a", "C1:1", [], {})
        assert not await queue.keep(item("a"))
        queue.close()

    asyncio.run(run())


def test_prepared_replies_are_said_only_when_they_are_released(database: Path) -> None:
    async def run() -> None:
        queue = Queue(database)
        await queue.prepare("kept", "C1:1", ["{}", "{}"])
        await queue.prepare("lost", "C1:1", ["{}"])
        queue.close()
        other = Queue(database)
        taken = await other.take()
        assert (taken.replies, sorted(taken.prepared)) == ([], ["kept", "lost"])
        assert [row.n for row in await other.finish("kept")] == [0, 1]
        await other.discard("lost")
        assert await other.finish("lost") == []
        other.close()

    asyncio.run(run())


def test_what_a_crash_left_is_erased_without_what_another_process_prepares_anew(database: Path) -> None:
    async def run() -> None:
        gone, one, two = Queue(database), Queue(database), Queue(database)
        await gone.prepare("view:1", "U1", ["{}"])
        gone.close()
        assert (await one.take()).prepared == ["view:1"]
        await two.prepare("view:1", "U1", ["{}"])  # the request came again, and its change is not committed yet
        await one.discard("view:1")
        assert [row.request for row in await two.finish("view:1")] == ["view:1"]
        one.close()
        two.close()

    asyncio.run(run())


def test_what_was_said_is_in_no_file_any_more(database: Path) -> None:
    async def run() -> None:
        queue = Queue(database)
        await queue.keep(item("a"))
        (row,) = await queue.commit("a", "C1:1", ['{"text": "an answer"}'], {})
        queue.mark_sent(row)
        assert not await queue.waits("C1:1")
        await queue.wipe()
        files = b"".join(file.read_bytes() for file in database.parent.glob("shirube.db*") if file.is_file())
        assert b"a question" not in files
        assert b"an answer" not in files
        queue.close()

    asyncio.run(run())


def test_a_write_that_fails_leaves_the_others_of_its_batch(database: Path) -> None:
    async def write_all() -> list[object]:
        writer = BatchWriter(lambda: open_queue(database))
        writes = [partial(_insert, key=f"k{n}", payload="{" if n == 3 else "{}") for n in range(6)]
        done = await asyncio.gather(*(writer.write(write) for write in writes), return_exceptions=True)
        writer.close()
        return list(done)

    done = asyncio.run(write_all())
    assert [isinstance(each, Exception) for each in done] == [False, False, False, True, False, False]
    with closing(sqlite3.connect(queue_path(database))) as connection:
        assert [key for (key,) in connection.execute("SELECT key FROM inbox ORDER BY id")] == ["k0", "k1", "k2", "k4", "k5"]


def _insert(db: Database, key: str, payload: str) -> None:
    sql = "INSERT INTO inbox (key, place, owner, payload, received_at) VALUES (?, 'c', 'o', ?, 1)"
    db.execute(sql, [key, payload])


def test_what_is_to_be_said_in_a_place_is_its_owners_to_say_whoever_wrote_it(database: Path) -> None:
    async def run() -> None:
        first, second = Queue(database), Queue(database)
        (row,) = await first.commit("a", "digest:C1", ["{}"], {})
        await second.prepare("b", "digest:C1", ['{"b": 1}'])
        assert await second.finish("b") == []
        assert await second.commit("c", "digest:C1", ['{"c": 1}'], {}) == []
        (other,) = await second.commit("d", "digest:C2", ["{}"], {})
        assert [reply.request for reply in (await first.take()).replies] == ["b", "c"]
        assert (await first.take()).replies == []
        assert (await second.take()).replies == []
        for each in (row, other):
            first.mark_sent(each)
        assert not await first.waits("digest:C2")
        assert await first.waits("digest:C1")
        first.close()
        second.close()

    asyncio.run(run())


def test_a_clock_takes_over_what_it_may_say_and_leaves_the_rest_to_those_who_answer(database: Path) -> None:
    async def run() -> None:
        gone, clock, web = Queue(database), Queue(database), Queue(database)
        await gone.commit("clock:reminder:1", "U1", ["{}"], {})
        await gone.commit("trigger", "digest:C1", ["{}"], {})
        await gone.commit("Ev1", "C1:1", ["{}"], {})
        await gone.prepare("outcome:clock:1", "digest:C1", [])
        await gone.prepare("trigger2", "digest:C1", ["{}"])
        handed = await clock.commit("correct:1", "digest:C1", ["{}"], {})
        assert handed == []
        gone.close()
        taken = await clock.take_replies("clock:*", "digest:*")
        assert [reply.request for reply in taken.replies] == ["clock:reminder:1", "trigger", "correct:1"]
        assert taken.prepared == ["trigger2"]
        assert [reply.request for reply in (await web.take()).replies] == ["Ev1"]
        clock.close()
        web.close()

    asyncio.run(run())


def test_the_channel_of_somebodys_direct_messages_is_learnt_from_what_arrives(database: Path) -> None:
    async def run() -> None:
        queue = Queue(database)
        await queue.keep(item("a"), ("U1", "D1"))
        await queue.keep(item("b"), ("U2", "D2"))
        assert await queue.directs() == {"U1": "D1", "U2": "D2"}
        assert await queue.directs("U2") == {"U2": "D2"}
        queue.close()

    asyncio.run(run())
