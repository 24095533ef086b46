"""What follows for the announcement of a sheet: the sheet is made in a thread of its own and given below it, once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from slack_sdk.errors import SlackApiError

from handlers.inbox.changes import Changed, Changes
from handlers.inbox.notices import not_sent, perhaps_sent, tell_asker
from handlers.inbox.receipts import Receipts
from handlers.sheets.order import SHEET, SheetOrder
from handlers.slack.error_kinds import ErrorKind, kind_of, slack_code
from handlers.slack.error_text import named
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post, Reply, Update, Upload
from knowledge.errors import ShirubeError
from knowledge.queue_ports import QueuedReply
from knowledge.words.error_text import error_lines
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

_NO_SCOPE = "missing_scope"
SheetMaker = Callable[[SheetOrder], bytes]  # with a connection of its own: it is called in another thread


class SheetReceipts(Receipts):
    """Makes what was announced. A sheet is made again after a stop; that it is given is noted with the announcement."""

    def __init__(self, changes: Changes, make: SheetMaker) -> None:
        super().__init__(changes)
        self.make = make

    async def sent(self, row: QueuedReply, reply: Reply, ts: str) -> None:
        """The announcement stands there: the sheet follows in its thread, or why there is none in its place."""
        order = SheetOrder.of(reply.topic)
        if isinstance(reply, Post) and order:
            given = await self._given(reply, order, ts)
            await self.follow(row, lambda _: Changed(None, [given]))

    async def _given(self, reply: Post, order: SheetOrder, ts: str) -> Reply:
        words, direct = messages(order.language), reply.channel.startswith(("U", "W"))
        try:
            content = await asyncio.to_thread(self.make, order)
        except ShirubeError as error:
            message = OutgoingMessage("\n".join(error_lines(words, error)))
            return Post(message, reply.channel) if direct else Update(message, reply.channel, ts)
        message = OutgoingMessage(words.say("sheet.request.done"))
        thread = None if direct else ts
        return Upload(message, order.name, content, reply.channel, thread, topic=SHEET, asker=reply.asker)

    async def refused(self, row: QueuedReply, reply: Reply, error: Exception) -> None:
        """Where the announcement may not be posted the sheet goes to whoever asked; of a file that Slack refuses they hear why."""
        asker = reply.asker
        elsewhere = isinstance(reply, Post) and asker is not None and asker.user and reply.channel != asker.user
        if elsewhere and isinstance(reply, Post) and asker and asker.user and kind_of(error) is ErrorKind.PLACE_CLOSED:
            directly = Post(reply.message, asker.user, topic=reply.topic, asker=asker)
            await self.follow(row, lambda _: Changed(None, [directly]))
            return
        log.warning("a sheet was not taken: %s", named(error))
        told = _unscoped(reply) if isinstance(error, SlackApiError) and slack_code(error) == _NO_SCOPE else not_sent(reply, error)
        await self.follow(row, lambda _: Changed(None, [told] if told else []))

    async def unknown(self, row: QueuedReply, reply: Reply) -> None:
        """Whoever asked hears that it may be there."""
        told = perhaps_sent(reply)
        await self.follow(row, lambda _: Changed(None, [told] if told else []))


def _unscoped(reply: Reply) -> Reply | None:
    """What whoever asked hears where the app may not give files."""
    asker = reply.asker
    return tell_asker(asker, OutgoingMessage(messages(asker.language).say("sheet.request.scope"))) if asker else None
