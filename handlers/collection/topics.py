"""What the replies of collection rounds are about, as they carry it through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers.slack.replies import Reply

COLLECTION = "collection"  # how the topics begin, and the places of the outbox in which the messages are sent
EVENT = "shirube_collection"
INQUIRY, REMINDER = "inquiry", "reminder"
NOTICE = f"{COLLECTION}:notice"  # the topic of what is told to a person or channel about a round
TIED = f"{COLLECTION}:tied"  # the topic of the message that tells a channel whose requests it gets


@dataclass(frozen=True, slots=True)
class InquiryTopic:
    """A reply that shows an inquiry, or reminds of it in its thread; the fingerprint identifies what it shows."""

    kind: str
    inquiry: int
    fingerprint: str = ""

    def packed(self) -> str:
        """As a reply carries it."""
        return f"{COLLECTION}:{self.kind}:{self.inquiry}:{self.fingerprint}"

    @classmethod
    def of(cls, reply: Reply) -> InquiryTopic:
        """The topic of a reply that has one of this kind."""
        _, kind, inquiry, fingerprint = (reply.topic or "").split(":")
        return cls(kind, int(inquiry), fingerprint)


def label(inquiry: int) -> dict[str, Any]:
    """The metadata by which an inquiry's message is found again."""
    return {"event_type": EVENT, "event_payload": {"inquiry": inquiry}}


def place_of(owner: str) -> str:
    """The outbox's place for the messages to an owner: they are sent in order, and hold up no answers in its channel."""
    return f"{COLLECTION}:{owner}"
