"""The server of the tools, whatever carries it: lists them, and calls one for whoever may ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ToolDescription
from pydantic import ValidationError

from bot.mcp_server.tools import TOOLS, Tool, structured
from handlers.answers.blocks import AnswerLocation, answer_blocks
from handlers.blocks.fitting import fit_to_message
from handlers.blocks.renderers import PlainRenderer
from handlers.slack.error_text import reason
from knowledge.answer.model import Answer
from knowledge.guide import Guide
from knowledge.strategy.model import Language
from knowledge.words.messages import Messages, messages

_SLACK = "slack"  # the key of what Slack adds to a call's metadata, and reads in a tool's and a result's


@dataclass(frozen=True, slots=True)
class Admitted:
    """Whoever may ask: the guide that answers, and the language of what they are told."""

    guide: Guide
    language: Language


@dataclass(frozen=True, slots=True)
class Refused:
    """Whoever may not ask, with the reason in words."""

    text: str


Admission = Callable[[Mapping[str, Any], Mapping[str, Any]], Awaitable[Admitted | Refused]]
"""Decides by what Slack says of a call, and by the call's arguments."""


def create_server(words: Messages, admission: Admission, *, blocks: bool = False) -> Server[Any]:
    """The server. `words` describe the tools; with `blocks`, answers are laid out for Slack beside their text."""

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_description(tool, words, blocks=blocks) for tool in TOOLS.values()])

    async def call_tool(context: ServerRequestContext[Any], called: CallToolRequestParams) -> CallToolResult:
        tool, given = TOOLS.get(called.name), called.arguments or {}
        if tool is None:
            raise MCPError(INVALID_PARAMS, words.say("mcp.tool.unknown", tools=words.joined(TOOLS)))
        told = dict(context.meta or {}).get(_SLACK)
        admitted = await admission(told if isinstance(told, dict) else {}, given)
        if isinstance(admitted, Refused):
            return _failed(admitted.text)
        return _called(tool, given, admitted, blocks=blocks)

    return Server(
        "shirube",
        version=version("shirube"),
        instructions=words.say("mcp.instructions"),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _description(tool: Tool, words: Messages, *, blocks: bool) -> ToolDescription:
    return ToolDescription(
        name=tool.name,
        title=words.say(f"mcp.{tool.name}.title"),
        description=words.say(f"mcp.{tool.name}"),
        input_schema=tool.input_schema(words),
        annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        _meta={_SLACK: {"supportsBlockKit": True}} if blocks else None,
    )


def _called(tool: Tool, given: Mapping[str, Any], admitted: Admitted, *, blocks: bool) -> CallToolResult:
    words = messages(admitted.language)
    try:
        arguments = tool.arguments.model_validate(given)
    except ValidationError as error:
        wrong = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors() if fault["loc"])
        expected = words.joined(tool.arguments.model_fields)
        return _failed(words.say("mcp.arguments.wrong", names=words.joined(wrong), expected=expected))
    try:
        answer = tool.answer(admitted.guide, arguments, admitted.language)
        content = structured(answer, admitted.guide)
    except Exception as error:  # noqa: BLE001 - whatever it is, the assistant gets words, and the log a number
        return _failed(reason(error, words))
    laid_out = {_SLACK: {"blocks": _blocks(answer)}} if blocks else None
    return CallToolResult(content=[TextContent(text=answer.text)], structured_content=content, _meta=laid_out)


def _failed(text: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=text)], is_error=True)


def _blocks(answer: Answer) -> list[dict[str, Any]]:
    """What there is to read, in blocks that every Slack takes; nothing to click: what a click would change is not Slackbot's."""
    words = messages(answer.language)
    return list(fit_to_message(answer_blocks(PlainRenderer(), answer, AnswerLocation(), words), (), words))
