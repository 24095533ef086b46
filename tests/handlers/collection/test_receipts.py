"""Whether an inquiry, and a reminder of it, is still to be said."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.collection.receipts import CollectionReceipts
from handlers.collection.topics import INQUIRY, REMINDER, InquiryTopic
from handlers.inbox.changes import Changed
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post
from knowledge.queue_ports import QueuedReply

NOW = datetime(2022, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "ts", "ended_at", "wanted"),
    [
        (INQUIRY, None, None, True),
        (INQUIRY, "1.1", None, False),
        (INQUIRY, None, NOW, False),
        (REMINDER, "1.1", None, True),
        (REMINDER, None, None, False),
        (REMINDER, "1.1", NOW, False),
    ],
)
def test_it_is_said_once_and_only_while_the_round_goes_on(
    kind: str, ts: str | None, ended_at: datetime | None, wanted: bool
) -> None:
    inquiry, begun = SimpleNamespace(round=1, ts=ts, fingerprint="f"), SimpleNamespace(ended_at=ended_at)
    collections: Any = SimpleNamespace(inquiry=lambda _: inquiry, round=lambda _: begun)
    post = Post(OutgoingMessage("a"), "C1", topic=InquiryTopic(kind, 7, "f").packed())
    due = CollectionReceipts(None, collections).due(post)  # type: ignore[arg-type]
    assert due.wanted is wanted
    assert due.reply == (replace(post, thread=ts) if kind == REMINDER else post)


@pytest.mark.parametrize("inquiry", [None, SimpleNamespace(round=1, refused="is_archived")], ids=["gone", "told before"])
def test_of_an_inquiry_that_cannot_be_delivered_nobody_is_told_twice(
    monkeypatch: pytest.MonkeyPatch, inquiry: SimpleNamespace | None
) -> None:
    made: list[Changed[None]] = []
    collections = SimpleNamespace(inquiry=lambda _: inquiry, round=lambda _: SimpleNamespace(begun_by="U1"))

    async def follow(_: Any, __: QueuedReply, work: Any) -> None:
        made.append(work(SimpleNamespace(collections=collections)))

    monkeypatch.setattr(CollectionReceipts, "follow", follow)
    post = Post(OutgoingMessage("a"), "C1", topic=InquiryTopic(INQUIRY, 7, "f").packed())
    row = QueuedReply(1, "clock:collection:1", 0, "collection:C1", "{}", 1.0, None)
    asyncio.run(CollectionReceipts(None, collections).unknown(row, post))  # type: ignore[arg-type]
    assert made == [Changed(None)]
