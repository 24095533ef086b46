"""A look at a database: what waits in it is counted, a copy shows the rest, and nothing is changed or made."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.workspace import Workspace
from db.inbox import Inbox
from db.inspection import survey
from db.store import Store
from knowledge.errors import StoreError
from knowledge.ports import InboxItem


def test_what_waits_for_an_answer_is_counted_and_not_copied(workspace: Workspace, tmp_path: Path) -> None:
    database, copy = workspace.environment.database, tmp_path / "copy.db"
    inbox = Inbox(database)
    asyncio.run(inbox.keep(InboxItem("k", None, "lane", '{"text": "what was said"}', 1.0)))
    assert survey(database, copy) == 1
    inbox.close()
    kept = Store(copy)
    assert kept.db.execute("SELECT key, payload FROM inbox").fetchall() == [("k", None)]
    kept.close()


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
