"""What became of a round's messages: noted in the store, and told to whoever began the round where one cannot be delivered."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial

from handlers.collection.blocks import linked_message
from handlers.collection.rounds import replies_to_show, standing_of
from handlers.collection.topics import COLLECTION, INQUIRY, NOTICE, REMINDER, TIED, InquiryTopic
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.inbox.receipts import Due, Receipts
from handlers.slack.error_text import named
from handlers.slack.replies import Asker, Post, Reply, Update
from knowledge.collection.model import CollectionStore, Inquiry, Round
from knowledge.collection.text import year_name
from knowledge.queue_ports import QueuedReply
from knowledge.words.messages import messages

log = logging.getLogger(__name__)
UNKNOWN = "unknown"


class CollectionReceipts(Receipts):
    """Follows the messages of collection rounds."""

    def __init__(self, changes: Changes, collections: CollectionStore) -> None:
        super().__init__(changes)
        self.collections = collections

    def due(self, reply: Reply) -> Due:
        """The reply as it is to be sent now: not if the round has ended meanwhile, or the message is to show something else."""
        if not _is_inquiry(reply):
            return Due(reply)
        topic = InquiryTopic.of(reply)
        inquiry = self.collections.inquiry(topic.inquiry)
        found = self.collections.round(inquiry.round) if inquiry else None
        if inquiry is None or found is None:
            return Due(reply, wanted=False)
        if isinstance(reply, Update):
            return Due(reply, inquiry.fingerprint == topic.fingerprint)
        if topic.kind == REMINDER and isinstance(reply, Post):
            return Due(replace(reply, thread=inquiry.ts), wanted=inquiry.ts is not None and found.ended_at is None)
        return Due(reply, wanted=inquiry.ts is None and found.ended_at is None)

    async def sent(self, row: QueuedReply, reply: Reply, ts: str) -> None:
        """Note where an inquiry stands."""
        if isinstance(reply, Post) and _is_inquiry(reply) and InquiryTopic.of(reply).kind == INQUIRY:
            await self.follow(row, partial(_stands, InquiryTopic.of(reply).inquiry, ts))

    async def refused(self, row: QueuedReply, reply: Reply, error: Exception) -> None:
        """Note why an inquiry does not stand, or cannot be changed, and tell whoever began the round."""
        log.warning("a collection's message was refused: %s", named(error))
        if reply.topic == TIED and isinstance(reply, Post):
            await self.follow(row, partial(_not_taken, reply))
        if _is_inquiry(reply):
            await self.follow(row, partial(_undelivered, InquiryTopic.of(reply).inquiry, named(error)))

    async def unknown(self, row: QueuedReply, reply: Reply) -> None:
        """Note that nobody knows whether an inquiry stands, and tell whoever began the round."""
        if isinstance(reply, Post) and _is_inquiry(reply) and InquiryTopic.of(reply).kind == INQUIRY:
            await self.follow(row, partial(_undelivered, InquiryTopic.of(reply).inquiry, UNKNOWN))


def _is_inquiry(reply: Reply) -> bool:
    """Whether a reply shows an inquiry, or reminds of one."""
    return (reply.topic or "").startswith((f"{COLLECTION}:{INQUIRY}:", f"{COLLECTION}:{REMINDER}:"))


def _stands(inquiry_id: int, ts: str, services: ChangeServices) -> Changed[None]:
    """Note where it stands; what has changed since it was written follows at once."""
    inquiry = services.collections.inquiry(inquiry_id)
    if inquiry is None:
        return Changed(None)
    services.collections.stands(inquiry_id, ts)
    return Changed(None, list(replies_to_show(inquiry.round, inquiry.owner, services)))


def _undelivered(inquiry_id: int, reason: str, services: ChangeServices) -> Changed[None]:
    """Note the failure and tell of it, once."""
    inquiry = services.collections.inquiry(inquiry_id)
    found = services.collections.round(inquiry.round) if inquiry else None
    if inquiry is None or found is None or inquiry.refused:
        return Changed(None)
    services.collections.refuse(inquiry_id, reason)
    return Changed(None, _notice(inquiry, found, reason, services) if found.begun_by else ())


def _notice(inquiry: Inquiry, found: Round, reason: str, services: ChangeServices) -> list[Reply]:
    words = messages(found.language)
    values = {"year": year_name(standing_of(found, services), words), "owner": inquiry.owner, "reason": reason}
    message = linked_message(lambda channel: words.say("collection.undelivered", channel=channel, **values), inquiry.channel)
    return [Post(message, str(found.begun_by), topic=NOTICE, asker=Asker())]


def _not_taken(reply: Post, _: ChangeServices) -> Changed[None]:
    """Whoever tied an owner to a channel is told that the bot cannot write there."""
    asker = reply.asker or Asker()
    if asker.user is None:
        return Changed(None)
    words = messages(asker.language)
    message = linked_message(lambda channel: words.say("collection.owner.refused", channel=channel), reply.channel)
    return Changed(None, [Post(message, asker.user, topic=NOTICE, asker=Asker())])
