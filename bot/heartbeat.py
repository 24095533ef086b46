"""Signs of life, by which `/readyz` and `shirube doctor` see a process that hangs, or that nobody started again."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.settings import Role
from knowledge.errors import StoreError
from knowledge.queue_ports import QueueStore

log = logging.getLogger(__name__)

BEAT_SECONDS = 10.0


@asynccontextmanager
async def beating(queue: QueueStore, role: Role) -> AsyncIterator[None]:
    """Give a sign of life every few seconds, as long as the event loop runs and the queue can be written."""
    task = asyncio.create_task(_beat_on(queue, role))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        with suppress(StoreError):
            await queue.end_beating(role)


async def _beat_on(queue: QueueStore, role: Role) -> None:
    while True:
        try:
            await queue.beat(role, time.time(), BEAT_SECONDS)
        except StoreError as error:
            log.warning("no sign of life can be given: %s", error.message_id)
        await asyncio.sleep(BEAT_SECONDS)
