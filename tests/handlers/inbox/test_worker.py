"""Deliveries by plain calls: when one is given up, and that the log says what to do."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from db.inbox import Inbox
from handlers.inbox.worker import UNSETTLED, InboxWorker

DELIVERY = {
    "type": "event_callback",
    "event_id": "Ev1",
    "event": {"type": "app_mention", "channel": "C1", "ts": "1.1", "user": "U1", "text": "x"},
}
HOUR = 3600.0


class Unreachable:
    """An app whose Slack is away; each attempt costs four hours."""

    def __init__(self) -> None:
        self.now = 1.0
        self.tried = 0

    def clock(self) -> float:
        return self.now

    async def async_dispatch(self, request: Any) -> BoltResponse:
        self.tried += 1
        self.now += 4 * HOUR
        return BoltResponse(status=UNSETTLED)


def test_what_slack_does_not_take_for_hours_is_given_up_with_a_word_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = Unreachable()

    async def run() -> None:
        inbox = Inbox(tmp_path / "shirube.db")
        deliveries = InboxWorker(inbox, app.clock)
        await deliveries.start(app)  # type: ignore[arg-type]
        await deliveries.receive(DELIVERY)
        while not caplog.records:
            await asyncio.sleep(0.01)
        await deliveries.stop(5)
        inbox.close()

    asyncio.run(asyncio.wait_for(run(), 20))
    assert app.tried == 2
    (record,) = caplog.records
    assert "given up after 6 hours" in record.message
    assert "shirube doctor" in record.message
    assert json.dumps("x") not in record.message
