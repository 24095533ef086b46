"""Sends what was written down: in order for each place, several places at a time (`reply_delivery.py` sends one reply)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable

from pydantic import ValidationError

from handlers.inbox.notices import alarm
from handlers.inbox.reply_delivery import SETTLING_SECONDS, ReplyDelivery
from handlers.request_id import request_id
from handlers.slack.replies import Post, decode_reply
from handlers.slack.sender import Sender
from knowledge.queue_ports import QueuedReply, QueueStore

log = logging.getLogger(__name__)


class OutboxSender:
    """Sends the replies of this process. `settling` is for how many seconds a post may arrive whose receipt was lost."""

    def __init__(
        self, queue: QueueStore, sender: Sender, clock: Callable[[], float] = time.time, settling: float = SETTLING_SECONDS
    ) -> None:
        self.queue = queue
        self.delivery = ReplyDelivery(queue, sender, self.take, clock, settling)
        self._places: dict[str, deque[QueuedReply]] = {}
        self._known: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, rows: Iterable[QueuedReply]) -> None:
        """Send these too, each after what waits for its place already."""
        for row in rows:
            if row.id in self._known:
                continue
            self._known.add(row.id)
            if row.place in self._places:
                self._places[row.place].append(row)
            else:
                self._places[row.place] = deque([row])
                task = asyncio.create_task(self._send_all(row.place))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def start(self) -> None:
        """Begin to know where people's direct messages are."""
        self.delivery.calls.directs.update(await self.queue.directs())

    def knows(self, person: str) -> bool:
        """Whether the channel of somebody's direct messages is known."""
        return person in self.delivery.calls.directs

    def learn(self, person: str, channel: str) -> None:
        """Note the channel of somebody's direct messages."""
        self.delivery.calls.directs[person] = channel

    async def stop(self, seconds: float) -> None:
        """Send what there is, within so many seconds; what is left waits in the queue."""
        self.delivery.stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _send_all(self, place: str) -> None:
        """Send what waits for a place, in order."""
        rows = self._places[place]
        try:
            while rows:
                row = rows.popleft()
                request_id.set(row.request)
                try:
                    reply = decode_reply(row.reply)
                except ValidationError:
                    log.exception("a reply cannot be read")
                    await self.queue.fail(row, "unreadable")
                    continue
                if not await self.delivery.deliver(row, reply):
                    return  # the process ends; what is left is sent by another
                self._known.discard(row.id)
        finally:
            del self._places[place]

    def alarm(self, why: str, request: str) -> Post | None:
        """What the alarm channel hears of a request that got no answer."""
        return alarm(self.delivery.alarm_channel, why, request)
