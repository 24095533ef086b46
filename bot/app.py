"""The Bolt app, and its life from the first request to the last answer."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.heartbeat import beating
from bot.plan_renewal import Renewal
from bot.services import Services, open_change_services, open_services, read_client, send_client
from bot.settings import Role, Settings
from bot.sheets import sheet_maker
from bot.workspace import Workspace
from db.canvases import Canvases
from db.changes import ChangeThread
from db.queue import Queue, open_queue
from handlers.collection.receipts import CollectionReceipts
from handlers.collection.topics import COLLECTION
from handlers.digests.canvases import CANVAS, CanvasReceipts
from handlers.digests.deliveries import DIGEST
from handlers.digests.receipts import DigestReceipts
from handlers.digests.subscribe import WELCOME, WelcomeReceipts
from handlers.following.alerts import FOLLOWING
from handlers.following.receipts import FollowReceipts
from handlers.home.publisher import HomePublisher
from handlers.inbox.changes import Changes
from handlers.inbox.middleware import InboxMiddleware
from handlers.inbox.outbox_sender import OutboxSender
from handlers.inbox.worker import InboxWorker
from handlers.listeners import register_listeners
from handlers.sheets.order import SHEET
from handlers.sheets.receipts import SheetReceipts
from handlers.slack.sender import Sender

# How long a listener that computes may keep the writer's thread waiting. A commit waits so at each of its statements, with the
# queue's lock, for which the process that acknowledges waits: with Python's own 5 ms that would be much longer than for the disk.
_SWITCH_SECONDS = 0.00005
CALL_SECONDS = 10.0  # a call to Slack is given up after; the SDK's own limit does not go for a session of ours


def create_app(named: Mapping[str, Any], worker: InboxWorker, client: AsyncWebClient) -> AsyncApp:
    """The app with all its listeners, which are handed services by name; its carrier has checked where requests come from."""
    app = AsyncApp(
        name="shirube",
        logger=logging.getLogger("slack_bolt"),  # its level goes for all of Bolt's loggers
        client=client,
        process_before_response=True,  # a pass is over when its listener is
        before_authorize=InboxMiddleware(worker, client),
        attaching_function_token_enabled=False,  # Bolt would give the client that all share a workflow's token
        request_verification_enabled=False,  # bot/processes/web.py has done it, before it read anything; Socket Mode needs none
    )

    async def offer(context: AsyncBoltContext, next_: Callable[[], Awaitable[None]]) -> None:
        """Hand the services to the listeners that name them."""
        context.update(named)
        await next_()

    app.use(offer)
    register_listeners(app)
    return app


class ShutdownTimer:
    """The time that a process has for its end, from the moment when it is told to."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until: float | None = None

    def begin(self) -> None:
        """It is told to end; a second time changes nothing."""
        self._until = self._until or time.monotonic() + self.seconds

    def left(self) -> float:
        """The seconds that are left."""
        self.begin()
        return max(0.0, (self._until or 0.0) - time.monotonic())


@dataclass(frozen=True, slots=True)
class RunningApp:
    """The app that takes requests; `services` are what listeners are handed, always the present ones."""

    app: AsyncApp
    client: AsyncWebClient
    services: Mapping[str, Any]


@asynccontextmanager
async def running(
    settings: Settings,
    workspace: Workspace,
    ending: ShutdownTimer,
    role: Role,
    begin: Callable[[str, Callable[[], None]], None] = lambda _name, _wake: None,
) -> AsyncIterator[RunningApp]:
    """The app over an open workspace, answering until the end: then what was acknowledged is still answered.

    `begin` is told by which name it takes items that others write to the inbox, and how it is made to look for them at once.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    queue = Queue(workspace.settings.shirube_database)
    threads = open_queue(workspace.settings.shirube_database)
    transactions = ChangeThread(partial(open_change_services, workspace))
    async with ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=CALL_SECONDS)) as session:
        client = read_client(settings, session)
        sender = Sender(send_client(settings, session), session)
        outbox = OutboxSender(queue, sender, settling=settings.shirube_settle_seconds)
        changes = Changes(transactions, queue, outbox.take)
        outbox.delivery.alarm_channel = settings.shirube_alarm_channel

        def opening(opened: Workspace, renewal: Renewal) -> Services:
            """The services over a workspace, and what is sent from it."""
            services = open_services(settings, opened, client, session, threads, changes, renewal)
            outbox.delivery.calls.home = HomePublisher(
                sender.client, services.guide, services.follows, services.collections
            ).publish
            outbox.delivery.receipts = {
                WELCOME: WelcomeReceipts(changes),
                CANVAS: CanvasReceipts(changes, Canvases(opened.store)),
                DIGEST: DigestReceipts(changes, services.deliveries),
                FOLLOWING: FollowReceipts(changes),
                SHEET: SheetReceipts(changes, sheet_maker(opened)),
                COLLECTION: CollectionReceipts(changes, services.collections),
            }
            return services

        worker = InboxWorker(queue, outbox, changes)
        plan = Renewal(workspace, transactions, opening)
        app = create_app(plan.named, worker, client)
        begin(queue.name, worker.wake)
        await worker.start(app)
        try:
            async with beating(queue, role):
                yield RunningApp(app, client, plan.named)
        finally:
            await worker.stop(ending.left())
            await plan.stop(ending.left)
            transactions.close()
            queue.close()
            threads.close()
