"""The Slack app's manifest: what the surfaces need, within Slack's limits, and the file in the repository is the command's output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from handlers.slack.ids import Shortcut, Step
from handlers.slack.scopes import Feature

ROOT = Path(__file__).parents[2]


def printed(*arguments: str) -> dict[str, Any]:
    """What the command prints, read."""
    ran = CliRunner().invoke(main, ["manifest", *arguments])
    assert ran.exit_code == 0, ran.output
    read: dict[str, Any] = yaml.safe_load(ran.output)
    return read


def test_the_file_in_the_repository_is_what_the_command_prints() -> None:
    assert CliRunner().invoke(main, ["manifest"]).output == (ROOT / "manifest.yaml").read_text(encoding="utf-8")


def test_the_base_asks_for_four_scopes() -> None:
    assert printed()["oauth_config"]["scopes"]["bot"] == ["app_mentions:read", "chat:write", "commands", "im:history"]


def test_each_feature_adds_its_own_scopes_and_events() -> None:
    base = set(printed()["oauth_config"]["scopes"]["bot"])
    address = ("--url", "https://bot.city.example/")
    added = {feature: set(printed(*address, "--with", str(feature))["oauth_config"]["scopes"]["bot"]) - base for feature in Feature}
    assert added == {
        Feature.PEOPLE: {"users:read"},
        Feature.FILES: {"files:read"},
        Feature.SHEETS: {"files:read", "files:write"},
        Feature.RECORDERS: {"usergroups:read"},
        Feature.SLACKBOT: {"mcp:connect"},
        Feature.WORKFLOWS: {"channels:read", "groups:read", "users:read"},
        Feature.CANVAS: {"canvases:write"},
        Feature.THREADS: {"channels:history", "groups:history"},
    }
    events = printed("--with", "threads")["settings"]["event_subscriptions"]["bot_events"]
    assert {"message.channels", "message.groups"} <= set(events)


def test_http_has_addresses_and_socket_mode_has_none() -> None:
    http, socket = printed("--url", "https://bot.city.example/"), printed()
    address = "https://bot.city.example/slack/events"
    assert http["settings"]["event_subscriptions"]["request_url"] == address
    assert http["settings"]["interactivity"]["request_url"] == address
    assert http["settings"]["interactivity"]["message_menu_options_url"] == address  # the form's menu of indicators
    assert http["features"]["slash_commands"][0]["url"] == address
    assert not http["settings"]["socket_mode_enabled"]
    assert socket["settings"]["socket_mode_enabled"]
    assert "url" not in yaml.safe_dump(socket)


def test_an_address_without_tls_is_refused() -> None:
    assert CliRunner().invoke(main, ["manifest", "--url", "http://bot"]).exit_code == 2


def test_the_agent_view_comes_with_its_scope_and_only_when_asked_for() -> None:
    agent = printed("--agent")
    assert "assistant:write" in agent["oauth_config"]["scopes"]["bot"]
    assert 1 <= len(agent["features"]["agent_view"]["suggested_prompts"]) <= 4
    assert "agent_view" not in printed()["features"]


def test_every_shortcut_that_has_a_listener_is_offered() -> None:
    assert {each["callback_id"] for each in printed()["features"]["shortcuts"]} == {str(shortcut) for shortcut in Shortcut}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_text_keeps_slacks_limits(language: str) -> None:
    made = printed("--lang", language, "--agent")
    shown, features = made["display_information"], made["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000
    assert all(len(each["name"]) <= 24 and len(each["description"]) <= 150 for each in features["shortcuts"])
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["slash_commands"][0]["description"]) <= 2000


def test_slackbot_is_told_where_the_tools_are_and_needs_an_address() -> None:
    made = printed("--url", "https://bot.city.example/", "--with", "slackbot", "--lang", "en")
    assert made["mcp_servers"] == {"Shirube": {"url": "https://bot.city.example/mcp", "auth_type": "slack_identity_auth"}}
    assert made["settings"]["org_deploy_enabled"] is True
    assert "mcp_servers" not in printed("--url", "https://bot.city.example/")
    refused = CliRunner().invoke(main, ["manifest", "--with", "slackbot"])
    assert refused.exit_code == 2
    assert "--url" in refused.output


@pytest.mark.parametrize("language", ["ja", "en"])
def test_workflow_builder_is_told_the_steps_that_are_listened_for(language: str) -> None:
    made = printed("--with", "workflows", "--lang", language)
    assert made["functions"].keys() == {step.value for step in Step}
    assert "function_executed" in made["settings"]["event_subscriptions"]["bot_events"]
    assert (made["settings"]["org_deploy_enabled"], made["settings"]["function_runtime"]) == (True, "remote")
    for function in made["functions"].values():
        inputs, outputs = function["input_parameters"], function["output_parameters"]
        assert inputs["properties"]["runner"]["type"] == "slack#/types/user_context"
        assert "runner" in inputs["required"]
        assert set(inputs["required"]) <= inputs["properties"].keys()
        assert outputs["required"] == ["answer"]
        assert all(each["title"] for each in (*inputs["properties"].values(), *outputs["properties"].values()))
    plain = printed()
    assert "functions" not in plain
    assert (plain["settings"]["org_deploy_enabled"], "function_runtime" in plain["settings"]) == (False, False)
