"""By what an event is known again, and which of them tell of one message."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.slack.events import Event

MENTION = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1", "text": "<@U9> births?"}


@pytest.mark.parametrize(
    ("event", "message", "place"),
    [
        (MENTION, "C1:1.1", "C1:1.1"),
        (MENTION | {"type": "message"}, "C1:1.1", "C1:1.1"),  # the same one, of which Slack tells twice
        (MENTION | {"edited": {"ts": "2.0"}}, "C1:1.1:2.0", "C1:1.1"),
        (MENTION | {"type": "message", "text": "births?"}, None, "C1:1.1"),  # overheard: an edit may add the mention
        (MENTION | {"type": "message", "text": "births?", "channel": "D1"}, "D1:1.1", "D1:"),
        (MENTION | {"thread_ts": "0.5"}, "C1:1.1", "C1:0.5"),
        ({"type": "function_executed", "function_execution_id": "Fx1"}, "step:Fx1", "step:Fx1"),
        ({"type": "app_home_opened", "user": "U1"}, None, "U1"),
    ],
)
def test_a_message_and_its_place_are_known_again(event: dict[str, Any], message: str | None, place: str) -> None:
    read = Event.model_validate(event)
    assert (read.message, read.place) == (message, place)
