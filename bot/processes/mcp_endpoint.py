"""`/mcp`: the tools for Slackbot (https://docs.slack.dev/ai/slackbot-mcp-client), each call signed by Slack, none remembered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import Any, Protocol

from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.processes.slack_request import LONGEST_BODY, RefusedRequest, json_rpc_refusal, signed_body
from knowledge.strategy.model import Language
from knowledge.words.messages import messages


class _Carrier(Protocol):
    """Hands a request to the tools."""

    async def handle_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer it."""
        ...


class McpEndpoint:
    """Checks that Slack sent it, then hands it to the tools; where they are not installed, it says so."""

    def __init__(self, verifier: SignatureVerifier, carrier: _Carrier | None) -> None:
        self.verifier = verifier
        self.carrier = carrier

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            body = await signed_body(Request(scope, receive), self.verifier)
            carrier = self._installed()
        except RefusedRequest as refused:
            await json_rpc_refusal(refused)(scope, receive, send)
            return
        await carrier.handle_request(scope, _again(body, receive), send)

    def _installed(self) -> _Carrier:
        if self.carrier is None:
            raise RefusedRequest(501, messages(Language.ENGLISH).say("mcp.missing"))
        return self.carrier


def _again(body: bytes, receive: Receive) -> Receive:
    """The body that was read, once more; after it what comes next."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return left.pop() if left else await receive()

    return given


@asynccontextmanager
async def open_endpoint(
    verifier: SignatureVerifier, services: Mapping[str, Any], client: AsyncWebClient
) -> AsyncIterator[McpEndpoint]:
    """The endpoint, as long as the process runs."""
    if find_spec("mcp") is None:
        yield McpEndpoint(verifier, None)
        return
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from bot.mcp_server.server import create_server
    from bot.mcp_server.slack_identity import SlackAdmission

    server = create_server(messages(Language.JAPANESE), SlackAdmission(services, client), blocks=True)
    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True, max_request_body_size=LONGEST_BODY)
    async with manager.run():
        yield McpEndpoint(verifier, manager)
