"""Digests on their way: what has to be posted, changed or removed so that a channel shows what it is to show.

Each function is the work of one change: it notes in the store what every message of a delivery is to show, and gives the replies
that bring it about. They go through the outbox like every reply; `handlers/digests/receipts.py` notes what became of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from handlers.digests.blocks import digest_messages
from handlers.inbox.changes import Changed, ChangeServices, NothingChanged
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Asker, Delete, Post, Reply, Respond, Update
from knowledge.digest.delivery import BEING_REMOVED, Claim, DeliveryState, DigestDelivery, DigestMessage
from knowledge.digest.text import period_name, write
from knowledge.notation.period import Period
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

EVENT = "shirube_digest"
DIGEST = "digest"  # the topic of a digest's messages, and how the places of the outbox begin in which they are said
HEAD = 0  # the message that stands in the channel


@dataclass(frozen=True, slots=True)
class DigestTopic:
    """Which message of a delivery a reply is about, and what it shows."""

    delivery: str
    part: int
    fingerprint: str

    def packed(self) -> str:
        """As a reply carries it."""
        return f"{DIGEST}:{self.delivery}:{self.part}:{self.fingerprint}"

    @classmethod
    def of(cls, reply: Reply) -> DigestTopic:
        """The topic of a reply that has one of this kind."""
        _, delivery, part, fingerprint = (reply.topic or "").split(":")
        return cls(delivery, int(part), fingerprint)


def place_of(channel: str) -> str:
    """The outbox's place for the digests of a channel: they are said in order, and hold up no answers there."""
    return f"{DIGEST}:{channel}"


@dataclass(frozen=True, slots=True)
class WantedDigest:
    """A digest that somebody wants in a channel: `by` is who, as far as there is somebody; no goals means all of them."""

    channel: str
    period: Period
    language: Language
    goals: tuple[str, ...] = ()
    by: str | None = None


def publish(wanted: WantedDigest, asker: Asker, services: ChangeServices, *, anew: bool = False) -> Changed[Claim]:
    """Begin to post a digest, with the figures of now, unless the channel has one of its period already.

    Raises:
        NothingChanged: it has; the result is the claim that failed, None where the digest's plan is served no more.
    """
    if not services.specs.serves(wanted.goals):
        raise NothingChanged(None)
    goals = services.specs.known(wanted.goals)
    spec = services.specs.of(wanted.channel, wanted.period, wanted.language, goals)
    claim = services.deliveries.claim(wanted.channel, spec, wanted.by, anew=anew)
    if not claim.begins:
        raise NothingChanged(claim)
    replies = _wanted(claim.delivery, asker, services)
    return Changed(claim, [*replies, *completed(claim.delivery, asker, services)])


def correct(delivery_id: str, services: ChangeServices) -> Changed[None]:
    """Bring a posted digest up to date where a figure that it shows was corrected.

    Raises:
        NothingChanged: it is up to date, or not all of it stands there yet: then it is looked at again later.
    """
    delivery = services.deliveries.find(delivery_id) if services.deliveries.is_outdated(delivery_id) else None
    if delivery is None or not services.specs.serves(delivery.spec.goals):
        raise NothingChanged(None)
    if not all(_settled(message) for message in services.deliveries.messages(delivery_id).values()):
        raise NothingChanged(None)
    entry = services.specs.measurements.last_entry()
    replies = _wanted(delivery, Asker(), services)
    services.deliveries.compared(delivery_id, entry)
    return Changed(None, replies)


def resume(delivery_id: str, services: ChangeServices) -> Changed[None]:
    """Say what is missing of a delivery that the outbox knows nothing of: an older version began it, or the outbox was lost.

    Raises:
        NothingChanged: nothing is missing.
    """
    delivery = next((each for each in services.deliveries.unfinished() if each.id == delivery_id), None)
    if delivery is None:
        raise NothingChanged(None)
    if delivery.state is DeliveryState.WITHDRAWN:
        return Changed(None, _removals(delivery, Asker(), services.deliveries.messages(delivery.id)))
    if not services.specs.serves(delivery.spec.goals):
        raise NothingChanged(None)
    return Changed(None, _wanted(delivery, Asker(delivery.wanted_by), services))


