"""Every block that the bot can produce is one that Slack takes."""

from __future__ import annotations

from handlers.showcase import Scene
from tests.handlers.blocks.slack_rules import faults, view_faults


def test_slack_takes_all_that_the_bot_can_show(gallery: list[Scene]) -> None:
    assert {scene.name: found for scene in gallery if (found := faults(scene.blocks, scene.surface))} == {}


def test_slack_takes_the_views_around_the_blocks(gallery: list[Scene]) -> None:
    views = {scene.name: scene.view for scene in gallery if scene.view}
    assert {view["type"] for view in views.values()} == {"home", "modal"}
    assert {name: found for name, view in views.items() if (found := view_faults(view))} == {}


def test_the_rules_refuse_what_slack_refuses() -> None:
    point = {"label": "2018", "value": 1}
    chart = {
        "type": "data_visualization",
        "title": "t",
        "chart": {
            "type": "line",
            "series": [{"name": "a", "data": [point]}, {"name": "b", "data": []}],
            "axis_config": {"categories": ["2018"]},
        },
    }
    table = {
        "type": "data_table",
        "caption": "c",
        "rows": [[{"type": "raw_text", "text": "a"}], [{"type": "raw_text", "text": ""}]],
    }
    button = {"type": "button", "text": {"type": "plain_text", "text": "x" * 76}, "action_id": "a", "value": "v"}
    assert faults([chart], "message") == ["0: b: not exactly one point for every category"]
    assert faults([table], "message") == ["0: an empty cell"]
    assert faults([table], "home") == ["0: data_table in a home", "0: an empty cell"]
    assert faults([{"type": "actions", "elements": [button, button]}], "message") == [
        "0: a text of 76 characters, of 1 to 75",
        "0: a text of 76 characters, of 1 to 75",
        "0: action ids twice: ['a']",
    ]
    full = {"type": "container", "title": {"type": "plain_text", "text": "t" * 151}, "child_blocks": [table] * 11}
    assert faults([full], "message")[:3] == [
        "0: a text of 151 characters, of 1 to 150",
        "0: 11 blocks in a container",
        "0: a data_table in a container",
    ]
    assert faults([], "message") == ["0 blocks"]
    text = {"type": "plain_text", "text": "x" * 31}
    asking = button | {"text": text, "confirm": {"title": text, "text": text, "confirm": text, "deny": text}}
    assert faults([{"type": "actions", "elements": [asking]}], "message") == ["0: a text of 31 characters, of 1 to 30"] * 2
    assert view_faults({"type": "modal", "title": text, "private_metadata": "x" * 3_001}) == [
        "a text of 31 characters, of 1 to 24",
        "private_metadata has 3001 characters, of 0 to 3000",
    ]
    assert view_faults({"type": "home", "title": text}) == ["a home with title"]
