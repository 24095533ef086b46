"""A client that costs little beside what it measures: signed requests over plain connections, kept open."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
import urllib.parse

SECRET = "benchmark-signing-secret"


def command_request(number: int, port: int) -> bytes:
    """A whole HTTP request: `/kpi 出生数の目標は?`, signed now, as the command of that number."""
    body = urllib.parse.urlencode(
        {
            "command": "/kpi", "text": "出生数の目標は?", "team_id": "T000000001", "channel_id": "C1", "user_id": "U1", "user_name": "staff",
            "api_app_id": "A1", "is_enterprise_install": "false", "trigger_id": f"trigger.{number}",
            "response_url": f"http://127.0.0.1:{port}/response/{number}",
        }
    ).encode()  # fmt: skip
    moment = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {moment}\r\nX-Slack-Signature: v0={digest}\r\n\r\n"
    )
    return head.encode() + body


class Connection:
    """One kept-open connection to a server on the loopback address; one request at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> int:
        """The status of the answer.

        Raises:
            OSError, asyncio.IncompleteReadError: nobody is there, or no more.
        """
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0")
            await reader.readexactly(int(length.split(b":")[1]))
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            raise
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Hang up."""
        if self._streams:
            self._streams[1].close()
            self._streams = None
