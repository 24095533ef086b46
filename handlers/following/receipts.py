"""What becomes of alerts that Slack does not take, or that cannot be found to be changed."""

from __future__ import annotations

import logging
from functools import partial

from handlers.following.alerts import FOLLOWING
from handlers.inbox.changes import Changed, ChangeServices
from handlers.inbox.receipts import Receipts
from handlers.slack.error_kinds import ErrorKind, kind_of
from handlers.slack.error_text import named
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Amend, Asker, Post, Reply
from knowledge.queue_ports import QueuedReply
from knowledge.words.messages import messages

log = logging.getLogger(__name__)


class FollowReceipts(Receipts):
    """Follows what is said of follows, and alerts: an alert heard twice does less harm than one that nobody hears."""

    repeats = True

    async def refused(self, row: QueuedReply, reply: Reply, error: Exception) -> None:
        """A place that takes nothing follows nothing any more, and whoever asked just now is told."""
        log.warning("an alert was not taken: %s", named(error))
        if isinstance(reply, Post) and kind_of(error) is ErrorKind.PLACE_CLOSED:
            await self.follow(row, partial(_ended, reply.channel, reply.asker or Asker()))

    async def unknown(self, row: QueuedReply, reply: Reply) -> None:
        """What is to be changed and may not be looked for is said beside it."""
        if isinstance(reply, Amend):
            beside = Post(reply.message, reply.channel, topic=FOLLOWING)
            await self.follow(row, lambda _: Changed(None, [beside]))


def _ended(place: str, asker: Asker, services: ChangeServices) -> Changed[None]:
    services.follows.end(place)
    if asker.user is None:
        return Changed(None)
    text = messages(asker.language).say("follow.refused", channel=f"#{place}")
    return Changed(None, [Post(OutgoingMessage(text), asker.user, asker=Asker())])
