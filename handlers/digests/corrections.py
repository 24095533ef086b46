"""What follows from figures (corrected digests, canvases, alerts, rounds) is done soon after; what cannot be, by the clock."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from uuid import uuid4

from handlers.collection.sender import CollectionSender
from handlers.digests.canvases import CanvasKeeper
from handlers.digests.deliveries import correct, place_of
from handlers.following.alerts import AlertSender
from handlers.inbox.changes import Changes
from handlers.inbox.outcome import own_request
from knowledge.digest.delivery import DeliveryStore, DigestDelivery
from knowledge.errors import StoreError

log = logging.getLogger(__name__)


class Corrections:
    """Corrects digests and canvases, sends alerts and updates rounds in the background, so that no listener waits for it."""

    def __init__(
        self, deliveries: DeliveryStore, changes: Changes, alerts: AlertSender, rounds: CollectionSender, canvases: CanvasKeeper
    ) -> None:
        self.deliveries = deliveries
        self.changes = changes
        self.alerts = alerts
        self.rounds = rounds
        self.canvases = canvases
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Begin what follows from figures that were just recorded."""
        task = asyncio.create_task(self._correct_all())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _correct_all(self) -> None:
        try:
            for delivery in self.deliveries.outdated():
                await correct_digest(delivery, self.changes)
            await self.alerts.review()
            await self.rounds.review()
            await self.canvases.review()
        except StoreError as error:
            log.warning("what follows from figures is left to the clock: %s", error.message_id)
        except Exception:
            log.exception("what follows from figures is left to the clock")

    async def stop(self, seconds: float) -> None:
        """Wait for what was begun, within so many seconds."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


async def correct_digest(delivery: DigestDelivery, changes: Changes) -> None:
    """Have one posted digest brought up to date."""
    with own_request(f"correct:{delivery.id}:{uuid4().hex}", place_of(delivery.channel)):
        await changes.make(partial(correct, delivery.id))
