"""A look at a database: what waits in it is counted, a copy shows the rest, and nothing is changed or made."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.workspace import Workspace
from db.advisory_lock import open_lock
from db.heartbeats import Heartbeat
from db.inspection import QueueState, of_another_user, open_to_others, replication_lag, survey
from db.queue import Queue
from db.store import Store
from knowledge.errors import StoreError
from knowledge.queue_ports import InboxItem

NOBODY = 65534


def test_what_waits_for_an_answer_is_counted_and_not_copied(workspace: Workspace, tmp_path: Path) -> None:
    database, copy = workspace.settings.shirube_database, tmp_path / "copy.db"
    queue = Queue(database)
    asyncio.run(queue.keep(InboxItem("k", None, "C1:1", '{"text": "what was said"}', 1.0)))
    assert survey(database, copy) == QueueState(waiting=1)
    queue.close()
    assert b"what was said" not in copy.read_bytes()


def test_what_was_given_up_is_counted_with_its_last_reason(workspace: Workspace, tmp_path: Path) -> None:
    database = workspace.settings.shirube_database
    queue = Queue(database)

    async def give_up() -> None:
        item = InboxItem("k", None, "C1:1", "{}", 1.0)
        await queue.keep(item)
        await queue.fail_item(item, "unreachable")
        (row,) = await queue.commit("r", "C1:1", ["{}"], {})
        await queue.fail(row, "internal_error")

    asyncio.run(give_up())
    queue.close()
    assert survey(database, tmp_path / "copy.db") == QueueState(failed=2, last_failure="internal_error")


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert survey(tmp_path / "shirube.db", tmp_path / "copy.db") is None
    assert list(tmp_path.iterdir()) == []


def test_one_that_could_not_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"store\.cannot_open"):
        survey(tmp_path / "nowhere" / "shirube.db", tmp_path / "copy.db")


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"no database at all, and long enough to be read as one" * 100)
    with pytest.raises(StoreError, match=r"store\.no_database"):
        survey(other, tmp_path / "copy.db")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for the test to use as another user than the one who runs the tests, who may become root again."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user")
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        os.seteuid(NOBODY)
        yield Path(name)
        os.seteuid(0)


def test_files_that_another_user_made_are_named_with_whose_they_are(place: Path) -> None:
    database = place / "shirube.db"
    Store(database).close()
    assert list(of_another_user(database)) == []
    os.seteuid(0)
    database.with_name("shirube.db-queue").touch(mode=0o600)
    os.seteuid(NOBODY)
    assert [(path.name, owner) for path, owner in of_another_user(database)] == [("shirube.db-queue", "root")]


def test_a_lock_of_another_user_is_said_to_be_one(place: Path) -> None:
    lock = place / "shirube.db-lock"
    os.seteuid(0)
    lock.touch(mode=0o600)
    os.seteuid(NOBODY)
    with pytest.raises(StoreError) as caught:
        open_lock(lock)
    assert (caught.value.message_id, caught.value.values["owner"]) == ("store.lock_of_another", "root")


def test_a_database_that_may_only_be_read_is_said_to_be_read_only(place: Path) -> None:
    database = place / "shirube.db"
    Store(database).close()
    database.chmod(0o444)
    with pytest.raises(StoreError) as caught:
        survey(database, place / "copy.db")
    assert caught.value.message_id == "store.read_only"


def test_whether_others_may_read_is_told(tmp_path: Path) -> None:
    database = tmp_path / "shirube.db"
    assert not open_to_others(database)
    Store(database).close()
    assert not open_to_others(database)
    database.chmod(0o644)
    assert open_to_others(database)


def test_where_litestream_never_ran_it_lags_nowhere(workspace: Workspace) -> None:
    assert replication_lag(workspace.store.path) is None


def test_a_sign_of_life_may_be_missed_for_a_while_and_not_for_long(workspace: Workspace, tmp_path: Path) -> None:
    database = workspace.settings.shirube_database
    queue = Queue(database)
    asyncio.run(queue.beat("clock", 1000.0, 30.0))
    asyncio.run(queue.beat("clock", 2000.0, 30.0))
    state = survey(database, tmp_path / "copy.db")
    assert state
    assert state.heartbeats == (Heartbeat("clock", 2000.0, 30.0),)
    assert [state.heartbeats[0].silent(now) for now in (2000.0, 2150.0, 2151.0)] == [False, False, True]
    asyncio.run(queue.end_beating("clock"))
    queue.close()
    assert survey(database, tmp_path / "other.db") == QueueState()
