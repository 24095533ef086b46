"""Whether a request is Slack's: its timestamp may be anything, and is then refused and not stumbled over."""

from __future__ import annotations

import asyncio
import time

import pytest
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.types import Message

from bot.processes.slack_request import RefusedRequest, signed_body

SECRET = "a secret"
BODY = b"command=%2Fkpi"


def request(timestamp: str) -> Request:
    """A request that is signed as Slack would sign it at that timestamp."""
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=BODY) or ""
    named = {"x-slack-request-timestamp": timestamp, "x-slack-signature": signature}
    headers = [(name.encode(), value.encode("latin-1")) for name, value in named.items()]

    async def receive() -> Message:
        return {"type": "http.request", "body": BODY, "more_body": False}

    return Request({"type": "http", "method": "POST", "path": "/slack/events", "headers": headers}, receive)


def test_what_slack_signs_now_is_taken() -> None:
    assert asyncio.run(signed_body(request(str(int(time.time()))), SignatureVerifier(SECRET))) == BODY


@pytest.mark.parametrize("timestamp", ["9" * 20, "9" * 5000, "-1", "1e9", "nan", "", "²"])
def test_a_timestamp_that_is_none_of_slacks_is_refused_with_401(timestamp: str) -> None:
    with pytest.raises(RefusedRequest) as refused:
        asyncio.run(signed_body(request(timestamp), SignatureVerifier(SECRET)))
    assert refused.value.status == 401
