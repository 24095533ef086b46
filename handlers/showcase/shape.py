"""The shape of blocks: what remains of them without their texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from handlers.showcase.scene import Scene

_KEPT = ("type", "style", "icon", "action_id", "callback_id")  # whose values say what a part is


def shape(part: Any, key: str = "") -> Any:
    """A JSON value with the type in place of each text and number, and one of each shape in place of a list's items."""
    if isinstance(part, dict):
        return {name: shape(value, name) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return sorted({json.dumps(shape(each), sort_keys=True) for each in part})
    return part if key in _KEPT else type(part).__name__


def distinct(scenes: Iterable[Scene]) -> Iterator[Scene]:
    """The scenes in which something has a shape that it had in none before: enough to have Slack judge what the others show."""
    seen: set[str] = set()
    for scene in scenes:
        parts = [*scene.blocks, {**scene.view, "blocks": []}] if scene.view else scene.blocks
        shapes = {f"{scene.surface} {json.dumps(shape(part), sort_keys=True)}" for part in parts}
        if not shapes <= seen:
            seen |= shapes
            yield scene
