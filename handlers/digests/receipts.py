"""What became of a digest's messages: noted in the store, and told to whoever wanted the digest where it cannot be posted."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial

from handlers.digests.deliveries import HEAD, DigestTopic, answered, completed
from handlers.digests.notices import failed_message, refusal_kind
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.inbox.receipts import Due, Receipts
from handlers.slack.error_kinds import ErrorKind, kind_of
from handlers.slack.error_text import named
from handlers.slack.replies import Asker, Delete, Post, Reply, Update
from knowledge.digest.delivery import DeliveryState, DeliveryStore, DigestDelivery
from knowledge.digest.subscription import Pause
from knowledge.queue_ports import QueuedReply
from knowledge.words.messages import messages

log = logging.getLogger(__name__)


class DigestReceipts(Receipts):
    """Follows the messages of digests."""

    def __init__(self, changes: Changes, deliveries: DeliveryStore) -> None:
        super().__init__(changes)
        self.deliveries = deliveries

    def due(self, reply: Reply) -> Due:
        """The reply as it is to be sent now: not if the digest was taken back meanwhile, or is to show something else."""
        topic = DigestTopic.of(reply)
        delivery, standing = self.deliveries.find(topic.delivery), self.deliveries.messages(topic.delivery)
        message, head = standing.get(topic.part), standing.get(HEAD)
        current = message is not None and message.fingerprint == topic.fingerprint
        match reply:
            case Post():
                shown = delivery is not None and delivery.state in (DeliveryState.OPEN, DeliveryState.POSTED)
                thread = head.ts if head and topic.part != HEAD else None
                missing = message is not None and message.ts is None
                return Due(replace(reply, thread=thread), shown and current and missing and bool(thread or topic.part == HEAD))
            case Update():
                return Due(reply, current and delivery is not None and delivery.state is DeliveryState.POSTED)
            case Delete():
                ts = message.ts if message else None
                return Due(replace(reply, ts=ts or ""), ts is not None)
        return Due(reply)

    async def sent(self, row: QueuedReply, reply: Reply, ts: str) -> None:
        """Note where a message stands, or that it stands there no more."""
        topic = DigestTopic.of(reply)
        if isinstance(reply, Post):
            await self.follow(row, partial(_posted, topic, ts, reply.asker or Asker()))
        elif isinstance(reply, Delete):
            await self.follow(row, partial(_removed, topic, reply.asker or Asker(), None))

    async def refused(self, row: QueuedReply, reply: Reply, error: Exception) -> None:
        """Note why a message is not there, and tell whoever wanted the digest; what cannot be taken away stays."""
        topic = DigestTopic.of(reply)
        log.warning("a digest's message was refused: %s", named(error))
        if isinstance(reply, Post):
            closed = kind_of(error) is ErrorKind.PLACE_CLOSED
            work = partial(_failed, topic, DeliveryState.REFUSED, named(error), reply.asker or Asker(), closed=closed)
            await self.follow(row, work)
        elif isinstance(reply, Delete) and topic.part == HEAD:
            await self.follow(row, partial(_removed, topic, reply.asker or Asker(), named(error)))

    async def unknown(self, row: QueuedReply, reply: Reply) -> None:
        """Note that nobody knows, and tell whoever wanted the digest."""
        if isinstance(reply, Post):
            topic = DigestTopic.of(reply)
            await self.follow(row, partial(_failed, topic, DeliveryState.UNKNOWN, "unknown", reply.asker or Asker()))


def _posted(topic: DigestTopic, ts: str, asker: Asker, services: ChangeServices) -> Changed[None]:
    services.deliveries.posted(topic.delivery, topic.part, ts)
    delivery = services.deliveries.find(topic.delivery)
    return Changed(None, completed(delivery, asker, services) if delivery else ())


def _removed(topic: DigestTopic, asker: Asker, refusal: str | None, services: ChangeServices) -> Changed[None]:
    """A message is gone, or stays for a reason; when that is known of the one in the channel, the delivery is over."""
    if refusal is None:
        services.deliveries.drop(topic.delivery, topic.part)
    delivery = services.deliveries.find(topic.delivery)
    if delivery is None or topic.part != HEAD:
        return Changed(None)
    left = services.deliveries.messages(topic.delivery)
    for part in left:
        services.deliveries.drop(topic.delivery, part)
    words = messages(asker.language)
    reason = refusal or "cant_delete_message"
    text = words.say("digest.withdraw.cannot", reason=reason) if left else words.say("digest.withdraw.done")
    return Changed(None, answered(asker, text))


def _failed(
    topic: DigestTopic, state: DeliveryState, reason: str, asker: Asker, services: ChangeServices, *, closed: bool = False
) -> Changed[None]:
    """A message does not stand there: a delivery that was begun ends so; one that was posted goes on without the message."""
    delivery = services.deliveries.find(topic.delivery)
    if delivery is None or delivery.state is not DeliveryState.OPEN:
        services.deliveries.drop(topic.delivery, topic.part)
        return Changed(None)
    services.deliveries.set_state(topic.delivery, state, reason)
    if closed and asker.url is None:
        _pause(delivery.channel, refusal_kind(reason), services)
    return Changed(None, _failure(replace(delivery, state=state, reason=reason), asker))


def _failure(delivery: DigestDelivery, asker: Asker) -> list[Reply]:
    """What whoever wanted a digest is told: where they clicked, or directly."""
    if asker.url is None:
        return [Post(failed_message(delivery), delivery.wanted_by, asker=Asker())] if delivery.wanted_by else []
    if delivery.state is DeliveryState.UNKNOWN:
        return answered(asker, failed_message(delivery).text, replace_original=True)
    kind = refusal_kind(delivery.reason or "")
    text = messages(delivery.spec.language).say(f"digest.refused.{kind}", reason=delivery.reason)
    return answered(asker, text, replace_original=True)


def _pause(channel: str, pause: Pause, services: ChangeServices) -> None:
    for subscription in services.subscriptions.of(channel):
        if subscription.paused is None:
            services.subscriptions.keep(replace(subscription, paused=pause))
