"""Digests that show a corrected figure are corrected soon after it; what cannot be done then is left to the clock."""

from __future__ import annotations

import asyncio
import logging

from knowledge.digest.publisher import Publisher

log = logging.getLogger(__name__)


class Corrections:
    """Corrects digests in the background, so that no listener waits for it."""

    def __init__(self, publisher: Publisher) -> None:
        self.publisher = publisher
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Begin to correct what shows figures of before."""
        task = asyncio.create_task(self._correct())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _correct(self) -> None:
        try:
            await self.publisher.correct_all()
        except Exception:
            log.exception("the digests are left to the clock")

    async def stop(self, seconds: float) -> None:
        """Wait for what was begun, within so many seconds."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
