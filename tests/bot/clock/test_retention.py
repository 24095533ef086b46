"""What is kept for a time only."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock.retention import drop_old
from bot.workspace import Workspace
from db.conversations import Conversations
from db.dropped_files import DroppedFiles
from db.feedback import FeedbackEntries
from db.queue import Queue, open_queue
from knowledge.ports import DialogueTurn, DroppedFile, FeedbackKind
from knowledge.queue_ports import InboxItem
from knowledge.strategy.model import Language
from tests.conftest import TOKYO

TRIED_OUT = date(2022, 12, 1), date(2099, 12, 1)  # days that are only tried out


def leave(workspace: Workspace, age: timedelta) -> None:
    """Leave something of each kind that is so old."""

    def now() -> datetime:
        return datetime.now(TOKYO) - age

    FeedbackEntries(workspace.store, now).keep(FeedbackKind.WRONG, f"question {age.days}")
    queue = open_queue(workspace.store.path)
    Conversations(queue, lambda: datetime.now(UTC) - age).keep_turn(f"C1:{age.days}", DialogueTurn(Language.ENGLISH, "target"))
    queue.close()
    DroppedFiles(workspace.store, now).keep(DroppedFile(f"F{age.days}", "U1", "f.csv", b""))
    asyncio.run(arrive(workspace, f"Ev{age.days}", time.time() - age.total_seconds()))


async def arrive(workspace: Workspace, key: str, received_at: float) -> None:
    """Something arrives and is answered."""
    queue = Queue(workspace.store.path)
    await queue.keep(InboxItem(key, None, "U1", "{}", received_at))
    await queue.commit(key, "U1", [], {})
    queue.close()


def kept(workspace: Workspace) -> dict[str, int]:
    """How much there is of each kind."""
    queue = open_queue(workspace.store.path)
    tables = {"feedback": workspace.store, "conversations": queue, "dropped_files": workspace.store, "inbox": queue}
    found = {table: store.db[table].count for table, store in tables.items()}
    queue.close()
    return found


@pytest.mark.parametrize("day", [None, *TRIED_OUT])
def test_each_kind_goes_when_its_time_is_over_by_the_machines_clock_and_not_before(workspace: Workspace, day: date | None) -> None:
    fixed = replace(workspace, settings=replace(workspace.settings, shirube_today=day, shirube_feedback_days=30))
    for days in (0, 4, 15, 31):
        leave(workspace, timedelta(days=days))
    drop_old(fixed.settings)
    assert kept(workspace) == {"feedback": 3, "conversations": 2, "dropped_files": 1, "inbox": 1}


@pytest.mark.parametrize(("days", "left"), [(29.5, 1), (30.5, 0)])
def test_what_was_given_up_is_told_of_for_thirty_days(workspace: Workspace, days: float, left: int) -> None:
    queue, given_up = open_queue(workspace.store.path), time.time() - days * 24 * 3600
    with queue.writing() as db:
        row = (
            "INSERT INTO outbox (request, n, place, owner, state, created_at, failed) VALUES ('r', 0, 'C1', 'o', 'failed', ?, 'x')"
        )
        db.execute(row, [given_up])
    drop_old(workspace.settings)
    assert queue.db["outbox"].count == left
    queue.close()
