"""Says what was written down: in order for each place, each reply once, until it stands in Slack or is given up for a reason.

Slack has no key against doubles, and says of some of its errors that what was asked may have been done. So before a post that all
can see it is noted that it begins, and after it that it stands. Where a post began and its end is not known (the receipt was lost,
the process was killed), it is looked for by the label in its metadata before it is posted again: in direct messages, whose history
every installation may read, and in channels where the app was granted theirs. Where it may not look, the asker alone is told that
the answer may be there, and to ask again if it is not. What one person sees, or what is the same the second time (a change, a
removal, a Home tab), is simply done again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from handlers.request_id import request_id
from handlers.slack.error_kinds import ErrorKind, kind_of, retry_after, slack_code
from handlers.slack.error_text import named, reason
from handlers.slack.history import find_labelled
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import (
    Amend,
    Asker,
    Delete,
    Post,
    PublishHome,
    Reply,
    Respond,
    Update,
    Whisper,
    decode_reply,
    encode_reply,
    label,
)
from handlers.slack.sender import Sender
from knowledge.errors import StoreError
from knowledge.ports import QueuedReply, QueueStore
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

AT_ONCE = 64  # calls to Slack under way at one time
SETTLING_SECONDS = 3.0  # in which a post whose receipt was lost may still arrive
_SKEW_SECONDS = 600.0  # how far this machine's clock may be from Slack's without a message being missed
_TRIES = 4  # of a message that Slack fails on; the later ones in plainer forms
_PATIENCE_SECONDS = 6 * 3600.0  # while Slack cannot be reached
_URL_SECONDS = 30 * 60.0  # how long a response_url is good
_LONGEST_PAUSE_SECONDS = 60.0

ALARM = "alarm"  # the topic of what the alarm channel hears

Receipt = Callable[[Reply, str], Iterable[Reply]]  # what follows where a reply of some topic is refused with a code
HomePublisher = Callable[[PublishHome], Awaitable[None]]


class StillWaiting(TimeoutError):
    """What is to be amended waits itself to be said, by another process: it is tried again later."""


class Unfindable(Exception):
    """A post that may stand there, where the bot may not look."""


class OutboxSender:
    """Says replies, several places at a time.

    `home` publishes Home tabs, in a process that does; `receipts` say what follows where a reply of their topic is refused.
    """

    def __init__(self, queue: QueueStore, sender: Sender, clock: Callable[[], float] = time.time) -> None:
        self.queue = queue
        self.sender = sender
        self.home: HomePublisher | None = None
        self.receipts: dict[str, Receipt] = {}
        self.alarm_channel: str | None = None
        self.clock = clock
        self._places: dict[str, deque[QueuedReply]] = {}
        self._known: set[int] = set()
        self._directs: dict[str, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._stopping = asyncio.Event()

    def take(self, rows: Iterable[QueuedReply]) -> None:
        """Say these too, each after what waits for its place already."""
        for row in rows:
            if row.id in self._known:
                continue
            self._known.add(row.id)
            if row.place in self._places:
                self._places[row.place].append(row)
            else:
                self._places[row.place] = deque([row])
                task = asyncio.create_task(self._say_all(row.place))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def start(self) -> None:
        """Begin to know where people's direct messages are."""
        self._directs.update(await self.queue.directs())

    def _addressed(self, reply: Reply) -> Reply:
        """The reply; to a person by the channel of their direct messages, in which it can be looked for."""
        known = self._directs.get(reply.channel) if isinstance(reply, Post | Amend) else None
        return replace(reply, channel=known) if known and isinstance(reply, Post | Amend) else reply

    def _learnt(self, reply: Reply) -> tuple[str, str] | None:
        """A person and the channel of their direct messages, where that was not known."""
        channel = self.sender.directs.get(reply.channel) if isinstance(reply, Post) else None
        if channel is None or not isinstance(reply, Post):
            return None
        self._directs[reply.channel] = channel
        return reply.channel, channel

    async def stop(self, seconds: float) -> None:
        """Say what there is, within so many seconds; what is left waits in the queue."""
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _say_all(self, place: str) -> None:
        """Say what waits for a place, in order."""
        rows = self._places[place]
        try:
            while rows:
                row = rows.popleft()
                request_id.set(row.request)
                if not await self._said(row):
                    return  # the process ends; what is left is said by another
                self._known.discard(row.id)
        finally:
            del self._places[place]

    async def _said(self, row: QueuedReply) -> bool:
        """Say a reply, whatever it takes; False where the process ends before."""
        attempt = Attempt(self._addressed(decode_reply(row.reply)), row.begun_at)
        while not await self._finished(row, attempt):
            if self._stopping.is_set():
                return False
            await self._wait(attempt.pause)
        return True

    async def _finished(self, row: QueuedReply, attempt: Attempt) -> bool:
        """One try; False where there is to be another."""
        try:
            try:
                if not await self._found(row, attempt):
                    await self._say(row, attempt)
            except Unfindable:
                return await self._replaced(row, attempt, _unfound(attempt.reply))
            except (SlackApiError, ClientError, TimeoutError) as error:
                return await self._judged(row, attempt, error)
            if isinstance(attempt.reply, Respond) and attempt.reply.withdraw:
                return await self._replaced(row, attempt, Delete(url=attempt.reply.url))
            await self.queue.said(row, self._learnt(attempt.reply))
        except StoreError as error:
            log.error("the queue cannot be written: %s", error.message_id)
            return False
        except Exception as error:
            log.exception("a reply could not be said")
            await self._fail(row, attempt, error)
        return True

    async def _found(self, row: QueuedReply, attempt: Attempt) -> bool:
        """Whether a post that began and was not noted as ended stands there.

        Raises:
            Unfindable: the bot may not look.
        """
        if attempt.begun_at is None or not _once(attempt.reply):
            return False
        if not isinstance(attempt.reply, Post):
            raise Unfindable
        await self._wait(attempt.begun_at + SETTLING_SECONDS - self.clock())
        reply, wanted = attempt.reply, attempt.reply.message.metadata or label(row.request, row.n)
        return await self._ts_of(reply.channel, reply.thread, wanted, attempt.begun_at) is not None

    async def _say(self, row: QueuedReply, attempt: Attempt) -> None:
        if _once(attempt.reply):
            now = self.clock()
            await self.queue.begin(row, now)
            attempt.begun_at = now
        async with self._at_once:
            await self._call(row, attempt.plainer())

    async def _call(self, row: QueuedReply, reply: Reply) -> None:
        match reply:
            case Post():
                metadata = reply.message.metadata or label(row.request, row.n)
                await self.sender.post(replace(reply.message, metadata=metadata), reply.channel, reply.thread)
            case Update():
                await self.sender.update(reply.message, reply.channel, reply.ts)
            case Respond():
                options = {"to_all": reply.to_all, "replace": reply.replace}
                await self.sender.respond(reply.message, reply.url, thread=reply.thread, **options)
            case Whisper():
                await self.sender.whisper(reply.message, reply.channel, reply.user, reply.thread)
            case Amend():
                await self._amend(reply)
            case Delete(url=str(url)):
                await self.sender.withdraw(url)
            case Delete():
                await self.sender.delete(reply.channel, reply.ts)
            case PublishHome() if self.home:
                await self.home(reply)

    async def _amend(self, reply: Amend) -> None:
        """Change what was posted; nothing where it stands nowhere.

        Raises:
            StillWaiting: it is not posted yet.
            Unfindable: the bot may not look for it.
        """
        if await self.queue.holds(reply.request, reply.n):
            raise StillWaiting
        if reply.channel.startswith(("U", "W")):  # another process may have learnt where the direct messages are
            self._directs.update(await self.queue.directs())
        channel = self._directs.get(reply.channel, reply.channel)
        wanted = label(reply.request, reply.n)
        ts = await self._ts_of(channel, None, wanted, reply.posted_at)
        if ts:
            await self.sender.update(replace(reply.message, metadata=wanted), channel, ts)

    async def _ts_of(self, channel: str, thread: str | None, wanted: dict[str, Any], posted_at: float) -> str | None:
        """The `ts` of a labelled message that was posted after a moment; None where it stands nowhere.

        Raises:
            Unfindable: the bot may not look.
        """
        try:
            return await find_labelled(self.sender.client, channel, thread, wanted, str(posted_at - _SKEW_SECONDS))
        except SlackApiError as error:
            if kind_of(error) in (ErrorKind.SCOPE_MISSING, ErrorKind.PLACE_CLOSED):
                log.warning("a post cannot be looked for: %s", slack_code(error))
                raise Unfindable from error
            raise

    async def _judged(self, row: QueuedReply, attempt: Attempt, error: Exception) -> bool:
        """What follows from an error; False where there is to be another try."""
        kind, age = kind_of(error), self.clock() - row.created_at
        if kind is ErrorKind.LATER:
            await self._not_done(row, attempt)
        if kind in (ErrorKind.LATER, ErrorKind.UNCERTAIN):
            log.warning("Slack did not take a reply now: %s", named(error))
            attempt.failed(counted=kind is ErrorKind.UNCERTAIN and isinstance(error, SlackApiError), wait=retry_after(error))
            if attempt.failures < _TRIES and age < attempt.patience:
                return False
            await self._fail(row, attempt, error)
            return True
        if kind is ErrorKind.GONE and not attempt.reply.otherwise:
            log.warning("a message is there no more: %s", named(error))
            await self.queue.said(row)
            return True
        return await self._refused(row, attempt, error, kind)

    async def _not_done(self, row: QueuedReply, attempt: Attempt) -> None:
        if attempt.begun_at is not None and _once(attempt.reply):
            attempt.begun_at = None
            await self.queue.begin(row, None)

    async def _refused(self, row: QueuedReply, attempt: Attempt, error: Exception, kind: ErrorKind) -> bool:
        """Slack does not take it there: whoever asked hears of it elsewhere, or why it cannot be given."""
        reply = attempt.reply
        receipt = self.receipts.get((reply.topic or "").partition(":")[0])
        if receipt and isinstance(error, SlackApiError):
            followed = next(iter(receipt(reply, slack_code(error))), None)
            return await self._replaced(row, attempt, followed)
        if reply.otherwise and not isinstance(reply, Delete | PublishHome):
            return await self._replaced(row, attempt, Post(reply.message, reply.otherwise))
        notice = _notice(reply, error)
        if kind is ErrorKind.OTHER:
            await self._fail(row, attempt, error, notice)
            return True
        return await self._replaced(row, attempt, notice)

    async def _replaced(self, row: QueuedReply, attempt: Attempt, reply: Reply | None) -> bool:
        """Say something else in its stead, at once; nothing where there is nobody to say it to."""
        if reply is None:
            await self.queue.said(row)
            return True
        await self.queue.replace(row, encode_reply(reply))
        attempt.restart(self._addressed(reply))
        return False

    async def _fail(self, row: QueuedReply, attempt: Attempt, error: Exception, notice: Reply | None = None) -> None:
        """Give a reply up; the asker hears of it after what else waits for that place."""
        log.error("a reply was given up: %s", named(error))
        notices = [notice or _notice(attempt.reply, error), self._alarm(named(error), row.request, attempt.reply)]
        self.take(await self.queue.fail(row, named(error), [encode_reply(each) for each in notices if each]))

    def _alarm(self, why: str, request: str, reply: Reply) -> Reply | None:
        """What the alarm channel hears of a reply that was given up, unless that was an alarm."""
        return None if reply.topic == ALARM else self.alarm(why, request)

    def alarm(self, why: str, request: str) -> Post | None:
        """What the alarm channel hears of a request that got no answer."""
        if self.alarm_channel is None:
            return None
        text = "\n".join(messages(language).say("alarm.failed", reason=why, request=request) for language in Language)
        return Post(OutgoingMessage(text), self.alarm_channel, topic=ALARM, asker=Asker())

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer than the process is to run."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


