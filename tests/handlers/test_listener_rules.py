"""Every listener says who may do what it does, and asks where it has to."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import listener_rules
from handlers.listener_rules import RULES, Rule
from handlers.listeners import register_listeners


def app() -> AsyncApp:
    """An app with all listeners."""
    made = AsyncApp(client=AsyncWebClient("xoxb-1"), request_verification_enabled=False)
    register_listeners(made)
    return made


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listeners are registered as they are written, so that they can be looked at."""
    monkeypatch.setattr(listener_rules, "adapted", lambda listener: listener)


@pytest.mark.usefixtures("plain")
def test_every_listener_has_a_rule() -> None:
    listeners = [listener.ack_function for listener in app()._async_listeners]
    assert len(listeners) > 40
    assert [listener for listener in listeners if listener not in RULES] == []


def test_what_changes_figures_is_handed_the_recorders_to_ask() -> None:
    app()
    recording = [listener for listener, rule in RULES.items() if rule is Rule.RECORD]
    assert len(recording) == 14
    assert [each for each in recording if "recorders" not in inspect.signature(each).parameters] == []


def test_what_has_another_plan_served_is_handed_the_planners_to_ask() -> None:
    app()
    planning = [listener for listener, rule in RULES.items() if rule is Rule.PLAN]
    assert len(planning) == 2
    assert [each for each in planning if "planners" not in inspect.signature(each).parameters] == []


def test_what_begins_rounds_or_sets_owners_is_handed_the_coordinators_to_ask() -> None:
    app()
    collecting = [listener for listener, rule in RULES.items() if rule is Rule.COLLECT]
    assert len(collecting) == 6
    assert [each for each in collecting if "coordinators" not in inspect.signature(each).parameters] == []


def test_what_evaluates_is_handed_the_evaluators_to_ask() -> None:
    app()
    evaluating = [listener for listener, rule in RULES.items() if rule is Rule.EVALUATE]
    assert len(evaluating) == 4
    assert [each for each in evaluating if "evaluators" not in inspect.signature(each).parameters] == []


def test_what_changes_the_database_is_no_mere_asking() -> None:
    app()
    asking = [listener for listener, rule in RULES.items() if rule is Rule.ASK]
    assert [each for each in asking if {"changes", "publisher"} & set(inspect.signature(each).parameters)] == []


IN_THE_ACKNOWLEDGEMENT = {"view", "options"}  # Slack takes what these answer with nowhere else


class Registered:
    """Stands for the app, and notes which listener was registered for what kind of request."""

    def __init__(self) -> None:
        self.listeners: list[tuple[str, Any]] = []

    def __getattr__(self, kind: str) -> Any:
        return lambda *_, **__: lambda listener: self.listeners.append((kind, listener))


@pytest.mark.usefixtures("plain")
def test_only_views_and_menus_are_acknowledged_by_their_listeners() -> None:
    registered = Registered()
    register_listeners(registered)  # type: ignore[arg-type]
    assert {kind for kind, _ in registered.listeners} == {"event", "command", "action", "shortcut", "view", "options", "function"}
    own = registered.listeners
    by_hand = {listener.__name__ for _, listener in own if "ack" in inspect.signature(listener).parameters}
    wanted = {listener.__name__ for kind, listener in own if kind in IN_THE_ACKNOWLEDGEMENT}
    assert by_hand == wanted


@pytest.mark.usefixtures("plain")
def test_every_other_listener_is_handed_what_slack_sent_and_gives_its_replies() -> None:
    registered = Registered()
    register_listeners(registered)  # type: ignore[arg-type]
    others = [listener for kind, listener in registered.listeners if kind not in IN_THE_ACKNOWLEDGEMENT]
    assert [each for each in others if inspect.signature(each).return_annotation not in ("Replies", "None")] == []
    assert [each for each in others if "sender" in inspect.signature(each).parameters] == []
