"""Which listener a slash command goes to, by the word after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from knowledge.subcommands import parse_subcommand


def subcommand(name: str | None) -> list[Callable[..., Awaitable[bool]]]:
    """The matchers of a subcommand's listener, which is handed what stands behind the word as `argument`; None: of a question's.

    The words for it stand in `knowledge/data/commands.toml`: register it as `app.command("/kpi", matchers=subcommand("list"))`.
    """

    async def matches(command: dict[str, Any], context: AsyncBoltContext) -> bool:
        given = parse_subcommand(str(command.get("text") or ""))
        context["argument"] = given.rest
        return given.name == name

    return [matches]
