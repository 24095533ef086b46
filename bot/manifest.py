"""The Slack app's manifest: what is pasted to make the app, and what `doctor` compares the granted scopes with."""

from __future__ import annotations

from typing import Any

import yaml

from handlers.slack.ids import Shortcut
from handlers.slack.scopes import AGENT_SCOPE, BASE_SCOPES, SCOPES, Feature
from handlers.workflows.definitions import functions
from knowledge.words.messages import Messages

BASE_EVENTS = ("app_home_opened", "app_mention", "message.im")
ORG_READY = frozenset({Feature.SLACKBOT, Feature.WORKFLOWS})  # what Slack gives only to apps that an organisation may deploy
EVENTS = {Feature.WORKFLOWS: ("function_executed",), Feature.THREADS: ("message.channels", "message.groups")}


def manifest(words: Messages, *, url: str | None = None, agent: bool = False, features: frozenset[Feature] = frozenset()) -> str:
    """The manifest as YAML: for Socket Mode, or with `url`, the bot's own address, for HTTP; `agent` adds Slack's agent view."""
    made = {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": words.say("manifest.name"),
            "description": words.say("manifest.description"),
            "long_description": words.say("manifest.long_description"),
            "background_color": "#1D4E89",
        },
        "features": _features(words, url, agent=agent),
        "oauth_config": {"scopes": {"bot": scopes(features, agent=agent)}},
        "settings": _settings(url, features),
    }
    if url and Feature.SLACKBOT in features:
        made["mcp_servers"] = {words.say("manifest.name"): {"url": f"{url.rstrip('/')}/mcp", "auth_type": "slack_identity_auth"}}
    if Feature.WORKFLOWS in features:
        made["functions"] = functions(words)
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=200)


def scopes(features: frozenset[Feature] = frozenset(), *, agent: bool = False) -> list[str]:
    """The scopes that the app asks for, sorted."""
    further = {scope for feature in features for scope in SCOPES[feature]}
    return sorted({*BASE_SCOPES, *further, *([AGENT_SCOPE] if agent else [])})


def _features(words: Messages, url: str | None, *, agent: bool) -> dict[str, Any]:
    command = {
        "command": "/kpi",
        **({"url": _endpoint(url)} if url else {}),
        "description": words.say("manifest.command"),
        "usage_hint": words.say("manifest.command.hint"),
        "should_escape": False,
    }
    listed: dict[str, Any] = {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": words.say("manifest.name"), "always_online": True},
        "shortcuts": [_shortcut(words, "message", Shortcut.ASK_ABOUT_MESSAGE), _shortcut(words, "global", Shortcut.RECORD)],
        "slash_commands": [command],
    }
    if agent:
        prompts = [{"title": text, "message": text} for text in words.say("manifest.prompts").splitlines()]
        listed["agent_view"] = {"agent_description": words.say("manifest.description"), "suggested_prompts": prompts}
    return listed


def _shortcut(words: Messages, kind: str, shortcut: Shortcut) -> dict[str, str]:
    return {
        "name": words.say(f"shortcut.{shortcut}"),
        "type": kind,
        "callback_id": str(shortcut),
        "description": words.say(f"shortcut.{shortcut}.description"),
    }


def _settings(url: str | None, features: frozenset[Feature]) -> dict[str, Any]:
    address = {"request_url": _endpoint(url)} if url else {}
    events = sorted({*BASE_EVENTS, *(event for feature in features for event in EVENTS.get(feature, ()))})
    return {
        "event_subscriptions": {**address, "bot_events": events},
        "interactivity": {"is_enabled": True, **address, **({"message_menu_options_url": _endpoint(url)} if url else {})},
        **({"function_runtime": "remote"} if Feature.WORKFLOWS in features else {}),
        "org_deploy_enabled": bool(features & ORG_READY),
        "socket_mode_enabled": url is None,
        "token_rotation_enabled": False,
    }


def _endpoint(url: str) -> str:
    return f"{url.rstrip('/')}/slack/events"
