"""The HTTP carrier: Slack's requests at /slack/events, a sign of life at /healthz."""

from __future__ import annotations

import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import running
from bot.environment import Environment
from bot.log import configure_log
from bot.settings import Settings
from bot.wiring import Workspace, open_workspace

LONGEST_BODY = 1_000_000  # bytes; Slack's own requests stay far below


def create_web(settings: Settings, workspace: Workspace) -> Starlette:
    """The web application over an open workspace."""

    @asynccontextmanager
    async def lifespan(web: Starlette) -> AsyncIterator[None]:
        async with running(settings, workspace) as app:
            web.state.app = app
            web.state.verifier = SignatureVerifier(settings.secret("slack_signing_secret"))
            yield

    routes = [Route("/slack/events", receive, methods=["POST"]), Route("/healthz", healthy, methods=["GET"])]
    return Starlette(routes=routes, lifespan=lifespan)


async def healthy(_: Request) -> Response:
    """The process runs and takes requests."""
    return PlainTextResponse("ok")


async def receive(request: Request) -> Response:
    """Check that Slack sent it, before anything in it is read; then hand it to the app."""
    body = await _read(request)
    if body is None:
        return PlainTextResponse("too large", status_code=413)
    if not _signed(request, body):
        return PlainTextResponse("invalid signature", status_code=401)
    try:
        asked = to_async_bolt_request(request, body)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return PlainTextResponse("malformed", status_code=400)
    return to_starlette_response(await request.app.state.app.async_dispatch(asked))


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
    except (ValueError, TypeError):  # a timestamp that is no number, a body that is no text
        return False


def serve(settings: Settings) -> None:
    """Serve until the process is told to end.

    Raises:
        ShirubeError: the database or the strategy file cannot be used.
    """
    workspace = open_workspace(Environment.read())  # before anything starts, so that what is wrong is said in words
    configure_log(settings.shirube_log_level)
    config = uvicorn.Config(
        create_web(settings, workspace),
        settings.shirube_host,
        settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=int(settings.shirube_stop_seconds),
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again once all is closed
    uvicorn.Server(config).run()
