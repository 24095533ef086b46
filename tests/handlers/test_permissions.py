"""Every listener says who may do what it does, and asks where it has to."""

from __future__ import annotations

import inspect

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import register
from handlers.permissions import RULES, Rule


def app() -> AsyncApp:
    """An app with all listeners."""
    made = AsyncApp(client=AsyncWebClient("xoxb-1"), request_verification_enabled=False)
    register(made)
    return made


def test_every_listener_has_a_rule() -> None:
    listeners = [listener.ack_function for listener in app()._async_listeners]
    assert len(listeners) > 40
    assert [listener for listener in listeners if listener not in RULES] == []


def test_what_changes_figures_is_handed_the_recorders_to_ask() -> None:
    app()
    recording = [listener for listener, rule in RULES.items() if rule is Rule.RECORD]
    assert len(recording) == 9
    assert [each for each in recording if "recorders" not in inspect.signature(each).parameters] == []


def test_what_has_another_plan_served_is_handed_the_planners_to_ask() -> None:
    app()
    planning = [listener for listener, rule in RULES.items() if rule is Rule.PLAN]
    assert len(planning) == 2
    assert [each for each in planning if "planners" not in inspect.signature(each).parameters] == []


def test_what_changes_the_database_is_no_mere_asking() -> None:
    app()
    asking = [listener for listener, rule in RULES.items() if rule is Rule.ASK]
    assert [each for each in asking if {"changes", "publisher"} & set(inspect.signature(each).parameters)] == []
