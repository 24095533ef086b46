"""Which scopes each call to Slack, each event and each command needs, and for which feature: the one table of scopes.

The manifest asks for them, `shirube doctor` compares them with those that were granted, and the tests' Slack refuses without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Feature(StrEnum):
    """What needs a scope beyond the base."""

    PEOPLE = "people"  # guests are told from staff, and Slack's language is known
    FILES = "files"  # measurements from a file that is dropped to the bot
    SHEETS = "sheets"  # sheets as files in a thread; the look-up of one whose end is unknown
    RECORDERS = "recorders"  # a user group may record
    SLACKBOT = "slackbot"  # Slackbot asks by the tools of /mcp; by HTTP alone
    WORKFLOWS = "workflows"  # steps for Workflow Builder, a feature of paid plans
    CANVAS = "canvas"  # a canvas of the channel in place of digests
    THREADS = "threads"  # follow-ups without a mention; the look-up of a delivery whose end is unknown


@dataclass(frozen=True, slots=True)
class Need:
    """What is called or received (a Web API method, an event, else what it is in words), with its scopes; no feature: the base."""

    what: str
    scopes: tuple[str, ...] = ()
    feature: Feature | None = None


AGENT = Need("assistant.threads.setSuggestedPrompts", ("assistant:write",))  # with Slack's agent view alone
NEEDS = (
    Need("apps.connections.open"),  # by the app's own token
    Need("auth.test"),
    Need("blocks.validate"),
    *(Need(f"chat.{name}", ("chat:write",)) for name in ("delete", "postEphemeral", "postMessage", "update")),
    Need("canvases.edit", ("canvases:write",), Feature.CANVAS),
    Need("conversations.canvases.create", ("canvases:write",), Feature.CANVAS),
    Need("conversations.history", ("im:history",)),
    Need("conversations.history", ("channels:history", "groups:history"), Feature.THREADS),
    Need("conversations.members", ("channels:read", "groups:read"), Feature.WORKFLOWS),
    Need("conversations.replies", ("im:history",)),
    Need("conversations.replies", ("channels:history", "groups:history"), Feature.THREADS),
    Need("files.completeUploadExternal", ("files:write",), Feature.SHEETS),
    Need("files.getUploadURLExternal", ("files:write",), Feature.SHEETS),
    Need("files.info", ("files:read",), Feature.SHEETS),
    Need("functions.completeError", (), Feature.WORKFLOWS),
    Need("functions.completeSuccess", (), Feature.WORKFLOWS),
    Need("usergroups.list", ("usergroups:read",), Feature.RECORDERS),
    Need("usergroups.users.list", ("usergroups:read",), Feature.RECORDERS),
    Need("users.info", ("users:read",), Feature.PEOPLE),
    Need("users.info", ("users:read",), Feature.WORKFLOWS),  # whoever's workflow it is
    Need("views.open"),
    Need("views.publish"),
    Need("views.update"),
    Need("app_home_opened"),
    Need("app_mention", ("app_mentions:read",)),
    Need("message.im", ("im:history",)),
    Need("message.channels", ("channels:history",), Feature.THREADS),
    Need("message.groups", ("groups:history",), Feature.THREADS),
    Need("function_executed", (), Feature.WORKFLOWS),
    Need("the command", ("commands",)),
    Need("a file's content", ("files:read",), Feature.FILES),
    Need("Slackbot's tools", ("mcp:connect",), Feature.SLACKBOT),
)


def _scopes(needs: Iterable[Need]) -> tuple[str, ...]:
    return tuple(sorted({scope for need in needs for scope in need.scopes}))


BASE_SCOPES = _scopes(need for need in NEEDS if need.feature is None)
SCOPES = {feature: _scopes(need for need in NEEDS if need.feature is feature) for feature in Feature}
AGENT_SCOPE = AGENT.scopes[0]


def needed(what: str) -> frozenset[str]:
    """The scopes of a call, event or command, of all features that make it.

    Raises:
        KeyError: the table has no such call.
    """
    found = [need for need in (*NEEDS, AGENT) if need.what == what]
    if not found:
        raise KeyError(what)
    return frozenset(_scopes(found))