def completed(delivery: DigestDelivery, asker: Asker, services: ChangeServices) -> list[Reply]:
    """Note that a delivery is posted once all its messages stand there, and tell whoever clicked for it."""
    if delivery.state is not DeliveryState.OPEN or not all(
        message.ts for message in services.deliveries.messages(delivery.id).values()
    ):
        return []
    services.deliveries.set_state(delivery.id, DeliveryState.POSTED)
    words = messages(delivery.spec.language)
    return answered(asker, words.say("digest.posted", period=period_name(words, delivery.spec.period)), replace_original=True)


def withdraw(delivery: DigestDelivery, asker: Asker, clicked: str | None, services: ChangeServices) -> Changed[None]:
    """Take a digest back, its thread first; `clicked` is the `ts` of its message in the channel, where that was clicked.

    Raises:
        NothingChanged: nothing of it stands there.
    """
    standing = services.deliveries.messages(delivery.id)
    if HEAD in standing and standing[HEAD].ts is None and clicked:
        services.deliveries.posted(delivery.id, HEAD, clicked)
    if not standing:
        raise NothingChanged(None)
    services.deliveries.set_state(delivery.id, DeliveryState.WITHDRAWN)
    return Changed(None, _removals(delivery, asker, standing))


def answered(asker: Asker, text: str, *, replace_original: bool = False) -> list[Reply]:
    """What whoever clicked is told of it; nothing where nobody clicked."""
    if asker.url is None:
        return []
    return [Respond(OutgoingMessage(text), asker.url, replace=replace_original, otherwise=asker.user, asker=Asker())]


def _removals(delivery: DigestDelivery, asker: Asker, standing: Mapping[int, DigestMessage]) -> list[Reply]:
    topics = [DigestTopic(delivery.id, part, BEING_REMOVED) for part in sorted(standing, reverse=True)]
    return [
        Delete(channel=delivery.channel, topic=topic.packed(), asker=asker if topic.part == HEAD else Asker()) for topic in topics
    ]


def _settled(message: DigestMessage) -> bool:
    """Whether a message stands there to stay."""
    return message.ts is not None and message.fingerprint != BEING_REMOVED


def _wanted(delivery: DigestDelivery, asker: Asker, services: ChangeServices) -> list[Reply]:
    """What has to be said so that a delivery shows the figures of now; they are noted, so that a correction finds it."""
    entry = services.specs.measurements.last_entry()
    made = services.specs.digest(delivery.spec)
    services.deliveries.shows(delivery.id, made.figures, entry)
    parts = digest_messages(write(made), delivery.id, delivery.wanted_by)
    standing = services.deliveries.messages(delivery.id)
    replies = list(_brought_up(delivery, parts, standing, asker, services))
    for part in sorted(standing.keys() - set(range(len(parts)))):
        topic = DigestTopic(delivery.id, part, BEING_REMOVED)
        services.deliveries.want(delivery.id, part, BEING_REMOVED, services.specs.now())
        replies.append(Delete(channel=delivery.channel, topic=topic.packed(), asker=Asker()))
    return replies


def _brought_up(
    delivery: DigestDelivery,
    parts: tuple[OutgoingMessage, ...],
    standing: Mapping[int, DigestMessage],
    asker: Asker,
    services: ChangeServices,
) -> Iterator[Reply]:
    """Each message posted that does not stand there, and changed where it shows something else."""
    for part, message in enumerate(parts):
        topic, before = DigestTopic(delivery.id, part, _fingerprint(message)), standing.get(part)
        labelled = replace(message, metadata=label(topic))
        services.deliveries.want(delivery.id, part, topic.fingerprint, services.specs.now())
        if before is None or before.ts is None:
            begun_at = before.begun_at.timestamp() if before else None
            yield Post(labelled, delivery.channel, topic=topic.packed(), asker=asker, begun_at=begun_at)
        elif before.fingerprint != topic.fingerprint:
            yield Update(labelled, delivery.channel, before.ts, topic=topic.packed(), asker=Asker())


def label(topic: DigestTopic) -> dict[str, Any]:
    """The metadata by which a message is found again."""
    return {"event_type": EVENT, "event_payload": {"digest": topic.delivery, "part": topic.part}}


def _fingerprint(message: OutgoingMessage) -> str:
    """The same for two messages that look the same."""
    content = json.dumps([message.text, message.forms], ensure_ascii=False, sort_keys=True)
    return sha256(content.encode()).hexdigest()
