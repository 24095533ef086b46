"""The outbox of a process that answers nobody: what it sends of its own accord goes the way of every reply."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from aiohttp import ClientSession

from bot.clock.own_request import PREFIX
from bot.services import open_change_services, send_client
from bot.settings import Settings
from bot.workspace import Workspace
from db.canvases import Canvases
from db.changes import ChangeThread
from db.collections import Collections
from db.deliveries import Deliveries
from db.queue import Queue
from handlers.collection.receipts import CollectionReceipts
from handlers.collection.topics import COLLECTION
from handlers.digests.canvases import CANVAS, CanvasReceipts
from handlers.digests.deliveries import DIGEST, place_of
from handlers.digests.receipts import DigestReceipts
from handlers.following.alerts import FOLLOWING
from handlers.following.receipts import FollowReceipts
from handlers.inbox.changes import Changes
from handlers.inbox.outbox_sender import OutboxSender
from handlers.slack.sender import Sender

log = logging.getLogger(__name__)

_SWEEP_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class OwnOutbox:
    """What a process needs to change something and have it sent."""

    queue: Queue
    changes: Changes
    sender: OutboxSender

    async def take_over(self) -> None:
        """Send what processes that are no more left of such requests and of digests, and what others handed over."""
        taken = await self.queue.take_replies(f"{PREFIX}*", f"{place_of('')}*")
        self.sender.take(taken.replies)
        for request in taken.prepared:
            await self.changes.finish(request)

    async def take_over_on(self) -> None:
        """Do so again and again."""
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            try:
                await self.take_over()
                await self.queue.wipe()
            except Exception:
                log.exception("the outbox could not be looked through")


@asynccontextmanager
async def open_outbox(settings: Settings, workspace: Workspace, session: ClientSession) -> AsyncIterator[OwnOutbox]:
    """The outbox over this process's workspace; in the end what waits is sent, as far as that can be done now."""
    queue = Queue(workspace.settings.shirube_database)
    sender = OutboxSender(queue, Sender(send_client(settings, session), session), settling=settings.shirube_settle_seconds)
    transactions = ChangeThread(partial(open_change_services, workspace))
    opened = OwnOutbox(queue, Changes(transactions, queue, sender.take), sender)
    sender.delivery.alarm_channel = settings.shirube_alarm_channel
    sender.delivery.receipts[DIGEST] = DigestReceipts(opened.changes, Deliveries(workspace.store))
    sender.delivery.receipts[CANVAS] = CanvasReceipts(opened.changes, Canvases(workspace.store))
    sender.delivery.receipts[FOLLOWING] = FollowReceipts(opened.changes)
    sender.delivery.receipts[COLLECTION] = CollectionReceipts(opened.changes, Collections(workspace.store))
    taking = asyncio.create_task(opened.take_over_on())
    try:
        await sender.start()
        await opened.take_over()
        yield opened
    finally:
        taking.cancel()
        await sender.stop(settings.shirube_stop_seconds)
        transactions.close()
        queue.close()
