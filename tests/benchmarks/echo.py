"""What the bot is measured beside: a bare async Bolt app behind the same Starlette and uvicorn, which echoes a command."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


async def authorize() -> AuthorizeResult:
    """Nobody is asked."""
    return AuthorizeResult(enterprise_id=None, team_id="T000000001", bot_token="xoxb-none", bot_id="B1", bot_user_id="U1")


async def echo(ack: AsyncAck, command: dict[str, Any]) -> None:
    """Give back what was typed."""
    await ack(command["text"])


def serve(port: int) -> None:
    """Serve until told to end."""
    app = AsyncApp(signing_secret=os.environ["SLACK_SIGNING_SECRET"], authorize=authorize, logger=logging.getLogger("echo"))
    app.command("/kpi")(echo)
    handler = AsyncSlackRequestHandler(app)

    async def receive(request: Request) -> Response:
        return await handler.handle(request)

    async def healthy(_: Request) -> Response:
        return Response("ok")

    web = Starlette(routes=[Route("/slack/events", receive, methods=["POST"]), Route("/healthz", healthy)])
    uvicorn.run(web, host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
