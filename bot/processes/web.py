"""The HTTP carrier: Slack's requests at /slack/events, signs of life of this process at /healthz, of all at /readyz."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import FrameType

import uvicorn
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.app import ShutdownTimer, running
from bot.log import RateLimitFilter, configure_log
from bot.processes.patience import PatientProtocol
from bot.settings import Role, Settings, WorkspaceSettings
from bot.workspace import Workspace, open_workspace
from db.heartbeats import Heartbeat
from knowledge.errors import ShirubeError, StoreError

BODY_SECONDS = 10.0  # Slack sends its requests at once
MOST_CONNECTIONS = 512  # about half of the files that a process may usually have open
LONGEST_BODY = 1_000_000  # bytes; Slack's own requests stay far below
_REMEDIES = {
    400: "signed by Slack, and cannot be read; see whether a proxy changes requests on their way",
    401: "not signed by Slack in the last five minutes; compare SLACK_SIGNING_SECRET with Basic Information, App Credentials at "
    "api.slack.com/apps, and this machine's clock with the time",
    408: "sent too slowly, and not to its end; see whether a proxy holds requests back",
    413: "longer than any request of Slack's; somebody else sends it",
}
_ACKNOWLEDGED_SECONDS = 3  # Slack waits no longer for an acknowledgement, and delivers again
_seldom = RateLimitFilter(logging.getLogger(__name__))


def create_web(settings: Settings, workspace: Workspace) -> Starlette:
    """The web application over an open workspace."""

    @asynccontextmanager
    async def lifespan(web: Starlette) -> AsyncIterator[None]:
        web.state.ending = ShutdownTimer(settings.shirube_stop_seconds)
        async with running(settings, workspace, web.state.ending, Role.WEB) as served:
            web.state.app, web.state.check, web.state.heartbeats = served.app, served.check, served.heartbeats
            web.state.verifier = SignatureVerifier(settings.secret("slack_signing_secret"))
            yield

    looks = [Route("/healthz", healthy, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]
    return Starlette(routes=[Route("/slack/events", receive, methods=["POST"]), *looks], lifespan=lifespan)


async def healthy(request: Request) -> Response:
    """The process runs, and what arrives can be kept."""
    try:
        request.app.state.check()
    except StoreError as error:
        return PlainTextResponse(error.message_id, status_code=503)
    return PlainTextResponse("ok")


async def ready(request: Request) -> Response:
    """Every process of the installation gives signs of life: those that ran and were not stopped, with the seconds since then."""
    try:
        heartbeats: Sequence[Heartbeat] = request.app.state.heartbeats()
    except StoreError as error:
        return PlainTextResponse(error.message_id, status_code=503)
    now = time.time()
    silent = any(each.silent(now) for each in heartbeats)
    return JSONResponse({each.role: round(now - each.at) for each in heartbeats}, 503 if silent else 200)


async def receive(request: Request) -> Response:
    """Check that Slack sent it, before anything in it is read; then hand it to the app."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await _read(request)
    except TimeoutError:
        return _refused(408, "too slow")
    except ClientDisconnect:
        return _refused(400, "broken off")
    if body is None:
        return _refused(413, "too large")
    if not _signed(request, body):
        return _refused(401, "invalid signature")
    try:
        asked = to_async_bolt_request(request, body)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return _refused(400, "malformed")
    return to_starlette_response(await request.app.state.app.async_dispatch(asked))


def _refused(status: int, reason: str) -> Response:
    _seldom.warn(f"refused with {status}: {_REMEDIES[status]}")
    return PlainTextResponse(reason, status_code=status)


async def _read(request: Request) -> bytes | None:
    """The body; None where it is longer than anything that Slack sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def _signed(request: Request, body: bytes) -> bool:
    """Whether the signature is Slack's, and not older than five minutes."""
    verifier: SignatureVerifier = request.app.state.verifier
    try:
        return verifier.is_valid_request(body, dict(request.headers))
    except (ValueError, TypeError, OverflowError):  # a timestamp that is no number of seconds, a body that is no text
        return False


class Server(uvicorn.Server):
    """The server; what is under way when it is told to end shares the time that is left."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end."""
        assert isinstance(self.config.app, Starlette)  # noqa: S101 - serve() made it
        self.config.app.state.ending.begin()
        super().handle_exit(sig, frame)


def serve(settings: Settings) -> None:
    """Serve until the process is told to end.

    Raises:
        ShirubeError: the database or the strategy file cannot be used.
    """
    workspace = open_workspace(WorkspaceSettings.read())  # before anything starts, so that what is wrong is said in words
    listening = _listen(settings.shirube_host, settings.port)
    configure_log(settings.shirube_log_level)
    config = uvicorn.Config(
        create_web(settings, workspace),
        http=PatientProtocol,
        limit_concurrency=MOST_CONNECTIONS,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=min(_ACKNOWLEDGED_SECONDS, int(settings.shirube_stop_seconds)),
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again once all is closed
    Server(config).run([listening])


def _listen(host: str, port: int) -> socket.socket:
    """The socket to take requests from; nobody is let in before all is ready.

    Raises:
        ShirubeError: another process listens there, or the address is none of this machine's.
    """
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise ShirubeError("web.port", host=host, port=port, reason=error.strerror or str(error)) from error
    return taken
