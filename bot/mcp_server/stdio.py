"""The tools over standard input and output, for an assistant that runs on the same machine as whoever may use its database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anyio
from mcp.server.stdio import stdio_server

from bot.log import configure_log
from bot.mcp_server.server import Admitted, create_server
from bot.workspace import Workspace, open_workspace
from knowledge.guide import Guide
from knowledge.words.messages import Messages


class TerminalAdmission:
    """Lets everybody in, as the terminal does; another plan that is served meanwhile is opened anew."""

    def __init__(self, workspace: Workspace, words: Messages) -> None:
        self.words = words
        self._workspace = workspace
        self._guide = workspace.guides()

    async def __call__(self, _: Mapping[str, Any], __: Mapping[str, Any]) -> Admitted:
        """The guide over the plan that is served now, and the terminal's language."""
        return Admitted(self._current(), self.words.language)

    def _current(self) -> Guide:
        if self._workspace.outdated:
            self._workspace.store.close()
            self._workspace = open_workspace(self._workspace.settings)
            self._guide = self._workspace.guides()
        return self._guide


def serve(workspace: Workspace, words: Messages) -> None:
    """Serve until standard input ends."""
    configure_log("WARNING")
    anyio.run(_serve, TerminalAdmission(workspace, words), words)


async def _serve(admission: TerminalAdmission, words: Messages) -> None:
    server = create_server(words, admission)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
