"""The thread that writes in batches, whichever event loop asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlite_utils import Database

from db.queue import open_queue
from db.writer import BatchWriter

_SOON = 10.0  # seconds; reached only where nobody answers


def number(db: Database) -> int:
    found: int = db.execute("SELECT 1").fetchone()[0]
    return found


def test_what_a_later_loop_asks_while_the_thread_ends_a_batch_is_answered_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = BatchWriter(lambda: open_queue(tmp_path / "shirube.db"))
    taken: Callable[[], Any] = writer._taken
    asked, looked = Event(), 0

    def after_the_next_question() -> Any:
        nonlocal looked
        looked += 1
        if looked == 2:  # the first batch is written, and its loop has gone
            asked.wait(_SOON)
        return taken()

    monkeypatch.setattr(writer, "_taken", after_the_next_question)

    async def ask_while_the_thread_waits() -> int:
        answer = asyncio.create_task(writer.write(number))
        await asyncio.sleep(0.05)  # until it was handed over
        asked.set()
        return await asyncio.wait_for(answer, _SOON)

    assert asyncio.run(writer.write(number)) == 1
    assert asyncio.run(ask_while_the_thread_waits()) == 1
    monkeypatch.undo()
    writer.close()
