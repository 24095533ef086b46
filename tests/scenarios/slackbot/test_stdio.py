"""`shirube mcp` serves the tools to an assistant on the same machine, over standard input and output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

from tests.scenarios.bot import _installation
from tests.scenarios.slackbot.calls import text


def with_client(folder: Path, use: Callable[[Client], Any]) -> Any:
    """Use a client of a fresh `shirube mcp`, and give what that gives, and what was said on standard error."""
    shutil.copy(_installation(None, "2022-12-01", measured=True), folder / "shirube.db")
    environment = {"SHIRUBE_DATABASE": str(folder / "shirube.db"), "SHIRUBE_TODAY": "2022-12-01", "LANG": "en_US.UTF-8"}
    program = StdioServerParameters(command=str(Path(sys.executable).parent / "shirube"), args=["mcp"], env=environment, cwd=folder)

    async def run() -> Any:
        with (folder / "errors").open("w") as errors:
            async with Client(stdio_client(program, errlog=errors)) as client:
                return await use(client)

    return anyio.run(run), (folder / "errors").read_text()


def test_the_tools_answer_over_stdio(tmp_path: Path) -> None:
    async def use(client: Client) -> Any:
        listed = await client.list_tools()
        answered = await client.call_tool("ask_strategy", {"question": "出生数の目標は?"})
        status = await client.call_tool("get_progress", {"indicator": "births"})
        wrong = await client.call_tool("get_indicator", {"indicator": 7})
        with pytest.raises(MCPError, match="ask_strategy"):
            await client.call_tool("unknown", {})
        return listed, answered, status, wrong

    (listed, answered, status, wrong), errors = with_client(tmp_path, use)
    assert len(listed.tools) == 4
    assert all(each.meta is None for each in listed.tools)
    assert answered.structured_content["facts"][0]["value"] == "3000"
    assert status.structured_content["language"] == "en"
    assert status.structured_content["rules"]
    assert wrong.is_error
    assert "indicator" in text(wrong)
    assert errors == ""
