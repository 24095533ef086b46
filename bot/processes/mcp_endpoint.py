"""`/mcp`: the tools for Slackbot (https://docs.slack.dev/ai/slackbot-mcp-client), each call signed by Slack, none remembered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.processes.slack_request import LONGEST_BODY, RefusedRequest, json_rpc_refusal, signed_body
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class McpEndpoint:
    """Checks that Slack sent it, then hands it to the tools; where they are not installed, it says so.

    The SDK is read at the first call: that takes half a second, in which a process that has just begun has answers to give.
    """

    def __init__(self, verifier: SignatureVerifier, services: Mapping[str, Any], client: AsyncWebClient) -> None:
        self.verifier = verifier
        self.services = services
        self.client = client

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            body = await signed_body(Request(scope, receive), self.verifier)
            _require_sdk()
        except RefusedRequest as refused:
            await json_rpc_refusal(refused)(scope, receive, send)
            return
        manager = await asyncio.to_thread(self._manager)
        async with manager.run():
            await manager.handle_request(scope, _again(body, receive), send)

    def _manager(self) -> StreamableHTTPSessionManager:
        """What carries one call."""
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        return StreamableHTTPSessionManager(self._server, json_response=True, stateless=True, max_request_body_size=LONGEST_BODY)

    @cached_property
    def _server(self) -> Server[Any]:
        from bot.mcp_server.server import create_server
        from bot.mcp_server.slack_identity import SlackAdmission

        logging.getLogger("mcp").setLevel(logging.WARNING)  # it tells of the beginning and the end of each call
        return create_server(messages(Language.JAPANESE), SlackAdmission(self.services, self.client), blocks=True)


def _require_sdk() -> None:
    if find_spec("mcp") is None:
        raise RefusedRequest(501, messages(Language.ENGLISH).say("mcp.missing"))


def _again(body: bytes, receive: Receive) -> Receive:
    """The body that was read, once more; after it what comes next."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return left.pop() if left else await receive()

    return given
