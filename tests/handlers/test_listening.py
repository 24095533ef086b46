"""How listeners are called: what Slack sent is read, the language found, and the replies noted."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import pytest
from pydantic import ValidationError

from handlers.inbox.outcome import Outcome, current, own_request
from handlers.listening import Replies, adapted
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import HomeOpened, SlashCommand
from handlers.slack.replies import Post
from knowledge.strategy.model import Language
from knowledge.words.messages import Messages

COMMAND = {"command": "/kpi", "text": "x", "user_id": "U1", "channel_id": "C1", "trigger_id": "1", "response_url": "https://x/"}


class English:
    """Everybody speaks English."""

    async def asking(self, body: Any) -> Language:
        return Language.ENGLISH


async def say(command: SlashCommand, words: Messages, argument: str) -> Replies:
    """Say what was handed over."""
    return [Post(OutgoingMessage(f"{words.language} {argument}"), command.channel_id)]


async def remember(opened: HomeOpened, seen: list[str]) -> None:
    """Say nothing."""
    seen.append(opened.user)


async def immediate(ack: Any, body: dict[str, Any]) -> None:
    """Answer in the acknowledgement."""


def call(listener: Any, **given: Any) -> tuple[Outcome, int]:
    """Call a listener as Bolt does, by the names of its arguments; what was noted, and how often it acknowledged."""
    acknowledged = []

    async def ack() -> None:
        acknowledged.append(True)

    async def run() -> Outcome:
        with own_request("r", "p"):
            called = adapted(listener)
            offered = {"ack": ack, "languages": English(), **given}
            await called(**{name: offered[name] for name in inspect.getfullargspec(inspect.unwrap(called)).args})
            return current()

    return asyncio.run(run()), len(acknowledged)


def test_a_listener_is_handed_what_was_sent_and_its_replies_are_noted() -> None:
    done, acknowledged = call(say, body=COMMAND, argument="weekly")
    assert [(reply.channel, reply.message.text) for reply in done.replies if isinstance(reply, Post)] == [("C1", "en weekly")]
    assert acknowledged == 1


def test_of_an_event_the_event_is_read_and_no_replies_are_none() -> None:
    seen: list[str] = []
    event = {"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "D1"}
    done, _ = call(remember, body={"type": "event_callback", "event": event}, seen=seen)
    assert (seen, done.replies) == (["U1"], [])


def test_what_is_said_after_a_change_was_committed_is_a_fault_and_not_lost_in_silence() -> None:
    async def late(command: SlashCommand) -> Replies:
        current().committed = True
        return [Post(OutgoingMessage("late"), command.channel_id)]

    with pytest.raises(RuntimeError):
        call(late, body=COMMAND)


def test_what_is_not_as_slack_writes_it_is_refused() -> None:
    with pytest.raises(ValidationError):
        call(say, body={"command": "/kpi"}, argument="")


def test_a_listener_that_answers_at_once_is_left_as_it_is() -> None:
    assert adapted(immediate) is immediate
