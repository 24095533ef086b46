"""What Slack delivers is written down, acknowledged at once, and answered after: once, whatever happens in between.

The first pass (`InboxMiddleware`) stores an event, a command or a click and stops. The second (`InboxWorker`) hands what was stored
to the same Bolt app again, where the ordinary listeners answer it; to `ack` is then no more than a form. Submitted views and menu
searches want their reply in the acknowledgement itself: they go through in the first pass.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from weakref import WeakValueDictionary

from pydantic import ValidationError
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from handlers.request_id import request_id
from handlers.slack.concurrency import slot
from handlers.slack.payloads import EventDelivery, Interaction, OptionsRequest, OtherPayload, Payload, SlashCommand, ViewSubmission
from knowledge.errors import StoreError
from knowledge.ports import InboxItem, InboxStore

log = logging.getLogger(__name__)

UNSETTLED = 503  # a listener's response where Slack could not be reached: it is to be tried again
AT_ONCE = 32  # answers under way at one time
_PATIENCE_SECONDS = 6 * 3600.0  # longer than Slack has been away; later than that an answer would only puzzle
_REMEDY = "whoever asked has to ask again; `shirube doctor` says why Slack cannot be reached"
_LONGEST_PAUSE_SECONDS = 60.0
_SWEEP_SECONDS = 1.0
_REPLIED: dict[str, type[Payload]] = {
    "view_submission": ViewSubmission,
    "view_closed": ViewSubmission,
    "block_suggestion": OptionsRequest,
}
_DEFERRED = frozenset({"block_actions", "shortcut", "message_action"})


def incoming(body: Mapping[str, Any], now: float) -> InboxItem | None:
    """What is to be kept of a request; None for what is answered in its acknowledgement.

    Raises:
        ValidationError: it is not as Slack writes it.
    """
    if body.get("type") == "event_callback":
        told = EventDelivery.model_validate(body)
        return InboxItem(told.event_id, told.event.message, told.event.lane, json.dumps(body), now)
    if body.get("type") in _DEFERRED:
        click = Interaction.model_validate(body)
        return InboxItem(click.trigger_id, None, click.user.id, json.dumps(body), now)
    if "command" in body:
        command = SlashCommand.model_validate(body)
        return InboxItem(command.trigger_id, None, command.trigger_id, json.dumps(body), now)
    _REPLIED.get(str(body.get("type")), OtherPayload).model_validate(body)
    return None


def _name(body: Mapping[str, Any]) -> str:
    """What a request is called in the log: by Slack's own id where it has one."""
    return str(body.get("event_id") or body.get("trigger_id") or secrets.token_hex(8))


def _by_a_person(body: Mapping[str, Any]) -> bool:
    return body.get("type") != "event_callback" or EventDelivery.model_validate(body).event.by_a_person


class InboxWorker:
    """Answers what was received, in the order of each lane, several lanes at a time."""

    def __init__(self, inbox: InboxStore, clock: Callable[[], float] = time.time) -> None:
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
        if not _by_a_person(body):
            return True
        item = incoming(body, self.clock())
        if item is None:
            return False
        if await self.inbox.keep(item):
            self._begin(item)
        return True

    async def later(self, key: str, event: Mapping[str, Any], team: str | None) -> None:
        """Have an event of our own answered by its listener, like those of Slack's: soon, once for each key, come what may."""
        await self.receive({"type": "event_callback", "event_id": key, "team_id": team, "event": dict(event)})

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

    def _begin(self, item: InboxItem) -> None:
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
                await self.inbox.wipe()
            except Exception:
                log.exception("the inbox could not be looked through")

    async def _answer(self, item: InboxItem) -> None:
        request_id.set(item.key)
        lane = self._lanes.setdefault(item.lane, asyncio.Lock())
        async with lane:
            pause = 1.0
            while not await self._answered(item):
                if self._stopping.is_set():
                    return
                if self.clock() - item.received_at > _PATIENCE_SECONDS:
                    log.error("given up after %d hours: %s", _PATIENCE_SECONDS // 3600, _REMEDY)
                    break
                await self._wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            await self._settle(item)

    async def _settle(self, item: InboxItem) -> None:
        """Note it as answered; while the database cannot be written, again and again: it would be answered twice."""
        while True:
            try:
                return await self.inbox.settle(item)
            except StoreError as error:
                log.error("an answer could not be noted: %s", error.message_id)
                if self._stopping.is_set():
                    return None
                await self._wait(1.0)

    async def _answered(self, item: InboxItem) -> bool:
        assert self._app is not None  # noqa: S101 - start() comes first
        async with slot(self._at_once):
            async with self._turn:  # one answer begins in each turn of the event loop: acknowledgements go first
                await asyncio.sleep(0)
            request = AsyncBoltRequest(body=json.loads(item.payload), mode="socket_mode", context={"incoming": item})
            try:
                response = await self._app.async_dispatch(request)
            except Exception:
                log.exception("not answered, not even by an error")
                return False
        return response.status != UNSETTLED and request.context.authorize_result is not None

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer than the process is to run."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


class InboxMiddleware(AsyncMiddleware):
    """The first pass of a request through the app."""

    def __init__(self, deliveries: InboxWorker) -> None:
        self.deliveries = deliveries

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Acknowledge what is answered later; let the rest, and the second pass, go on."""
        if "incoming" in req.context:
            return await next()
        request_id.set(_name(req.body))
        try:
            kept = await self.deliveries.receive(req.body)
        except ValidationError as error:
            wrong = {".".join(str(part) for part in fault["loc"]) for fault in error.errors()}
            log.warning("refused with 400: not as Slack writes it, at %s", ", ".join(sorted(wrong)))
            return BoltResponse(status=400)
        except StoreError as error:  # not acknowledged: Slack delivers it again
            log.error("not kept: %s", error.message_id)
            return BoltResponse(status=503)
        return BoltResponse(status=200) if kept else await next()
