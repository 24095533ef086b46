"""Whether an inquiry, and a reminder of it, is still to be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.collection.receipts import CollectionReceipts
from handlers.collection.topics import INQUIRY, REMINDER, InquiryTopic
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post

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
