"""How many answers are under way at one time; one that waits for Slack's leave gives its place to another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

_held: ContextVar[asyncio.Semaphore | None] = ContextVar("slot", default=None)


@asynccontextmanager
async def slot(places: asyncio.Semaphore) -> AsyncIterator[None]:
    """Hold one of the places, but for the rests."""
    async with places:
        held = _held.set(places)
        try:
            yield
        finally:
            _held.reset(held)


async def rest(seconds: float) -> None:
    """Wait, and hold no place meanwhile."""
    places = _held.get()
    if places is None:
        await asyncio.sleep(seconds)
        return
    places.release()
    try:
        await asyncio.sleep(seconds)
    finally:
        await places.acquire()
