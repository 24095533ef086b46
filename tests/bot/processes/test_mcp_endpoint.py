"""Without the extra, /mcp and `shirube mcp` say that the tools are not installed, and how they are."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import pytest
from click.testing import CliRunner
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli import main
from bot.processes.mcp_endpoint import McpEndpoint
from tests.scenarios.bot import SIGNING_SECRET, signed

BODY = b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'


@pytest.fixture
def _not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the extra."""
    monkeypatch.setitem(sys.modules, "mcp", None)


def answered(headers: dict[str, str]) -> tuple[int, Any]:
    """Status and body of what the endpoint answers to a request."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/mcp",
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": BODY, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    endpoint = McpEndpoint(SignatureVerifier(SIGNING_SECRET), {}, AsyncWebClient())
    asyncio.run(endpoint(scope, receive, send))
    return sent[0]["status"], json.loads(sent[1]["body"])


@pytest.mark.usefixtures("_not_installed")
def test_the_endpoint_says_that_it_is_not_installed_to_slack_alone() -> None:
    status, body = answered(signed(BODY))
    assert status == 501
    assert "requirements-all.txt" in body["error"]["message"]
    status, body = answered({})
    assert (status, body["error"]["message"]) == (401, "invalid signature")


@pytest.mark.usefixtures("_not_installed")
def test_the_command_says_so_too() -> None:
    ran = CliRunner().invoke(main, ["mcp"])
    assert ran.exit_code == 1
    assert "requirements-all.txt" in ran.output
