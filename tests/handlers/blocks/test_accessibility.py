"""What a screen reader gets of each surface: words alone, each control named, nothing read twice in a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from bot.workspace import Workspace
from handlers.showcase import SURFACES, Scene, Showcase
from handlers.slack.outgoing import Block, Blocks
from knowledge.strategy.model import Language

SLACK_OWN = re.compile(r"<[^>]*>")  # people, groups and channels, which Slack names
CLIPPED = "dropped file"  # has more rows than are read, and says how many more
SAME_FAULT = "refused file"  # has the same fault many times
FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
DRAWN = re.compile("[\u2500-\u259f]")  # box drawings and block elements, which are spelled one by one


def texts(value: Any) -> Iterator[str]:
    """Every text of blocks, in the order in which it is read."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for key, inner in value.items():
            if not isinstance(inner, str) and key not in ("confirm", "options"):
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def controls(value: Any) -> Iterator[dict[str, Any]]:
    """Every button, menu and icon of blocks."""
    if isinstance(value, dict):
        if "action_id" in value:
            yield value
        for inner in value.values():
            yield from controls(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from controls(inner)


def drawn(block: Block) -> Iterator[str]:
    """What a chart shows: its title, the names of its lines, and each value with its label."""
    yield block["title"]
    for line in block["chart"]["series"]:
        yield line["name"]
        yield from (f"{point['label']} {point['value']}" for point in line["data"])


def shown(blocks: Blocks) -> list[str]:
    """What a message's blocks show, its tables, charts and small print among it; not what its controls say."""
    read = (
        drawn(block) if block["type"] == "data_visualization" else texts(block) for block in blocks if block["type"] != "actions"
    )
    return [SLACK_OWN.sub("", text).strip() for part in read for text in part]


def figures(text: str) -> set[Decimal]:
    """The numbers in a text, however they are grouped or padded."""
    return {Decimal(figure.replace(",", "")) for figure in FIGURE.findall(text)}


def nameless(blocks: Blocks) -> int:
    """How many buttons and menus do not say what they are for; those of a form's fields are named by the field's label."""
    names = ("accessibility_label", "text", "placeholder")
    standing = [each for block in blocks if block["type"] != "input" for each in controls(block)]
    fields = [block for block in blocks if block["type"] == "input" and not block["label"]["text"]]
    named = ("button", "static_select", "multi_static_select")
    return len(fields) + sum(each["type"] in named and not any(each.get(name) for name in names) for each in standing)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_a_screen_reader_hears_the_whole_of_a_surface(surface: Any, language: Language, measured: Workspace) -> None:
    odd: list[tuple[str, str]] = []
    showcase = Showcase(measured.guide(), measured.recording(), measured.evaluating(), language)
    for scene in surface(showcase):
        if scene.text and scene.name != CLIPPED:
            missing = figures("\n".join(shown(scene.blocks))) - figures(scene.text)
            odd += [(scene.name, f"not in the text: {figure}") for figure in sorted(missing)]
        if DRAWN.search(json.dumps(scene.blocks, ensure_ascii=False) + scene.text):
            odd.append((scene.name, "drawn with characters"))
        lines = [line for line in scene.text.split("\n") if len(line) > len("2024")]
        odd += [
            (scene.name, f"read twice: {line}") for line, after in pairwise(lines) if line == after and scene.name != SAME_FAULT
        ]
        odd += [(scene.name, "a control without a name")] * nameless(scene.blocks)
    assert odd == []


def test_no_surface_draws_with_characters(gallery: list[Scene]) -> None:
    assert {scene.name for scene in gallery if DRAWN.search(json.dumps(scene.blocks, ensure_ascii=False))} == set()


def test_no_surface_is_read_twice(gallery: list[Scene]) -> None:
    def told(scene: Scene) -> list[tuple[str, str]]:
        read = [text.strip() for block in scene.blocks if block["type"] not in ("actions", "data_table") for text in texts(block)]
        return [(first, second) for first, second in pairwise(read) if first == second and len(first) > len("2024")][:1]

    several = [scene for scene in gallery if scene.name != SAME_FAULT]
    assert {scene.name: doubled for scene in several if (doubled := told(scene))} == {}


def test_every_table_and_picture_is_named(gallery: list[Scene]) -> None:
    names = {"data_table": "caption", "data_visualization": "title", "image": "alt_text"}
    blocks = [(scene.name, block) for scene in gallery for block in scene.blocks if block["type"] in names]
    assert blocks
    assert [name for name, block in blocks if not block.get(names[block["type"]])] == []


def test_controls_that_look_alike_are_told_apart(gallery: list[Scene]) -> None:
    odd = {}
    for scene in gallery:
        if scene.surface != "home":
            continue
        buttons = [each for block in scene.blocks for each in controls(block) if each.get("type") == "button"]
        spoken = [each.get("accessibility_label") or each["text"]["text"] for each in buttons]
        if len(spoken) != len(set(spoken)):
            odd[scene.name] = spoken
    assert odd == {}


def test_ending_a_subscription_asks_first(gallery: list[Scene]) -> None:
    ends = [
        c for scene in gallery for block in scene.blocks for c in controls(block) if c["action_id"].startswith("subscription_end")
    ]
    assert ends
    assert all("confirm" in each for each in ends)
