"""The limits as the bot tells them without Slack: what keeps them passes, what goes beyond is named with its place."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.blocks.elements import actions, context
from handlers.blocks.limit_check import beyond
from handlers.slack.outgoing import Block

LONG = "x" * 3_001


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def test_everything_that_the_bot_shows_keeps_the_limits(gallery: list[Any]) -> None:
    assert [scene.name for scene in gallery if scene.surface == "message" and [*beyond(scene.blocks)]] == []


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ([], "blocks: 0/50"),
        ([context(["x"])] * 51, "blocks: 51/50"),
        ([header("")], "/0/text: 0/150"),
        ([header("x" * 151)], "/0/text: 151/150"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": LONG}}], "/0/text: 3001/3000"),
        (
            [actions([{"type": "button", "text": {"type": "plain_text", "text": "x"}, "value": LONG}])],
            "/0/elements/0/value: 3001/2000",
        ),
        (
            [actions([{"type": "static_select", "options": [{"text": {"type": "plain_text", "text": "x"}, "value": LONG}]}])],
            "/0/elements/0/options/0/value: 3001/150",
        ),
    ],
)
def test_what_goes_beyond_is_named_with_its_place(blocks: list[Block], reason: str) -> None:
    assert reason in [*beyond(blocks)]


def test_a_view_has_limits_of_its_own() -> None:
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "x" * 25},
        "private_metadata": LONG,
        "blocks": [context(["x"])] * 60,
    }
    assert sorted(beyond(view["blocks"], view)) == ["/private_metadata: 3001/3000", "/title: 25/24"]  # type: ignore[arg-type]
