"""How long a connection may take to say what it wants, and that what it has said has all the time that its answer takes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from bot.processes import request_timeouts
from bot.processes.request_timeouts import PatientProtocol

WAIT = 0.05  # seconds


async def slowly(_: Scope, __: Receive, send: Send) -> None:
    """Answer after longer than a request may take to begin."""
    await asyncio.sleep(4 * WAIT)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def serving() -> AsyncIterator[int]:
    """The port of a server of slow answers."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(slowly, http=PatientProtocol, lifespan="off", log_config=None))
    task = asyncio.create_task(server.serve([listening]))
    while not server.started:
        await asyncio.sleep(0)
    yield int(listening.getsockname()[1])
    server.should_exit = True
    await task


@pytest.mark.parametrize(
    ("sent", "answer"),
    [(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 200 OK"), (b"GET / HTTP/1.1\r\nHost", b""), (b"", b"")],
    ids=["whole", "half", "nothing"],
)
def test_a_whole_request_is_answered_however_long_that_takes_and_half_a_one_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, sent: bytes, answer: bytes
) -> None:
    monkeypatch.setattr(request_timeouts, "HEAD_SECONDS", WAIT)

    async def asked() -> bytes:
        async with serving() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            found = await asyncio.wait_for(reader.readline(), 10)
            writer.close()
            return found.rstrip()

    assert asyncio.run(asked()) == answer
