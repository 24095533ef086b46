"""Where a reply stands whose sending began and whose end nobody noted.

A message is looked for by the label in its metadata: in direct messages, whose history every installation may read, and in channels
where the app was granted theirs. An uploaded file says itself where it is shared.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError

from handlers.inbox.attempt import by_person
from handlers.slack.error_kinds import ErrorKind, kind_of, slack_code
from handlers.slack.history import find_labelled
from handlers.slack.replies import Post, Reply, Upload, label
from handlers.slack.sender import Sender
from knowledge.queue_ports import QueuedReply

log = logging.getLogger(__name__)

_SKEW_SECONDS = 600.0  # how far this machine's clock may be from Slack's without a message being missed


class Unfindable(Exception):
    """A reply that may stand there, where the bot may not look."""


class Unsettled(Exception):
    """A reply that may still arrive, in a process that ends."""


async def sleep_unless(stopping: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than the process is to run."""
    if seconds <= 0:
        return
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return


class ReplyLookup:
    """Looks for replies. `settling` is for how many seconds one may arrive whose receipt was lost."""

    def __init__(self, sender: Sender, clock: Callable[[], float], settling: float, stopping: asyncio.Event) -> None:
        self.sender = sender
        self.clock = clock
        self.settling = settling
        self.stopping = stopping

    async def find(self, row: QueuedReply, reply: Reply, begun_at: float) -> str | None:
        """The `ts` of a reply whose sending began at a moment; None where it stands nowhere.

        Raises:
            Unfindable: the bot may not look.
            Unsettled: it may still arrive, and the process ends.
            SlackApiError, ClientError, TimeoutError: it may be found later.
        """
        if not isinstance(reply, Post | Upload) or by_person(reply):
            raise Unfindable
        await self._settle(begun_at)
        if isinstance(reply, Upload):
            return await self._looked(self.sender.shared(reply.file)) if reply.file else None
        wanted = reply.message.metadata or label(row.request, row.n)
        return await self.labelled(reply.channel, reply.thread, wanted, begun_at)

    async def labelled(self, channel: str, thread: str | None, wanted: dict[str, Any], posted_at: float) -> str | None:
        """The `ts` of a labelled message that was posted after a moment; None where it stands nowhere.

        Raises:
            Unfindable: the bot may not look.
            SlackApiError, ClientError, TimeoutError: it may be found later.
        """
        oldest = str(min(posted_at, self.clock()) - _SKEW_SECONDS)
        return await self._looked(find_labelled(self.sender.client, channel, thread, wanted, oldest))

    async def _looked(self, look: Any) -> str | None:
        try:
            found: str | None = await look
        except SlackApiError as error:
            if kind_of(error) in (ErrorKind.LATER, ErrorKind.UNCERTAIN):
                raise
            log.warning("a reply cannot be looked for: %s", slack_code(error))
            raise Unfindable from error
        return found

    async def _settle(self, begun_at: float) -> None:
        """Wait until a reply has arrived or never will; with the clock moved back, no longer than that takes.

        Raises:
            Unsettled: the process ends before.
        """
        rest = min(self.settling, begun_at + self.settling - self.clock())
        await sleep_unless(self.stopping, rest)
        if rest > 0 and self.stopping.is_set():
            raise Unsettled
