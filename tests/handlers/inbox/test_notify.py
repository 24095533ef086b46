"""Where somebody is told a thing that is no answer."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.inbox.notify import told
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post, PublishHome, Reply, Respond, Whisper
from knowledge.strategy.model import Language

MESSAGE = OutgoingMessage("a")
WRITTEN = {"event": {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1"}}
THREADED = {"event": {**WRITTEN["event"], "thread_ts": "0.5"}}
HOME = {"type": "app_home_opened", "user": "U1", "channel": "D1"}
DIRECT = {"event": {"type": "message", "channel": "D1", "user": "U1", "ts": "1.1"}}


@pytest.mark.parametrize(
    ("body", "aside", "replies"),
    [
        (WRITTEN, False, [Post(MESSAGE, "C1", "1.1", otherwise="U1")]),
        (WRITTEN, True, [Whisper(MESSAGE, "C1", "U1", None, otherwise="U1")]),
        (THREADED, False, [Post(MESSAGE, "C1", "0.5", otherwise="U1")]),
        (THREADED, True, [Whisper(MESSAGE, "C1", "U1", "0.5", otherwise="U1")]),
        (DIRECT, True, [Post(MESSAGE, "D1", None, otherwise="U1")]),
        ({"user_id": "U1", "response_url": "https://x/"}, True, [Respond(MESSAGE, "https://x/", otherwise="U1")]),
        ({"user": {"id": "U1"}, "type": "view_submission"}, False, [Post(MESSAGE, "U1")]),
        ({"event": HOME | {"tab": "home"}}, False, [PublishHome("U1", Language.JAPANESE, notice="a")]),
        ({"event": HOME | {"tab": "messages"}}, False, []),
        ({"type": "event_callback"}, False, []),
    ],
)
def test_it_is_said_where_it_was_asked(body: dict[str, Any], aside: bool, replies: list[Reply]) -> None:
    assert told(body, MESSAGE, aside=aside) == replies
