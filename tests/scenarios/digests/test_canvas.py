"""A canvas of the channel in place of digests: made once, kept current, and what is said where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

SETTINGS = {"SHIRUBE_CANVAS": "true", "SHIRUBE_SETTLE_SECONDS": "0", "LANG": "en_US.UTF-8"}
CHOSEN = {
    "cadence": ("subscribe_cadence", {"type": "radio_buttons", "selected_option": {"value": "quarterly"}}),
    "monthday": ("monthday", {"type": "static_select", "selected_option": {"value": "5"}}),
    "holidays": ("holidays", {"type": "radio_buttons", "selected_option": {"value": "keep"}}),
    "at": ("at", {"type": "timepicker", "selected_time": "09:00"}),
    "language": ("language", {"type": "radio_buttons", "selected_option": {"value": "en"}}),
    "place": ("place", {"type": "radio_buttons", "selected_option": {"value": "canvas"}}),
}


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The bot, which offers canvases."""
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("canvas"), **SETTINGS) as bot:
        yield bot


@pytest.fixture
def channel(slack: Slack) -> str:
    """A fresh channel, in a workspace that lets the bot write canvases."""
    slack.scopes.add("canvases:write")
    return slack.channel()


def subscribe(slack: Slack, app: Bot, channel: str) -> None:
    """Choose the canvas in the form."""
    before = len(slack.modals())
    app.command("subscribe", channel)
    view = slack.wait(lambda: slack.modals()[before:])[-1]
    assert "place" in [block.get("block_id") for block in view["blocks"]]
    values = {block: {action: chosen} for block, (action, chosen) in CHOSEN.items()}
    assert app.submit(view, values).json() == {"response_action": "clear"}


def canvas_of(slack: Slack, channel: str) -> str:
    """What a channel's canvas shows; empty where it has none."""
    return next((str(each["markdown"]) for each in slack.canvases.values() if each["channel"] == channel), "")


def told(slack: Slack, part: str) -> dict[str, Any]:
    """What the subscriber is told directly."""
    return slack.wait(lambda: [each for each in slack.messages(slack.direct("staff")) if part in each["text"]])[-1]


def tick(app: Bot, day: str) -> None:
    """What the clock does on a day."""
    done = Bot(app.slack, app.folder, "clock", **SETTINGS, SHIRUBE_TODAY=day).run("clock", "--once")
    assert done.returncode == 0, done.stderr


def test_a_canvas_is_made_once_kept_current_and_takes_the_place_of_digests(slack: Slack, app: Bot, channel: str) -> None:
    subscribe(slack, app, channel)
    made = slack.wait(lambda: canvas_of(slack, channel))
    assert f"![](#{channel})" in made
    assert "\n| --- |" in made
    assert "the channel's canvas is kept current" in slack.wait(lambda: slack.messages(channel))[0]["text"]
    assert app.run("record", "births", "2022", "2,345人", "--source", "statistics", "--yes").returncode == 0
    slack.faults.lost["canvases.edit"] = 1  # the second try does the same again
    tick(app, "2023-01-06")
    assert "2,345" in canvas_of(slack, channel)
    tick(app, "2023-01-06")
    made_for = [call for call in slack.made("conversations.canvases.create") if call.arguments["channel_id"] == channel]
    assert len(made_for) == 1
    assert len(slack.messages(channel)) == 1  # the welcome, and no digest


def test_what_people_made_is_left_alone_and_the_subscriber_is_told(slack: Slack, app: Bot, channel: str) -> None:
    slack.canvases["F0PEOPLE"] = {"channel": channel, "title": "ours", "markdown": "ours"}
    subscribe(slack, app, channel)
    assert "has a canvas already" in told(slack, channel)["text"]
    assert canvas_of(slack, channel) == "ours"
    app.wait_until_idle()
    assert app.rows("SELECT paused FROM subscriptions WHERE channel = ?", channel) == [("forbidden",)]


@pytest.mark.parametrize(
    ("fault", "part"), [("canvas_disabled_user_team", "no canvases"), ("restricted_action", "restricted_action")]
)
def test_a_refusal_is_told_in_words(slack: Slack, app: Bot, channel: str, fault: str, part: str) -> None:
    slack.faults.failing["conversations.canvases.create"] = [fault]
    subscribe(slack, app, channel)
    assert told(slack, part)
    assert canvas_of(slack, channel) == ""
