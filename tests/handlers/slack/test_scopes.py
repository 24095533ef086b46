"""The one table of scopes: every call that the code makes and every event that it hears stands in it; `doctor` asks for each."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.checks import Doctor, wanted
from bot.doctor.finding import Verdict
from bot.manifest import BASE_EVENTS, EVENTS
from bot.settings import Settings
from handlers.slack.scopes import AGENT, BASE_SCOPES, NEEDS, SCOPES, Feature, needed
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

ROOT = Path(__file__).parents[3]
SETTINGS: dict[str, Any] = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "1" * 32}


def _methods(tree: ast.AST) -> set[str]:
    """The Web API methods that a module calls: by name, or by a method of the SDK's client."""
    found = set[str]()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, owner = node.func.attr, ast.unparse(node.func.value)
        if name == "api_call":
            found.add(ast.literal_eval(node.args[0]))
        elif owner.endswith("client") and "_" in name and hasattr(AsyncWebClient, name):
            found |= set(re.findall(r'api_call\(\s*"([\w.]+)"', inspect.getsource(getattr(AsyncWebClient, name))))
    return found


def test_every_call_to_slack_stands_in_the_table_with_its_scopes() -> None:
    called = set[str]()
    for room in ("handlers", "bot"):
        for file in (ROOT / room).rglob("*.py"):
            called |= _methods(ast.parse(file.read_text(encoding="utf-8")))
    tabled = {need.what for need in (*NEEDS, AGENT) if re.fullmatch(r"[a-zA-Z]+(\.[a-zA-Z]+)+", need.what)}
    assert "chat.postMessage" in called
    assert called == {name for name in tabled if not name.startswith("message.")}


def test_every_look_at_user_groups_names_the_workspace_as_slack_wants_it_of_an_organisations_token() -> None:
    """https://docs.slack.dev/reference/methods/usergroups.list"""
    looked = 0
    for file in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("usergroups_"):
                looked += 1
                assert "team_id" in [keyword.arg for keyword in node.keywords], f"{file}:{node.lineno}"
    assert looked >= 2


def test_every_event_that_the_manifest_asks_for_stands_in_the_table() -> None:
    for event in BASE_EVENTS:
        assert needed(event) <= set(BASE_SCOPES)
    for feature, events in EVENTS.items():
        assert {scope for event in events for scope in needed(event)} <= set(SCOPES[feature])


def _lacking(granted: set[str], **settings: Any) -> dict[str, set[Verdict]]:
    """How `doctor` names each scope that was not granted."""
    identity: Any = SimpleNamespace(headers={"x-oauth-scopes": ",".join(granted)})
    found = list(Doctor(messages(Language.ENGLISH)).scopes(identity, Settings(**SETTINGS, **settings)))
    every = {scope for need in (*NEEDS, AGENT) for scope in need.scopes}
    return {scope: {each.verdict for each in found if scope in each.text} for scope in every - granted}


def test_doctor_names_every_scope_that_was_not_granted() -> None:
    named = _lacking(set(), shirube_agent=True)
    assert [scope for scope, verdicts in named.items() if not verdicts] == []
    assert all(Verdict.FAULT in named[scope] for scope in BASE_SCOPES)
    assert named["files:write"] == {Verdict.NOTE}  # sheets are given where the app may, and refused in words elsewhere


@pytest.mark.parametrize("setting", ["shirube_recorders", "shirube_evaluators", "shirube_planners", "shirube_coordinators"])
def test_a_user_group_in_any_setting_wants_the_scope_by_which_its_members_are_known(setting: str) -> None:
    assert Feature.RECORDERS in wanted(Settings(**SETTINGS, **{setting: frozenset({"U1", "S1"})}))
    assert Feature.RECORDERS not in wanted(Settings(**SETTINGS, **{setting: frozenset({"U1"})}))
    assert _lacking(set(BASE_SCOPES), **{setting: frozenset({"S1"})})["usergroups:read"] == {Verdict.FAULT}
