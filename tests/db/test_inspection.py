"""A look at a database: what waits in it is counted, a copy shows the rest, and nothing is changed or made."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.workspace import Workspace
from db.inspection import QueueState, survey
from db.queue import Queue
from knowledge.errors import StoreError
from knowledge.ports import InboxItem


def test_what_waits_for_an_answer_is_counted_and_not_copied(workspace: Workspace, tmp_path: Path) -> None:
    database, copy = workspace.environment.database, tmp_path / "copy.db"
    queue = Queue(database)
    asyncio.run(queue.keep(InboxItem("k", None, "C1:1", '{"text": "what was said"}', 1.0)))
    assert survey(database, copy) == QueueState(waiting=1)
    queue.close()
    assert b"what was said" not in copy.read_bytes()


def test_what_was_given_up_is_counted_with_its_last_reason(workspace: Workspace, tmp_path: Path) -> None:
    database = workspace.environment.database
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
