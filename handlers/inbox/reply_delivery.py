"""Says one reply, whatever it takes: until it stands in Slack or is given up for a reason.

Slack has no key against doubles, and says of some of its errors that what was asked may have been done. So before a post that all
can see it is noted that it begins, and after it that it stands. Where a post began and its end is not known (the receipt was lost,
the process was killed), it is looked for (`reply_lookup.py`) before it is posted again. Where the bot may not look, the asker alone
is told that the answer may be there, and to ask again if it is not; what one person alone sees (an answer to a command, the first
message to a person) is sent again, with a word that it may be the second time. What is the same the second time (a change, a
removal, a Home tab) is simply done again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from handlers.inbox.attempt import Attempt, by_person, must_not_double, seen_by_one
from handlers.inbox.notices import ALARM, alarm, not_sent, perhaps_again, perhaps_sent
from handlers.inbox.receipts import Due, Receipts
from handlers.inbox.reply_call import ReplyCalls
from handlers.inbox.reply_lookup import ReplyLookup, Unfindable, Unsettled, sleep_unless
from handlers.slack.error_kinds import ErrorKind, kind_of, retry_after
from handlers.slack.error_text import named
from handlers.slack.replies import (
    Delete,
    FinishStep,
    KeepCanvas,
    Post,
    PublishHome,
    Reply,
    Respond,
    Upload,
    Whisper,
    directly,
    encode_reply,
)
from handlers.slack.sender import Sender
from knowledge.errors import StoreError
from knowledge.queue_ports import QueuedReply, QueueStore

log = logging.getLogger(__name__)

AT_ONCE = 64  # calls to Slack under way at one time
SETTLING_SECONDS = 3.0  # in which a post whose receipt was lost may still arrive


class ReplyDelivery:
    """Says replies, one at a call. `stopping` is set when the process ends.

    `receipts` are asked and told of the replies of their topics; `later` takes what is to be sent besides.
    """

    def __init__(
        self,
        queue: QueueStore,
        sender: Sender,
        later: Callable[[Iterable[QueuedReply]], None],
        clock: Callable[[], float] = time.time,
        settling: float = SETTLING_SECONDS,
    ) -> None:
        self.queue = queue
        self.later = later
        self.clock = clock
        self.stopping = asyncio.Event()
        self.lookup = ReplyLookup(sender, clock, settling, self.stopping)
        self.calls = ReplyCalls(queue, sender, self.lookup)
        self.receipts: dict[str, Receipts] = {}
        self.alarm_channel: str | None = None
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def deliver(self, row: QueuedReply, reply: Reply) -> bool:
        """Send a reply; False where the process ends before it is sent or given up."""
        if isinstance(reply, Post) and by_person(reply) and reply.channel not in self.calls.directs:
            self.calls.directs.update(await self.queue.directs(reply.channel))
        attempt = Attempt(self.calls.addressed(reply), row.begun_at)
        while not await self._tried(row, attempt):
            if self.stopping.is_set():
                return False
            await sleep_unless(self.stopping, attempt.pause)
        return True

    def _receipts(self, reply: Reply) -> Receipts | None:
        return self.receipts.get((reply.topic or "").partition(":")[0])

    async def _tried(self, row: QueuedReply, attempt: Attempt) -> bool:
        """One try; False where there is to be another."""
        try:
            try:
                return await self._one_try(row, attempt)
            except (Unsettled, StoreError):
                raise
            except Exception as error:
                log.exception("a reply could not be sent")
                await self._fail(row, attempt, error)
                return True
        except Unsettled:
            return False
        except StoreError as error:
            log.error("a database cannot be written: %s", error.message_id)
            attempt.failed()
            return False

    async def _one_try(self, row: QueuedReply, attempt: Attempt) -> bool:
        receipts = self._receipts(attempt.reply)
        due = receipts.due(attempt.reply) if receipts else Due(attempt.reply)
        sending = False
        try:
            begun_at = attempt.begun_at if must_not_double(due.reply) else None
            ts = None if begun_at is None else await self.lookup.find(row, due.reply, begun_at)
            sending = ts is None and due.wanted
            if sending:
                ts = await self._send(row, due.reply, attempt)
        except Unfindable:
            return await self._unknown(row, attempt)
        except (SlackApiError, ClientError, TimeoutError) as error:
            answered = isinstance(error, SlackApiError) and seen_by_one(due.reply)  # nobody sees a message that Slack failed on
            if sending and (answered or kind_of(error) is ErrorKind.LATER):
                await self._not_done(row, attempt)
            return await self._judged(row, attempt, error)
        if isinstance(attempt.reply, Respond) and attempt.reply.withdraw:
            return await self._replaced(row, attempt, Delete(url=attempt.reply.url))
        if receipts and (ts is not None or isinstance(due.reply, Delete)):
            await receipts.sent(row, due.reply, ts or "")
        self.queue.mark_sent(row, self.calls.learnt(attempt.reply))
        return True

    async def _send(self, row: QueuedReply, reply: Reply, attempt: Attempt) -> str | None:
        async with self._at_once:
            reply = await self.calls.staged(row, reply)
        if isinstance(reply, Upload):
            attempt.reply = reply
        if must_not_double(reply):
            now = self.clock()
            await self.queue.begin(row, now)
            attempt.begun_at = now
        async with self._at_once:
            return await self.calls.call(row, attempt.plainer(reply))

    async def _judged(self, row: QueuedReply, attempt: Attempt, error: Exception) -> bool:
        """What follows from an error; False where there is to be another try."""
        kind, reply = kind_of(error), attempt.reply
        if kind in (ErrorKind.LATER, ErrorKind.UNCERTAIN):
            log.warning("Slack did not take a reply now: %s", named(error))
            attempt.failed(counted=kind is ErrorKind.UNCERTAIN and isinstance(error, SlackApiError), wait=retry_after(error))
            if attempt.worth_another(self.clock() - row.created_at, followed=self._receipts(reply) is not None):
                return False
            await self._fail(row, attempt, error)
            return True
        if kind is ErrorKind.GONE and not reply.otherwise:
            return await self._gone(row, reply, error)
        return await self._refused(row, attempt, error, kind)

    async def _not_done(self, row: QueuedReply, attempt: Attempt) -> None:
        if attempt.begun_at is not None and must_not_double(attempt.reply):
            attempt.begun_at = None
            await self.queue.begin(row, None)

    async def _gone(self, row: QueuedReply, reply: Reply, error: Exception) -> bool:
        """The message is not there any more, or not to be changed."""
        log.warning("a message is there no more: %s", named(error))
        receipts = self._receipts(reply)
        if receipts and isinstance(reply, Delete) and named(error) == "message_not_found":
            await receipts.sent(row, reply, "")
        elif receipts:
            await receipts.refused(row, reply, error)
        self.queue.mark_sent(row)
        return True

    async def _unknown(self, row: QueuedReply, attempt: Attempt) -> bool:
        """Nobody can know whether it stands there: whoever looks after it, or the asker alone, is told so.

        What nobody waits for is sent once more, with a word that it may be the second time; after that it is given up.
        """
        reply, receipts = attempt.reply, self._receipts(attempt.reply)
        if receipts and not (receipts.repeats and isinstance(reply, Post)):
            await receipts.unknown(row, reply)
            self.queue.mark_sent(row)
            return True
        told = None if receipts or by_person(reply) or seen_by_one(reply) else perhaps_sent(reply)
        if told is None and isinstance(reply, Post | Respond | Whisper) and perhaps_again(reply).message != reply.message:
            told = perhaps_again(reply)
        if told is None:
            await self._fail(row, attempt, TimeoutError("nobody knows whether it stands there"))
            return True
        return await self._replaced(row, attempt, told)

    async def _refused(self, row: QueuedReply, attempt: Attempt, error: Exception, kind: ErrorKind) -> bool:
        """Slack does not take it there: whoever asked hears of it elsewhere, or why it cannot be given."""
        reply = attempt.reply
        if kind is ErrorKind.OTHER and (self._receipts(reply) or not reply.otherwise):
            await self._fail(row, attempt, error)
            return True
        receipts = self._receipts(reply)
        if receipts:
            await receipts.refused(row, reply, error)
            self.queue.mark_sent(row)
            return True
        if reply.otherwise and not isinstance(reply, Delete | FinishStep | KeepCanvas | PublishHome):
            return await self._replaced(row, attempt, directly(reply, reply.otherwise))
        return await self._replaced(row, attempt, not_sent(reply, error))

    async def _replaced(self, row: QueuedReply, attempt: Attempt, reply: Reply | None) -> bool:
        """Send something else in its stead, at once; nothing where there is nobody to send it to."""
        if reply is None:
            self.queue.mark_sent(row)
            return True
        await self.queue.replace(row, encode_reply(reply))
        attempt.restart(self.calls.addressed(reply))
        return False

    async def _fail(self, row: QueuedReply, attempt: Attempt, error: Exception) -> None:
        """Give a reply up; who looks after it is told, or else the asker, after what else waits for that place."""
        reply, receipts = attempt.reply, self._receipts(attempt.reply)
        log.error("a reply was given up: %s", named(error))
        if receipts and kind_of(error) is ErrorKind.UNCERTAIN:
            await receipts.unknown(row, reply)
        elif receipts:
            await receipts.refused(row, reply, error)
        notices = [None if receipts else not_sent(reply, error)]
        notices += [None if reply.topic == ALARM else alarm(self.alarm_channel, named(error), row.request)]
        self.later(await self.queue.fail(row, named(error), [encode_reply(each) for each in notices if each]))