class Attempt:
    """How far a reply has come in this process."""

    def __init__(self, reply: Reply, begun_at: float | None) -> None:
        self.reply = reply
        self.begun_at = begun_at
        self.failures = 0
        self.pause = 0.0
        self._next_pause = 1.0

    @property
    def patience(self) -> float:
        """For how many seconds it is worth while to try."""
        return _URL_SECONDS if isinstance(self.reply, Respond) else _PATIENCE_SECONDS

    def restart(self, reply: Reply) -> None:
        """Begin with another reply in its stead."""
        self.__init__(reply, None)  # type: ignore[misc]

    def failed(self, *, counted: bool, wait: float | None) -> None:
        """Note a failure, and for how long to wait: as long as Slack asks for, else longer each time."""
        self.failures += counted
        self.pause = self._next_pause if wait is None else wait
        self._next_pause = min(self._next_pause * 2, _LONGEST_PAUSE_SECONDS)

    def plainer(self) -> Reply:
        """The reply, in plainer forms where Slack failed on the better ones."""
        if self.failures == 0 or isinstance(self.reply, Delete | PublishHome):
            return self.reply
        message = self.reply.message
        return replace(self.reply, message=replace(message, forms=message.forms[self.failures :]))


def _once(reply: Reply) -> bool:
    """Whether it must not be said twice, and can be looked for: the first message to a person, by their id, cannot."""
    if isinstance(reply, Post):
        return not reply.channel.startswith(("U", "W"))
    return isinstance(reply, Respond) and reply.to_all


