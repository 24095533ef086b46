"""The worker by plain calls: when what arrived is given up, and that the log says what to do."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from db.inspection import QueueState, queue_state
from db.queue import Queue
from handlers.inbox.incoming import incoming
from handlers.inbox.outbox_sender import OutboxSender
from handlers.inbox.worker import RETRY_LATER, InboxWorker
from handlers.slack.outgoing import OutgoingMessage

DELIVERY = {
    "type": "event_callback",
    "event_id": "Ev1",
    "event": {"type": "app_mention", "channel": "C1", "ts": "1.1", "user": "U1", "text": "x"},
}
HOUR = 3600.0


class Told:
    """A sender that keeps what is posted."""

    def __init__(self) -> None:
        self.posts: list[str] = []
        self.directs: dict[str, str] = {}

    async def post(self, message: OutgoingMessage, channel: str, thread: str | None) -> str:
        self.posts.append(f"{channel} {thread} {message.text}")
        return "1.2"


class NoChange:
    """Changes that nothing asks for."""


class Unreachable:
    """An app whose Slack is away; each attempt costs four hours."""

    def __init__(self) -> None:
        self.now = 1.0
        self.tried = 0

    def clock(self) -> float:
        return self.now

    async def async_dispatch(self, request: Any) -> BoltResponse:
        request.context["authorize_result"] = SimpleNamespace()
        self.tried += 1
        self.now += 4 * HOUR
        return BoltResponse(status=RETRY_LATER)


class Broken(Unreachable):
    """An app that fails without a word."""

    async def async_dispatch(self, request: Any) -> BoltResponse:
        self.tried += 1
        raise RuntimeError


async def handle(app: Any, database: Path) -> list[str]:
    """Hand the delivery to the app until it waits no more; what is said then."""
    queue, sender = Queue(database), Told()
    outbox = OutboxSender(queue, sender)  # type: ignore[arg-type]
    outbox.delivery.alarm_channel = "CALARM"
    worker = InboxWorker(queue, outbox, NoChange(), app.clock)  # type: ignore[arg-type]
    await worker.start(app)
    await worker.receive(DELIVERY)
    while queue_state(database).waiting:
        await asyncio.sleep(0.01)
    await worker.stop(5)
    queue.close()
    return sender.posts


def test_what_slack_does_not_take_for_hours_is_given_up_with_a_word_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = Unreachable()
    asyncio.run(asyncio.wait_for(handle(app, tmp_path / "shirube.db"), 20))
    assert app.tried == 2
    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "given up after 6 hours" in record.message
    assert "shirube doctor" in record.message
    assert json.dumps("x") not in record.message
    assert queue_state(tmp_path / "shirube.db") == QueueState(failed=1, last_failure="unreachable")


def test_what_cannot_even_be_refused_is_given_up_and_holds_up_nobody(tmp_path: Path) -> None:
    app = Broken()
    told, alarm = asyncio.run(asyncio.wait_for(handle(app, tmp_path / "shirube.db"), 20))
    assert app.tried == 3
    assert told.startswith("C1 1.1 ")
    assert "Please ask again" in told
    assert alarm.startswith("CALARM None ")
    assert "failed without a word" in alarm
    assert queue_state(tmp_path / "shirube.db") == QueueState(failed=1, last_failure="failed without a word")


def test_an_edited_direct_message_is_kept_as_if_it_were_written_anew() -> None:
    new = {"user": "U1", "text": "births in 2020?", "ts": "1.1", "edited": {"ts": "2.2"}}
    edit = {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im", "message": new}
    edit |= {"previous_message": {**new, "text": "births?"}}
    item = incoming({"type": "event_callback", "event_id": "Ev2", "event": edit}, 1.0)
    assert item
    event = json.loads(item.payload)["event"]
    assert (event["type"], event.get("subtype"), event["text"], event["user"]) == ("message", None, "births in 2020?", "U1")


def test_where_somebodys_direct_messages_are_is_learnt_from_what_they_write_there_alone(tmp_path: Path) -> None:
    async def run() -> dict[str, str]:
        app, queue = Unreachable(), Queue(tmp_path / "shirube.db")
        worker = InboxWorker(queue, OutboxSender(queue, Told()), NoChange(), app.clock)  # type: ignore[arg-type]
        for n, channel in enumerate(("C1", "D1")):
            event = {**DELIVERY["event"], "type": "message", "channel": channel, "user": f"U{n}"}  # type: ignore[dict-item]
            await worker.receive({**DELIVERY, "event_id": f"Ev{n}", "event": event})
        found = dict(await queue.directs())
        queue.close()
        return found

    assert asyncio.run(run()) == {"U1": "D1"}
