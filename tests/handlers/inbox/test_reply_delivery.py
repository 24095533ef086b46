"""One reply by plain calls: what is said again, what is looked for, and what is told where nobody can know."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from db.queue import Queue
from handlers.inbox.notices import perhaps_again
from handlers.inbox.outbox_sender import OutboxSender
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Asker, Post, Reply, encode_reply
from handlers.slack.sender import Sender

NOTE = "may have reached you"


class Wire:
    """A Slack that keeps what is posted; `fates` are errors, by their codes or `lost` for no reply, of the next posts."""

    def __init__(self, *fates: str, readable: bool = True) -> None:
        self.posted: list[dict[str, Any]] = []
        self.fates = list(fates)
        self.readable = readable

    async def chat_postMessage(self, *, channel: str, **message: Any) -> dict[str, str]:  # noqa: N802
        """Post, also where the answer is lost."""
        self.posted.append({"channel": channel, "ts": f"{time.time():.6f}", **message})
        fate = self.fates.pop(0) if self.fates else "fine"
        if fate == "lost":
            raise TimeoutError
        if fate != "fine":
            raise SlackApiError(fate, {"ok": False, "error": fate})
        return {"ts": self.posted[-1]["ts"], "channel": "D1" if channel.startswith("U") else channel}

    async def conversations_history(self, **place: Any) -> dict[str, Any]:
        """What stands there."""
        if not self.readable:
            raise SlackApiError("x", {"ok": False, "error": "missing_scope"})
        return {"messages": self.posted}

    async def chat_postEphemeral(self, **message: Any) -> dict[str, str]:  # noqa: N802
        """What one person sees."""
        self.posted.append(message)
        return {"message_ts": "1.1"}


def say(wire: Wire, database: Path, *replies: Reply) -> list[str]:
    """Say replies of one place until the queue is empty; the texts that were posted."""

    async def run() -> None:
        queue = Queue(database)
        outbox = OutboxSender(queue, Sender(wire, None), settling=0)  # type: ignore[arg-type]
        await outbox.start()
        outbox.take(await queue.commit("r", "place", [encode_reply(reply) for reply in replies], {}))
        while await queue.waits("place"):
            await asyncio.sleep(0.01)
        await outbox.stop(5)
        queue.close()

    asyncio.run(asyncio.wait_for(run(), 30))
    return [message["text"] for message in wire.posted]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "shirube.db"


def test_a_post_whose_receipt_was_lost_is_found_and_not_said_twice(database: Path) -> None:
    assert say(Wire("lost"), database, Post(OutgoingMessage("a"), "C1")) == ["a"]


def test_where_the_bot_may_not_look_the_asker_alone_is_told(database: Path) -> None:
    wire = Wire("lost", readable=False)
    texts = say(wire, database, Post(OutgoingMessage("a"), "C1", asker=Asker("U1", channel="C1")))
    assert len(texts) == 2
    assert wire.posted[1]["user"] == "U1"


def test_the_first_message_to_a_person_is_said_again_with_a_word_where_nobody_can_know(database: Path) -> None:
    first, second = say(Wire("lost"), database, Post(OutgoingMessage("a"), "U1"))
    assert first == "a"
    assert second.endswith("\na")
    assert NOTE in second


def test_a_person_whose_direct_messages_are_known_is_looked_for_there(database: Path) -> None:
    wire = Wire("fine", "lost")
    assert say(wire, database, Post(OutgoingMessage("a"), "U1"), Post(OutgoingMessage("b"), "U1")) == ["a", "b"]
    assert [message["channel"] for message in wire.posted] == ["U1", "D1"]


def test_the_word_that_it_may_be_the_second_time_comes_once() -> None:
    form = ({"type": "section"},)
    once = perhaps_again(Post(OutgoingMessage("a", (form,)), "U1"))
    assert perhaps_again(once) == once
    assert once.message.forms[0][1:] == form


def test_what_cannot_be_read_any_more_holds_up_nobody(database: Path) -> None:
    async def run() -> list[str]:
        queue, wire = Queue(database), Wire()
        outbox = OutboxSender(queue, Sender(wire, None), settling=0)  # type: ignore[arg-type]
        rows = await queue.commit("r", "place", ['{"kind": "unknown"}', encode_reply(Post(OutgoingMessage("a"), "C1"))], {})
        outbox.take(rows)
        while await queue.waits("place"):
            await asyncio.sleep(0.01)
        await outbox.stop(5)
        queue.close()
        return [message["text"] for message in wire.posted]

    assert asyncio.run(asyncio.wait_for(run(), 30)) == ["a"]
