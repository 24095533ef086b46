"""The HTTP carrier: Slack's requests at /slack/events, Slackbot's at /mcp; /healthz is about this process, /readyz about all."""

from __future__ import annotations

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
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.app import ShutdownTimer, running
from bot.log import configure_log
from bot.processes.mcp_endpoint import open_endpoint
from bot.processes.patience import PatientProtocol
from bot.processes.slack_request import RefusedRequest, signed_body
from bot.settings import Role, Settings, WorkspaceSettings
from bot.workspace import Workspace, open_workspace
from db.heartbeats import Heartbeat
from knowledge.errors import ShirubeError, StoreError

MOST_CONNECTIONS = 512  # about half of the files that a process may usually have open
_ACKNOWLEDGED_SECONDS = 3  # Slack waits no longer for an acknowledgement, and delivers again


def create_web(settings: Settings, workspace: Workspace) -> Starlette:
    """The web application over an open workspace."""

    @asynccontextmanager
    async def lifespan(web: Starlette) -> AsyncIterator[None]:
        web.state.ending = ShutdownTimer(settings.shirube_stop_seconds)
        async with running(settings, workspace, web.state.ending, Role.WEB) as served:
            web.state.app, web.state.check, web.state.heartbeats = served.app, served.check, served.heartbeats
            web.state.verifier = SignatureVerifier(settings.secret("slack_signing_secret"))
            async with open_endpoint(web.state.verifier, served.services, served.client) as web.state.mcp:
                yield

    looks = [Route("/healthz", healthy, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]
    slackbot = Route("/mcp", ToolCalls(), methods=["POST"])
    return Starlette(routes=[Route("/slack/events", receive, methods=["POST"]), slackbot, *looks], lifespan=lifespan)


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
    """Hand what Slack sent to the app."""
    try:
        body = await signed_body(request, request.app.state.verifier)
        try:
            asked = to_async_bolt_request(request, body)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise RefusedRequest(400, "malformed") from error
    except RefusedRequest as refused:
        return PlainTextResponse(refused.reason, status_code=refused.status)
    return to_starlette_response(await request.app.state.app.async_dispatch(asked))


class ToolCalls:
    """Hands what Slackbot asks to the tools."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await scope["app"].state.mcp(scope, receive, send)


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
