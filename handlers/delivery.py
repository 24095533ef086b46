"""What Slack delivers is written down, acknowledged at once, and answered after: once, whatever happens in between.

The first pass (`Receiver`) stores an event, a command or a click and stops. The second (`Deliveries`) hands what was stored to
the same Bolt app again, where the ordinary listeners answer it; to `ack` is then no more than a form. Submitted views and menu
searches want their reply in the acknowledgement itself: they go through in the first pass.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from weakref import WeakValueDictionary

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from handlers.log import request_id
from knowledge.stores import Inbox, Incoming

log = logging.getLogger(__name__)

UNSETTLED = 503  # a listener's response where Slack could not be reached: it is to be tried again
AT_ONCE = 32  # answers under way at one time
_PATIENCE_SECONDS = 1800.0  # a response_url is good for half an hour
_LONGEST_PAUSE_SECONDS = 60.0
_SWEEP_SECONDS = 2.0
_DEFERRED = frozenset({"block_actions", "shortcut", "message_action"})


def incoming(body: Mapping[str, Any], now: float) -> Incoming | None:
    """What is to be kept of a request; None for what is answered in its acknowledgement."""
    event = body.get("event")
    if body.get("type") == "event_callback" and isinstance(event, dict):
        return Incoming(str(body["event_id"]), _message(event), _event_lane(event), json.dumps(body), now)
    if body.get("type") in _DEFERRED or "command" in body:
        return Incoming(str(body["trigger_id"]), None, _lane(body), json.dumps(body), now)
    return None


def _message(event: Mapping[str, Any]) -> str | None:
    """The message that was written: a mention and a message event that tell of the same one are the same."""
    if event.get("type") in ("app_mention", "message") and event.get("ts"):
        return f"{event.get('channel')}:{event['ts']}"
    return None


def _event_lane(event: Mapping[str, Any]) -> str:
    """A thread; a direct message outside of threads, whole; else whoever did something."""
    if event.get("channel"):
        thread = event.get("thread_ts") or ("" if event.get("channel_type") == "im" else event.get("ts", ""))
        return f"{event['channel']}:{thread}"
    return str(event.get("user") or event.get("type"))


def _lane(body: Mapping[str, Any]) -> str:
    """A person's clicks are answered one after the other; a command stands for itself."""
    user = body.get("user_id") or (body.get("user") or {}).get("id")
    return f"{user}:{body['trigger_id']}" if "command" in body else str(user)


def _unwanted(body: Mapping[str, Any]) -> bool:
    """Whether an event is about what no person wrote: bots' messages (our own too), edits, deletions, joins."""
    event = body.get("event") or {}
    if event.get("type") not in ("message", "app_mention"):
        return False
    return bool(event.get("bot_id")) or event.get("subtype") not in (None, "file_share", "thread_broadcast")


class Deliveries:
    """Answers what was received, in the order of each lane, several lanes at a time."""

    def __init__(self, inbox: Inbox, clock: Callable[[], float] = time.time) -> None:
        self.inbox = inbox
        self.clock = clock
        self._app: AsyncApp | None = None
        self._lanes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    async def start(self, app: AsyncApp) -> None:
        """Begin with what was left unanswered."""
        self._app = app
        await self._sweep()
        self._sweeper = asyncio.create_task(self._sweep_on())

    async def receive(self, body: Mapping[str, Any]) -> bool:
        """Keep what is to be answered later; False for what is answered in its acknowledgement."""
        if _unwanted(body):
            return True
        item = incoming(body, self.clock())
        if item is None:
            return False
        if await self.inbox.keep(item):
            self._begin(item)
        return True

    async def stop(self, seconds: float) -> None:
        """Answer what was acknowledged, within so many seconds; what is left waits in the inbox."""
        self._stopping.set()
        if self._sweeper:
            self._sweeper.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, item: Incoming) -> None:
        task = asyncio.create_task(self._answer(item))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _sweep(self) -> None:
        for item in await self.inbox.take_over():
            self._begin(item)

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            try:
                await self._sweep()
            except Exception:
                log.exception("the inbox could not be looked through")

    async def _answer(self, item: Incoming) -> None:
        request_id.set(item.key)
        lane = self._lanes.setdefault(item.lane, asyncio.Lock())
        async with lane:
            pause = 1.0
            while not await self._answered(item):
                if self._stopping.is_set():
                    return
                if self.clock() - item.received_at > _PATIENCE_SECONDS:
                    log.error("given up: Slack could not be reached for half an hour")
                    break
                await self._wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            await self.inbox.settle(item)

    async def _answered(self, item: Incoming) -> bool:
        assert self._app is not None  # noqa: S101 - start() comes first
        async with self._at_once:
            async with self._turn:  # one answer begins in each turn of the event loop: acknowledgements go first
                await asyncio.sleep(0)
            request = AsyncBoltRequest(body=json.loads(item.payload), mode="socket_mode", context={"incoming": item})
            response = await self._app.async_dispatch(request)
        return response.status != UNSETTLED and request.context.authorize_result is not None

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer than the process is to run."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


class Receiver(AsyncMiddleware):
    """The first pass of a request through the app."""

    def __init__(self, deliveries: Deliveries) -> None:
        self.deliveries = deliveries

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Acknowledge what is answered later; let the rest, and the second pass, go on."""
        if "incoming" in req.context or not await self.deliveries.receive(req.body):
            return await next()
        return BoltResponse(status=200)
