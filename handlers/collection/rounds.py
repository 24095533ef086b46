"""A round's messages on their way: what has to be posted, changed, reminded of or ended so that Slack shows where it stands.

Each function is the work of one change: it notes in the store what is to be seen, and gives the replies that bring it about.
They go through the outbox; `handlers/collection/receipts.py` notes what became of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

from handlers.collection.blocks import head_message, inquiry_message, lines_message, reminder_message
from handlers.collection.topics import INQUIRY, NOTICE, REMINDER, InquiryTopic, label
from handlers.inbox.changes import Changed, ChangeServices, NothingChanged
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Asker, Post, Reply, Update
from knowledge.collection.model import Inquiry, Nudge, Owner, Round
from knowledge.collection.round_status import ItemStanding, RoundStanding, round_standing
from knowledge.collection.text import reminder_text, summary_lines
from knowledge.words.messages import messages


def standing_of(found: Round, services: ChangeServices) -> RoundStanding:
    """Where a round stands, as the change sees it."""
    recording = services.recording
    return round_standing(found, services.collections, recording.strategy, recording.store)


def shown(number: int, owner: str, services: ChangeServices) -> Changed[None]:
    """Bring an owner's message up to date; post it where there is none, or where the owner has moved to another channel.

    Raises:
        NothingChanged: it shows what it is to show, or cannot be shown now.
    """
    replies = list(replies_to_show(number, owner, services, posting=True))
    if not replies:
        raise NothingChanged(None)
    return Changed(None, replies)


def replies_to_show(number: int, name: str, services: ChangeServices, *, posting: bool = False) -> Iterator[Reply]:
    """What brings an owner's message up to date; nothing where it is, or where it cannot be shown now.

    A message is posted where that is allowed: by requests that wait in the outbox under the owner's place (`place_of`), where
    `CollectionSender.resume` looks for it.
    """
    found, store = services.collections.round(number), services.collections
    owner = next((each for each in store.owners() if each.name == name), None)
    there = next((each for each in store.inquiries(number) if each.owner == name), None)
    if found is None or owner is None:
        return
    standing = standing_of(found, services)
    message = inquiry_message(standing, owner, messages(found.language))
    if there and there.channel == owner.channel:
        yield from _changed(there, message, services)
    elif posting and found.ended_at is None and any(each.open for each in standing.of(name)):
        yield from _posted(standing, owner, message, there, services)


def _changed(there: Inquiry, message: OutgoingMessage, services: ChangeServices) -> Iterator[Reply]:
    """The change of a message that stands; one that is on its way is looked at again once it stands."""
    fingerprint = fingerprint_of(message)
    if there.refused or there.ts is None or there.fingerprint == fingerprint:
        return
    services.collections.show(there.round, there.owner, there.channel, fingerprint, services.recording.now())
    topic = InquiryTopic(INQUIRY, there.id, fingerprint).packed()
    yield Update(replace(message, metadata=label(there.id)), there.channel, there.ts, topic=topic, asker=Asker())


def _posted(
    standing: RoundStanding, owner: Owner, message: OutgoingMessage, before: Inquiry | None, services: ChangeServices
) -> Iterator[Reply]:
    """A message that does not stand yet; one that stands in another channel says where to look."""
    now, fingerprint = services.recording.now(), fingerprint_of(message)
    inquiry = services.collections.show(standing.round.id, owner.name, owner.channel, fingerprint, now)
    topic = InquiryTopic(INQUIRY, inquiry.id, fingerprint).packed()
    yield Post(replace(message, metadata=label(inquiry.id)), owner.channel, topic=topic, asker=Asker())
    if before and before.ts and not before.refused:
        words = messages(standing.round.language)
        text = words.say("collection.inquiry.moved", owner=owner.name, channel=f"#{owner.channel}")
        yield Update(OutgoingMessage(text), before.channel, before.ts, topic=NOTICE, asker=Asker())


def is_shown(inquiry: Inquiry | None, standing: RoundStanding, owner: Owner) -> bool:
    """Whether an owner's message shows what it is to show, or can be shown no better now."""
    if inquiry is None or inquiry.channel != owner.channel:
        return not any(each.open for each in standing.of(owner.name))
    waiting = inquiry.refused is not None or inquiry.ts is None
    return waiting or inquiry.fingerprint == fingerprint_of(inquiry_message(standing, owner, messages(standing.round.language)))


