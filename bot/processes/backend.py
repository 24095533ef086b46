"""The way from the front to the answering process, over the loopback address."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, TCPConnector
from starlette.requests import Request
from starlette.responses import Response

log = logging.getLogger(__name__)

_STARTING_SECONDS = 2.5  # for which an answering process that starts is waited for; Slack waits for three
_PAUSE_SECONDS = 0.05
_CALL_SECONDS = 30.0  # of Slackbot's longest calls
_OWN_HEADERS = {"host", "connection", "keep-alive", "content-length", "transfer-encoding", "accept-encoding", "expect", "upgrade"}


class Backend:
    """The answering process, as the front speaks to it."""

    def __init__(self, session: ClientSession, port: int) -> None:
        self.session = session
        self.address = f"http://127.0.0.1:{port}"

    @classmethod
    @asynccontextmanager
    async def open(cls, port: int) -> AsyncIterator[Backend]:
        """The backend, as long as the block lasts."""
        connector = TCPConnector(limit=0, force_close=True)  # each its own connection: none is found closed by a process that ended
        async with ClientSession(connector=connector, timeout=ClientTimeout(total=_CALL_SECONDS)) as session:
            yield cls(session, port)

    async def forward(self, request: Request, body: bytes) -> Response:
        """What the answering process says to a request; 503 where there is none in time."""
        headers = [(name, value) for name, value in request.headers.items() if name not in _OWN_HEADERS]
        end = time.monotonic() + _STARTING_SECONDS
        while True:
            try:
                async with self.session.post(f"{self.address}{request.url.path}", data=body, headers=headers) as told:
                    kept = {name: value for name, value in told.headers.items() if name.lower() not in _OWN_HEADERS}
                    return Response(await told.read(), told.status, kept)
            except ClientConnectionError as error:
                if time.monotonic() > end:
                    log.error("the answering process is not there: %s", type(error).__name__)
                    return Response(status_code=503)
            except TimeoutError:
                log.error("the answering process took too long")
                return Response(status_code=503)
            await asyncio.sleep(_PAUSE_SECONDS)
