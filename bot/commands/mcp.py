"""`shirube mcp`: see bot/mcp_server."""

from __future__ import annotations

from importlib.util import find_spec

import click

from bot.commands.shared import WORDS, help_text, workspace
from knowledge.errors import ShirubeError


@click.command("mcp", help=help_text("mcp"))
def command() -> None:
    """Serve until standard input ends."""
    if find_spec("mcp") is None:
        raise ShirubeError("mcp.missing")
    from bot.mcp_server.stdio import serve

    serve(workspace(), WORDS)
