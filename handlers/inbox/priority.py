"""Acknowledgements before listeners: Slack waits three seconds for one, whoever asked waits for the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

_TURNS = 4  # of the event loop: in so many a request that arrived is handed to the disk, and one that is there is acknowledged


class Priority:
    """Has listeners begin one by one, with some turns of the event loop in between while anything is to be acknowledged.

    So an acknowledgement waits for one listener at most, however many requests wait to be handled; and listeners still go on
    while more arrives than can be handled.
    """

    def __init__(self) -> None:
        self._acknowledging = 0
        self._one = asyncio.Lock()

    @contextmanager
    def acknowledging(self) -> Iterator[None]:
        """A request is acknowledged in this block."""
        self._acknowledging += 1
        try:
            yield
        finally:
            self._acknowledging -= 1

    async def listener(self) -> None:
        """Return when the next listener may begin."""
        async with self._one:
            await asyncio.sleep(0)
            for _ in range(_TURNS - 1):
                if self._acknowledging:
                    await asyncio.sleep(0)
