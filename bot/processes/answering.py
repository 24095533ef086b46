"""The process that answers what the front has kept, and what it passes on: forms, menus, Slackbot's calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import socket
from types import FrameType

import uvicorn
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.app import ShutdownTimer, running
from bot.processes.handover import Handover
from bot.processes.mcp_endpoint import McpEndpoint
from bot.processes.slack_request import RefusedRequest, signed_body
from bot.settings import Role, Settings, WorkspaceSettings
from bot.workspace import Workspace, open_workspace

_ACKNOWLEDGED_SECONDS = 3  # Slack waits no longer for an acknowledgement, and delivers again


def create_answering(settings: Settings, workspace: Workspace, handover: Handover) -> Starlette:
    """The web application over an open workspace; it checks anew who sent what is passed on."""

    @asynccontextmanager
    async def lifespan(web: Starlette) -> AsyncIterator[None]:
        web.state.ending = ShutdownTimer(settings.shirube_stop_seconds)
        async with running(settings, workspace, web.state.ending, Role.WEB, handover.begin_answering) as served:
            web.state.app = served.app
            web.state.verifier = SignatureVerifier(settings.secret("slack_signing_secret"))
            web.state.mcp = McpEndpoint(web.state.verifier, served.services, served.client)
            yield

    routes = [Route("/slack/events", receive, methods=["POST"]), Route("/mcp", ToolCalls(), methods=["POST"])]
    return Starlette(routes=routes, lifespan=lifespan)


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


def serve(settings: Settings, listening: socket, handover: Handover) -> None:
    """Serve until the process is told to end."""
    config = uvicorn.Config(
        create_answering(settings, open_workspace(WorkspaceSettings.read()), handover),
        http="h11",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=min(_ACKNOWLEDGED_SECONDS, int(settings.shirube_stop_seconds)),
    )
    Server(config).run([listening])
