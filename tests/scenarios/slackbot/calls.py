"""Slackbot as the bot sees it: the SDK's own client, whose requests are signed as Slack signs them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import anyio
import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, ListToolsResult

from tests.scenarios.bot import Bot, signed
from tests.scenarios.emulator import TEAM

Signing = Callable[[bytes], Mapping[str, str]]


class Signed(httpx2.Auth):
    """Signs each request."""

    requires_request_body = True

    def __init__(self, signing: Signing) -> None:
        self.signing = signing

    def auth_flow(self, request: httpx2.Request) -> Any:
        request.headers.update(self.signing(request.content))
        yield request


def identity(bot: Bot, user: str = "staff", **fields: str) -> dict[str, Any]:
    """What Slack says of whoever asks."""
    return {"slack": {"user_id": bot.slack.users[user], "team_id": TEAM, **fields}}


def call(
    bot: Bot, tool: str, arguments: dict[str, Any] | None = None, meta: dict[str, Any] | None = None, signing: Signing = signed
) -> CallToolResult:
    """A tool's result for a member of the staff, unless `meta` says otherwise."""
    told: Any = identity(bot) if meta is None else meta

    async def called(client: Client) -> CallToolResult:
        return await client.call_tool(tool, arguments, meta=told)

    return _with_client(bot, called, signing)


def tools(bot: Bot, mode: str = "legacy") -> ListToolsResult:
    """The tools that are offered; in the mode `auto`, by the newest protocol."""

    async def listed(client: Client) -> ListToolsResult:
        return await client.list_tools()

    return _with_client(bot, listed, signed, mode)


def _with_client(bot: Bot, use: Callable[[Client], Any], signing: Signing, mode: Any = "legacy") -> Any:
    async def run() -> Any:
        async with httpx2.AsyncClient(auth=Signed(signing), timeout=20) as carrier:
            transport = streamable_http_client(f"http://127.0.0.1:{bot.port}/mcp", http_client=carrier)
            async with Client(transport, mode=mode) as client:
                try:
                    return await use(client)
                except MCPError as error:  # raised here, it would come out in groups
                    return error

    result = anyio.run(run)
    if isinstance(result, MCPError):
        raise result
    return result


def post(bot: Bot, body: bytes, signing: Signing = signed, method: str = "POST") -> httpx2.Response:
    """One bare request."""
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **signing(body)}
    return httpx2.request(method, f"http://127.0.0.1:{bot.port}/mcp", content=body, headers=headers, timeout=20)


def request(tool: str, arguments: object, meta: object = None) -> bytes:
    """A call's body, of whatever shape."""
    params = {"name": tool, "arguments": arguments, "_meta": meta}
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}).encode()


def text(result: CallToolResult) -> str:
    """What a result says."""
    return "\n".join(each.text for each in result.content if each.type == "text")
