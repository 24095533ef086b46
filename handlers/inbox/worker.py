"""What Slack delivers is written down, acknowledged at once, and handled after: once, whatever happens in between.

The first pass (`handlers/inbox/middleware.py`) writes an event, a command or a click down and stops. The second hands what was
written down to the same Bolt app again, where the ordinary listeners handle it: they note what is to be sent and send nothing
themselves, so that a listener that fails may run again from the start. All that it did is committed at once, and sent after
(`handlers/inbox/outbox_sender.py`). Submitted views and menu searches want their reply in the acknowledgement itself: their
listeners run in the first pass.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from handlers.inbox.changes import Changes
from handlers.inbox.incoming import direct_channel, incoming, is_ignored
from handlers.inbox.notices import tell_asker
from handlers.inbox.notify import asker_of
from handlers.inbox.outbox_sender import OutboxSender
from handlers.inbox.outcome import Outcome, begin
from handlers.inbox.priority import Priority
from handlers.inbox.reply_lookup import sleep_unless
from handlers.request_id import request_id
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Reply, asked_by, encode_reply
from knowledge.errors import StoreError
from knowledge.queue_ports import InboxItem, QueueStore
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

RETRY_LATER = 503  # a listener's response where Slack or the database could not be reached: it is to run again
AT_ONCE = 32  # listeners that run at one time
_PATIENCE_SECONDS = 6 * 3600.0  # longer than Slack has been away; later than that an answer would only puzzle
_REMEDY = "whoever asked has to ask again; `shirube doctor` says why Slack cannot be reached"
_TRIES = 3  # of a listener that fails without a word
_LONGEST_PAUSE_SECONDS = 60.0
_SWEEP_SECONDS = 0.5


def _encoded(done: Outcome) -> list[str]:
    """The replies as the outbox keeps them; their language is that in which the question was read."""
    read_in = next((turn.language for turn in done.turns.values()), done.asker.language)
    return [encode_reply(asked_by(reply, replace(done.asker, language=read_in))) for reply in done.replies]


class InboxWorker:
    """Handles what was received, in the order of each place, several places at a time."""

    def __init__(self, queue: QueueStore, outbox: OutboxSender, changes: Changes, clock: Callable[[], float] = time.time) -> None:
        self.queue = queue
        self.outbox = outbox
        self.changes = changes
        self.clock = clock
        self._app: AsyncApp | None = None
        self._places: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._priority = Priority()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._sweeping: list[asyncio.Task[None]] = []
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()

    async def start(self, app: AsyncApp) -> None:
        """Begin with what was left undone."""
        self._app = app
        await self.outbox.start()
        await self._sweep()
        self._sweeping = [asyncio.create_task(self._sweep_on()), asyncio.create_task(self._take_on())]

    def wake(self) -> None:
        """Begin at once with what another process has written down for this one."""
        self._woken.set()

    async def receive(self, body: Mapping[str, Any]) -> bool:
        """Keep what is to be handled later; False for what is answered in its acknowledgement."""
        if is_ignored(body):
            return True
        item = incoming(body, self.clock())
        if item is None:
            return False
        with self._priority.acknowledging():
            if await self.queue.keep(item, self._learnt(body)):
                self._begin(item)
        return True

    def _learnt(self, body: Mapping[str, Any]) -> tuple[str, str] | None:
        """A person and the channel of their direct messages, where an event shows it and it was not known."""
        shown = direct_channel(body)
        if shown is None or self.outbox.knows(shown[0]):
            return None
        self.outbox.learn(*shown)
        return shown

    async def commit(self, request: str, place: str, done: Outcome) -> None:
        """Write down all that a listener did, and have it sent."""
        self.outbox.take(await self.queue.commit(request, place, _encoded(done), done.turns))

    async def stop(self, seconds: float) -> None:
        """Handle and answer what was acknowledged, within so many seconds; what is left waits in the queue."""
        began = time.monotonic()
        self._stopping.set()
        for task in self._sweeping:
            task.cancel()
        await self._take()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks.values(), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self.outbox.stop(max(0.0, began + seconds - time.monotonic()))

    def _begin(self, item: InboxItem) -> None:
        if item.key not in self._tasks:
            task = self._tasks[item.key] = asyncio.create_task(self._handle(item))
            task.add_done_callback(lambda _: self._tasks.pop(item.key, None))

    async def _sweep(self) -> None:
        """Begin with what this process has to do and does not do yet: what others left, and what they handed over."""
        taken = await self.queue.take()
        self.outbox.take(taken.replies)
        finished = {request for request in taken.prepared if await self.changes.finish(request)}
        for item in taken.items:
            if item.key not in finished:
                self._begin(item)

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            try:
                await self._sweep()
                await self.queue.wipe()
            except Exception:
                log.exception("the queue could not be looked through")

    async def _take_on(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            await self._take()

    async def _take(self) -> None:
        """Begin with what another process has written down for this one."""
        try:
            for item in await self.queue.take_new():
                self._begin(item)
        except StoreError as error:
            log.error("left to the next look at the queue: %s", error.message_id)

    async def _handle(self, item: InboxItem) -> None:
        request_id.set(item.key)
        async with self._places.setdefault(item.place, asyncio.Lock()):
            pause, failures = 1.0, 0
            while True:
                done = Outcome(item.key, item.place)
                status = await self._run(item, done)
                if status is not None and status != RETRY_LATER and await self._committed(item, done):
                    return None
                failures += status is None
                if self._stopping.is_set():
                    return None
                if failures >= _TRIES:
                    return await self._give_up(item, "failed without a word")
                if self.clock() - item.received_at > _PATIENCE_SECONDS:
                    log.error("given up after %d hours: %s", _PATIENCE_SECONDS // 3600, _REMEDY)
                    return await self._give_up(item, "unreachable")
                await sleep_unless(self._stopping, pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _committed(self, item: InboxItem, done: Outcome) -> bool:
        """Write down what was done; False where the database does not take it now: nothing was sent, the listener runs again."""
        try:
            if not done.committed:
                await self.commit(item.key, item.place, done)
        except StoreError as error:
            log.error("an answer could not be written down: %s", error.message_id)
            return False
        return True

    async def _give_up(self, item: InboxItem, reason: str) -> None:
        """Leave it for good, so that it holds up nobody else."""
        try:
            notices = [self._sorry(item), self.outbox.alarm(reason, item.key)]
            self.outbox.take(await self.queue.fail_item(item, reason, [encode_reply(each) for each in notices if each]))
        except StoreError as error:
            log.error("what was given up could not be noted: %s", error.message_id)

    def _sorry(self, item: InboxItem) -> Reply | None:
        """What whoever asked is told of what was given up: to ask again."""
        asker = asker_of(json.loads(item.payload), Language.JAPANESE)
        text = "\n".join(messages(language).say("slack.given_up") for language in Language)
        return tell_asker(asker, OutgoingMessage(text))

    async def _run(self, item: InboxItem, done: Outcome) -> int | None:
        """Run the listener; the status that it ends with, None where not even an error could be reported."""
        assert self._app is not None  # noqa: S101 - start() comes first
        async with self._at_once:
            await self._priority.listener()
            begin(done)
            request = AsyncBoltRequest(body=json.loads(item.payload), mode="socket_mode", context={"incoming": item})
            try:
                response = await self._app.async_dispatch(request)
            except Exception:
                log.exception("not handled, not even by an error")
                return None
        return RETRY_LATER if request.context.authorize_result is None else response.status
