"""Whether blocks keep Slack's limits, told without asking Slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.blocks.fitting import characters
from handlers.slack import limits
from handlers.slack.outgoing import Block

_OPTION = "option"  # Slack's name for a menu's line, which like a button of feedback does not tell its type
_BOUNDS: Mapping[str, Mapping[str, int]] = {  # by a part's type: the longest text, or the most items, of what is in it
    "actions": {"elements": limits.ACTIONS_ELEMENTS},
    "button": {"text": limits.BUTTON_TEXT, "value": limits.BUTTON_VALUE, "accessibility_label": limits.ACCESSIBILITY_LABEL},
    "container": {"title": limits.CONTAINER_TITLE, "child_blocks": limits.CONTAINER_BLOCKS},
    "context": {"elements": limits.CONTEXT_ELEMENTS},
    "data_table": {"rows": limits.TABLE_ROWS + 1},
    "data_visualization": {"title": limits.CHART_TITLE},
    "external_select": {"placeholder": limits.PLACEHOLDER},
    "header": {"text": limits.HEADER_TEXT},
    "home": {"blocks": limits.VIEW_BLOCKS, "private_metadata": limits.METADATA},
    "modal": {
        "blocks": limits.VIEW_BLOCKS,
        "close": limits.MODAL_BUTTON,
        "private_metadata": limits.METADATA,
        "submit": limits.MODAL_BUTTON,
        "title": limits.MODAL_TITLE,
    },
    "multi_static_select": {"options": limits.OPTIONS, "placeholder": limits.PLACEHOLDER},
    "radio_buttons": {"options": limits.RADIO_OPTIONS},
    "section": {"text": limits.SECTION_TEXT, "fields": limits.SECTION_FIELDS},
    "static_select": {"options": limits.OPTIONS, "placeholder": limits.PLACEHOLDER},
    _OPTION: {"text": limits.OPTION_TEXT, "value": limits.OPTION_VALUE},
}


def beyond(blocks: Sequence[Block], view: Mapping[str, Any] | None = None) -> Iterator[str]:
    """What Slack would refuse for its size in a message's blocks, or in a view: where it stands, how large it is of how much."""
    if view:
        yield from _parts(view, "")
        return
    sizes = {"blocks": (len(blocks), limits.MESSAGE_BLOCKS), "text": (sum(map(characters, blocks)), limits.BLOCK_CHARACTERS)}
    yield from (f"{name}: {size}/{most}" for name, (size, most) in sizes.items() if not 0 < size <= most)
    yield from _parts(list(blocks), "")


def _parts(part: Any, place: str) -> Iterator[str]:
    if isinstance(part, list):
        for number, each in enumerate(part):
            yield from _parts(each, f"{place}/{number}")
    if isinstance(part, dict):
        for key, most in _BOUNDS.get(_kind(part), {}).items():
            if key in part and not 0 < _size(part[key]) <= most:
                yield f"{place}/{key}: {_size(part[key])}/{most}"
        for key, each in part.items():
            yield from _parts(each, f"{place}/{key}")


def _kind(part: Mapping[str, Any]) -> str:
    if "type" in part or not {"text", "value"} <= part.keys():
        return str(part.get("type", ""))
    return "button" if "accessibility_label" in part else _OPTION


def _size(part: Any) -> int:
    return len(part["text"]) if isinstance(part, dict) else len(part)