def _unfound(reply: Reply) -> Reply | None:
    """What is said where the bot may not look: beside what was to be amended, or to the asker that the answer may stand there."""
    return Post(reply.message, reply.channel, topic=reply.topic) if isinstance(reply, Amend) else _uncertain(reply)


def _uncertain(reply: Reply) -> Reply | None:
    """What the asker alone is told of an answer that may stand there."""
    asker = reply.asker
    if asker is None or asker.user is None:
        return None
    message = OutgoingMessage(messages(asker.language).say("slack.perhaps_said"))
    return tell_asker(asker, message, aside=True)


def _notice(reply: Reply, error: Exception) -> Reply | None:
    """What the asker is told of a reply that could not be given; None where nobody asked, or that is what failed."""
    asker = reply.asker
    if asker is None or isinstance(reply, Delete):
        return None
    return tell_asker(asker, OutgoingMessage(reason(error, messages(asker.language))))


def tell_asker(asker: Asker, message: OutgoingMessage, *, aside: bool = False) -> Reply | None:
    """What is no answer, said where it was asked, `aside`: for the asker alone; directly where that is refused."""
    nobody = Asker()
    direct = (asker.channel or "").startswith("D")
    if asker.url:
        return Respond(message, asker.url, otherwise=asker.user, thread=asker.thread, asker=nobody)
    if asker.channel and aside and asker.user and not direct:
        return Whisper(message, asker.channel, asker.user, asker.begun, otherwise=asker.user, asker=nobody)
    if asker.channel:
        return Post(message, asker.channel, asker.thread, otherwise=asker.user, asker=nobody)
    return Post(message, asker.user, asker=nobody) if asker.user else None