def fingerprint_of(message: OutgoingMessage) -> str:
    """The same for two messages that look the same."""
    content = json.dumps([message.text, message.forms], ensure_ascii=False, sort_keys=True)
    return sha256(content.encode()).hexdigest()


def posted_again(inquiry_id: int, services: ChangeServices) -> Changed[None]:
    """Post a message anew that the outbox knows nothing of any more: it is looked for first, by its label.

    Raises:
        NothingChanged: it stands, or was refused.
    """
    inquiry = services.collections.inquiry(inquiry_id)
    found = services.collections.round(inquiry.round) if inquiry else None
    owner = next((each for each in services.collections.owners() if inquiry and each.name == inquiry.owner), None)
    if inquiry is None or found is None or owner is None or inquiry.ts or inquiry.refused or owner.channel != inquiry.channel:
        raise NothingChanged(None)
    message = replace(inquiry_message(standing_of(found, services), owner, messages(found.language)), metadata=label(inquiry.id))
    topic = InquiryTopic(INQUIRY, inquiry.id, inquiry.fingerprint).packed()
    begun_at = inquiry.begun_at.timestamp()
    return Changed(None, [Post(message, inquiry.channel, topic=topic, asker=Asker(), begun_at=begun_at)])


def reminded(number: int, name: str, most: int, services: ChangeServices) -> Changed[None]:
    """Remind an owner of what is due now, or tell its head; noted in the same step.

    Raises:
        NothingChanged: nothing is due, or the owner's message does not stand anywhere.
    """
    found, store = services.collections.round(number), services.collections
    owner = next((each for each in store.owners() if each.name == name), None)
    inquiry = next((each for each in store.inquiries(number) if each.owner == name), None)
    if found is None or found.ended_at or owner is None or inquiry is None or inquiry.ts is None or inquiry.refused:
        raise NothingChanged(None)
    now = services.recording.now()
    standing = standing_of(found, services)
    replies: list[Reply] = []
    due = standing.nudges(name, most, now)
    if not due:
        raise NothingChanged(None)
    for step, items in due.items():
        for each in items:
            store.nudge(number, Nudge(each.item.indicator, each.deadline.day, step), now)
        if step > most:
            replies += _told_head(items, owner, standing)
        else:
            replies.append(_reminder(items, owner, inquiry, standing, now.date()))
    return Changed(None, replies)


def _reminder(items: tuple[ItemStanding, ...], owner: Owner, inquiry: Inquiry, standing: RoundStanding, today: date) -> Reply:
    text = reminder_text(items, owner.name, messages(standing.round.language), today)
    topic = InquiryTopic(REMINDER, inquiry.id).packed()
    return Post(reminder_message(text, owner), inquiry.channel, topic=topic, asker=Asker())


def _told_head(items: tuple[ItemStanding, ...], owner: Owner, standing: RoundStanding) -> list[Reply]:
    if owner.head is None:
        return []
    message = head_message(items, owner, standing, messages(standing.round.language))
    return [Post(message, owner.head, topic=NOTICE, asker=Asker())]


def ended(number: int, services: ChangeServices) -> Changed[bool]:
    """End a round: its messages say so, and whoever began it is told how it ended.

    Raises:
        NothingChanged: it is ended already; the result is False.
    """
    store = services.collections
    if not store.end(number, services.recording.now()):
        raise NothingChanged(False)
    replies = [reply for each in store.inquiries(number) for reply in replies_to_show(number, each.owner, services)]
    found = store.round(number)
    if found and found.begun_by:
        summary = lines_message(summary_lines(standing_of(found, services), messages(found.language)))
        replies.append(Post(summary, found.begun_by, topic=NOTICE, asker=Asker()))
    return Changed(True, replies)
