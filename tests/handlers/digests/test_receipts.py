"""What is still to be said of a digest, and what a refusal does to the channel's subscriptions."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from handlers.digests.deliveries import DigestTopic
from handlers.digests.receipts import DigestReceipts
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Asker, Post
from knowledge.digest.delivery import DeliveryState, DigestDelivery, DigestMessage
from knowledge.queue_ports import QueuedReply

ROW = QueuedReply(1, "clock:digest:1", 0, "digest:C1", "{}", 1.0, None)
TOPIC = DigestTopic("d1", 0, "f")


class Kept:
    """A delivery that was begun, with one message, and how its state changes."""

    def __init__(self, ts: str | None) -> None:
        self.ts = ts
        self.states: list[DeliveryState] = []

    def find(self, delivery: str) -> DigestDelivery:
        """The delivery."""
        return DigestDelivery(delivery, "C1", None, DeliveryState.OPEN)  # type: ignore[arg-type]

    def messages(self, _: str) -> dict[int, DigestMessage]:
        """Its message."""
        return {0: DigestMessage(0, self.ts, "f", datetime(2022, 12, 1, tzinfo=UTC))}

    def set_state(self, _: str, state: DeliveryState, __: str) -> None:
        """How it ends."""
        self.states.append(state)


def post(asker: Asker | None = None) -> Post:
    """The message in the channel."""
    return Post(OutgoingMessage("a"), "C1", topic=TOPIC.packed(), asker=asker)


@pytest.mark.parametrize(("ts", "wanted"), [(None, True), ("1.1", False)])
def test_what_stands_there_already_is_not_said_again(ts: str | None, wanted: bool) -> None:
    receipts = DigestReceipts(None, Kept(ts))  # type: ignore[arg-type]
    assert receipts.due(post()).wanted is wanted


@pytest.mark.parametrize(
    ("code", "asker", "paused"),
    [
        ("is_archived", Asker("U1"), True),  # the clock's own digest, in a channel that takes none any more
        ("nobody_foresaw_it", Asker("U1"), False),
        ("is_archived", Asker("U1", url="https://x/"), False),  # somebody clicked for it, and hears of it there
    ],
)
def test_subscriptions_rest_where_the_channel_is_closed_to_the_clock_and_for_nothing_else(
    monkeypatch: pytest.MonkeyPatch, code: str, asker: Asker, paused: bool
) -> None:
    looked: list[str] = []
    subscriptions = SimpleNamespace(of=lambda channel: looked.append(channel) or [])
    kept = Kept(None)
    services: Any = SimpleNamespace(deliveries=kept, subscriptions=subscriptions)

    async def follow(_: Any, __: QueuedReply, work: Any) -> None:
        work(services)

    monkeypatch.setattr(DigestReceipts, "follow", follow)
    monkeypatch.setattr("handlers.digests.receipts._failure", lambda *_: [])
    error = SlackApiError(code, {"ok": False, "error": code})
    asyncio.run(DigestReceipts(None, kept).refused(ROW, post(asker), error))  # type: ignore[arg-type]
    assert kept.states == [DeliveryState.REFUSED]
    assert looked == (["C1"] if paused else [])
