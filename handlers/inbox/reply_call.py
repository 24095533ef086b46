"""The call to Slack that sends a reply, by its kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from handlers.inbox.reply_lookup import ReplyLookup, Unfindable
from handlers.slack.error_kinds import UPLOAD_SPENT, slack_code
from handlers.slack.replies import (
    Amend,
    Delete,
    FinishStep,
    KeepCanvas,
    Post,
    PublishHome,
    Reply,
    Respond,
    Update,
    Upload,
    Whisper,
    encode_reply,
    label,
)
from handlers.slack.sender import Sender
from knowledge.queue_ports import QueuedReply, QueueStore

HomePublisher = Callable[[PublishHome], Awaitable[None]]


class StillWaiting(TimeoutError):
    """What is to be amended waits itself to be sent, by another process: it is tried again later."""


class ReplyCalls:
    """Calls Slack. `directs` are the channels of people's direct messages; `home` publishes Home tabs, in a process that does."""

    def __init__(self, queue: QueueStore, sender: Sender, lookup: ReplyLookup) -> None:
        self.queue = queue
        self.sender = sender
        self.lookup = lookup
        self.home: HomePublisher | None = None
        self.directs: dict[str, str] = {}

    def addressed(self, reply: Reply) -> Reply:
        """The reply; to a person by the channel of their direct messages, in which it can be looked for."""
        known = self.directs.get(reply.channel) if isinstance(reply, Post) else None
        return replace(reply, channel=known) if known and isinstance(reply, Post) else reply

    def learnt(self, reply: Reply) -> tuple[str, str] | None:
        """A person and the channel of their direct messages, where a post has shown it and it was not known."""
        channel = self.sender.directs.get(reply.channel) if isinstance(reply, Post) else None
        if channel is None or not isinstance(reply, Post):
            return None
        self.directs[reply.channel] = channel
        return reply.channel, channel

    async def staged(self, row: QueuedReply, reply: Reply) -> Reply:
        """The reply; a file is handed to Slack first, where nobody sees it yet, and its id is noted with the reply.

        So a repetition shares the same file, which Slack shares but once.
        """
        if not isinstance(reply, Upload) or reply.file:
            return reply
        handed = replace(reply, file=await self.sender.stage(reply.name, reply.content))
        await self.queue.replace(row, encode_reply(handed))
        return handed

    async def call(self, row: QueuedReply, reply: Reply) -> str | None:
        """Say it; the `ts` of what was posted, where Slack tells it.

        Raises:
            StillWaiting: what is to be amended is not posted yet.
            Unfindable: it may be there already, and the bot may not look.
            SlackApiError, ClientError, TimeoutError: Slack did not take it, or nobody knows.
        """
        match reply:
            case Post():
                metadata = reply.message.metadata or label(row.request, row.n)
                return await self.sender.post(replace(reply.message, metadata=metadata), reply.channel, reply.thread)
            case Upload():
                await self._share(reply)
            case Update():
                return await self.sender.update(reply.message, reply.channel, reply.ts)
            case Respond():
                options = {"to_all": reply.to_all, "replace": reply.replace}
                await self.sender.respond(reply.message, reply.url, thread=reply.thread, **options)
            case Whisper():
                return await self.sender.whisper(reply.message, reply.channel, reply.user, reply.thread)
            case Amend():
                return await self._amend(reply)
            case KeepCanvas():
                return await self.sender.keep_canvas(reply.channel, reply.title, reply.markdown, reply.canvas)
            case Delete() | FinishStep() | PublishHome():
                await self._carry_out(reply)
        return None

    async def _carry_out(self, reply: Delete | FinishStep | PublishHome) -> None:
        """Do what posts no message."""
        match reply:
            case Delete(url=str(url)):
                await self.sender.withdraw(url)
            case Delete():
                await self.sender.delete(reply.channel, reply.ts)
            case FinishStep():
                await self.sender.finish_step(reply.execution, reply.outputs, reply.error)
            case PublishHome() if self.home:
                await self.home(reply)

    async def _share(self, reply: Upload) -> None:
        try:
            await self.sender.share(reply.file or "", reply.title or reply.name, reply.message.text, reply.channel, reply.thread)
        except SlackApiError as error:
            if slack_code(error) == UPLOAD_SPENT:
                raise Unfindable from error
            raise

    async def _amend(self, reply: Amend) -> str | None:
        """Change what was posted; None where it stands nowhere."""
        if await self.queue.holds(reply.request, reply.n):
            raise StillWaiting
        if reply.channel.startswith(("U", "W")):  # another process may have learnt where the direct messages are
            self.directs.update(await self.queue.directs())
        channel, wanted = self.directs.get(reply.channel, reply.channel), label(reply.request, reply.n)
        ts = await self.lookup.labelled(channel, None, wanted, reply.posted_at)
        return await self.sender.update(replace(reply.message, metadata=wanted), channel, ts) if ts else None
