"""What follows from recorded figures (corrected digests, alerts) is done soon after; what cannot be done then, by the clock."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


Work = Callable[[], Awaitable[object]]


class Corrections:
    """Does each piece of work in the background, so that no listener waits for it."""

    def __init__(self, *work: Work) -> None:
        self.work = work
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Begin what follows from figures that were just recorded."""
        for work in self.work:
            task = asyncio.create_task(self._done(work))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _done(self, work: Work) -> None:
        try:
            await work()
        except Exception:
            log.exception("what follows from figures is left to the clock")

    async def stop(self, seconds: float) -> None:
        """Wait for what was begun, within so many seconds."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
