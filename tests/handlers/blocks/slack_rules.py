"""What Slack refuses in blocks, by its published limits: a second opinion, apart from the limits that the bot works by.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Part = dict[str, Any]

MESSAGE, MODAL, HOME = "message", "modal", "home"
_SURFACES = {
    "data_table": {MESSAGE},
    "data_visualization": {MESSAGE},
    "context_actions": {MESSAGE},
    "markdown": {MESSAGE},
    "input": {MESSAGE, MODAL, HOME},
    "alert": {MODAL},
    "container": {MESSAGE},
}
_CONTAINED = {"divider", "image", "section", "actions", "video", "header", "context", "table"}  # in print and as Slack judges
_ANYWHERE = {"header", "section", "context", "actions", "image", "divider", "rich_text"}


def faults(blocks: Sequence[Part], surface: str) -> list[str]:
    """What Slack would refuse, each with the place where it stands."""
    return [*_whole(blocks, surface), *(f"{n}: {fault}" for n, block in enumerate(blocks) for fault in _block(block, surface))]


def view_faults(view: Part) -> list[str]:
    """What Slack would refuse of a view beside its blocks."""
    texts = [key for key in ("title", "submit", "close") if key in view]
    found = [fault for key in texts for fault in _text(view[key], 24, "plain_text")] if view["type"] == MODAL else []
    found += [f"a {view['type']} with {key}" for key in texts if view["type"] != MODAL]
    found += ["no title"] if view["type"] == MODAL and "title" not in view else []
    found += ["no submit beside an input"] if _lacks_submit(view) else []
    return [*found, *_length(view, "private_metadata", 3_000, least=0), *_length(view, "callback_id", 255)]


def _lacks_submit(view: Part) -> bool:
    inputs = any(block["type"] == "input" for block in view.get("blocks", []))
    return view["type"] == MODAL and inputs and "submit" not in view


def _whole(blocks: Sequence[Part], surface: str) -> Iterator[str]:
    if not 1 <= len(blocks) <= (50 if surface == MESSAGE else 100):
        yield f"{len(blocks)} blocks"
    if sum(block["type"] == "data_visualization" for block in blocks) > 2:
        yield "more than two charts"
    tables = [block for block in blocks if block["type"] == "data_table"]
    if sum(len(cell.get("text", "")) for table in tables for row in table["rows"] for cell in row) > 20_000:
        yield "more than 20,000 characters in tables"
    if surface == MESSAGE and sum(map(len, _read(list(blocks)))) > 13_200:
        yield "more than 13,200 characters in all"
    twice = [block_id for block_id, n in Counter(b["block_id"] for b in blocks if "block_id" in b).items() if n > 1]
    if twice:
        yield f"block ids twice: {twice}"


def _read(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str) and key in ("text", "title", "label", "name", "caption"):
                yield value
            else:
                yield from _read(value)
    elif isinstance(part, list):
        for each in part:
            yield from _read(each)


def _block(block: Part, surface: str) -> Iterator[str]:
    kind = block["type"]
    if surface not in _SURFACES.get(kind, {MESSAGE, MODAL, HOME}) or (kind not in _SURFACES and kind not in _ANYWHERE):
        yield f"{kind} in a {surface}"
    yield from _length(block, "block_id", 255)
    check = _BLOCKS.get(kind)
    if check:
        yield from check(block)
    yield from _action_ids(block)


def _length(part: Part, key: str, most: int, *, least: int = 1) -> Iterator[str]:
    if key in part and not least <= len(part[key]) <= most:
        yield f"{key} has {len(part[key])} characters, of {least} to {most}"


def _text(part: Part, most: int, *kinds: str) -> Iterator[str]:
    if part["type"] not in (kinds or ("plain_text", "mrkdwn")):
        yield f"a text of type {part['type']}"
    if not 1 <= len(part["text"]) <= most:
        yield f"a text of {len(part['text'])} characters, of 1 to {most}"


def _section(block: Part) -> Iterator[str]:
    if not block.get("text") and not block.get("fields"):
        yield "neither text nor fields"
    if "text" in block:
        yield from _text(block["text"], 3_000)
    if "fields" in block:
        if not 1 <= len(block["fields"]) <= 10:
            yield f"{len(block['fields'])} fields"
        for field in block["fields"]:
            yield from _text(field, 2_000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _context(block: Part) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"{len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _text(element, 2_000)


def _actions(block: Part) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 25:
        yield f"{len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _element(element)


def _context_actions(block: Part) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 5:
        yield f"{len(block['elements'])} elements"
    for element in block["elements"]:
        if element["type"] not in ("feedback_buttons", "icon_button"):
            yield f"a {element['type']} in context_actions"
        yield from _element(element)


def _element(element: Part) -> Iterator[str]:
    yield from _length(element, "action_id", 255)
    check = _ELEMENTS.get(element["type"])
    if check:
        yield from check(element)


def _button(button: Part) -> Iterator[str]:
    yield from _text(button["text"], 75, "plain_text")
    yield from _length(button, "value", 2_000)
    yield from _length(button, "accessibility_label", 75)
    if "confirm" in button:
        yield from _confirmation(button["confirm"])
    if button.get("style") not in (None, "primary", "danger"):
        yield f"style {button['style']}"


def _confirmation(asked: Part) -> Iterator[str]:
    for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from _text(asked[key], most, "plain_text")


def _feedback(element: Part) -> Iterator[str]:
    for key in ("positive_button", "negative_button"):
        yield from _button(element[key])


def _select(menu: Part) -> Iterator[str]:
    groups = menu.get("option_groups") or [{"options": menu.get("options", [])}]
    if menu["type"].endswith("static_select"):
        for group in groups:
            if not 1 <= len(group["options"]) <= 100:
                yield f"{len(group['options'])} options"
    if len(groups) > 100:
        yield f"{len(groups)} groups"
    for group in groups:
        if "label" in group:
            yield from _text(group["label"], 75, "plain_text")
        for option in group["options"]:
            yield from _option(option)
    if "placeholder" in menu:
        yield from _text(menu["placeholder"], 150, "plain_text")


def _choices(element: Part) -> Iterator[str]:
    if not 1 <= len(element["options"]) <= 10:
        yield f"{len(element['options'])} options"
    for option in element["options"]:
        yield from _option(option, text=75)


def _option(option: Part, text: int = 75) -> Iterator[str]:
    yield from _text(option["text"], text)
    yield from _length(option, "value", 150)
    if "description" in option:
        yield from _text(option["description"], 75)


def _input(block: Part) -> Iterator[str]:
    yield from _text(block["label"], 2_000, "plain_text")
    if "hint" in block:
        yield from _text(block["hint"], 2_000, "plain_text")
    yield from _element(block["element"])


def _typed(element: Part) -> Iterator[str]:
    if "placeholder" in element:
        yield from _text(element["placeholder"], 150, "plain_text")


def _external(menu: Part) -> Iterator[str]:
    yield from _typed(menu)
    if "initial_option" in menu:
        yield from _option(menu["initial_option"])


def _header(block: Part) -> Iterator[str]:
    yield from _text(block["text"], 150, "plain_text")


def _alert(block: Part) -> Iterator[str]:
    yield from _text(block["text"], 200)


def _container(block: Part) -> Iterator[str]:
    yield from _text(block["title"], 150, "plain_text")
    if not 1 <= len(block["child_blocks"]) <= 10:
        yield f"{len(block['child_blocks'])} blocks in a container"
    for child in block["child_blocks"]:
        if child["type"] not in _CONTAINED:
            yield f"a {child['type']} in a container"
        yield from _block(child, MESSAGE)
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        yield "folded, and not to be unfolded"


def _rich_text(block: Part) -> Iterator[str]:
    if not block["elements"]:
        yield "no elements"
    for element in block["elements"]:
        inner = element["elements"]
        if not inner:
            yield f"an empty {element['type']}"
        for part in inner:
            if part["type"] == "text" and not part["text"]:
                yield "an empty text"


def _table(block: Part) -> Iterator[str]:
    rows = block["rows"]
    if not 2 <= len(rows) <= 201:
        yield f"{len(rows)} rows"
    if not 1 <= len(rows[0]) <= 20 or any(len(row) != len(rows[0]) for row in rows):
        yield f"rows of {sorted({len(row) for row in rows})} cells"
    if any(cell["type"] != "raw_text" for cell in rows[0]):
        yield "a head that is no raw_text"
    for cell in (cell for row in rows for cell in row):
        if cell["type"] in ("raw_text", "raw_number") and not cell["text"]:
            yield "an empty cell"
        if cell["type"] == "raw_number" and not math.isfinite(cell["value"]):
            yield "a number that is none"
    if not block.get("caption"):
        yield "no caption"
    if not 1 <= block.get("page_size", 5) <= 100:
        yield f"page_size {block['page_size']}"


def _chart(block: Part) -> Iterator[str]:
    yield from _length(block, "title", 50)
    chart = block["chart"]
    if chart["type"] == "pie":
        yield from _pie(chart)
        return
    axis = chart["axis_config"]
    yield from _length(axis, "x_label", 50)
    yield from _length(axis, "y_label", 50)
    categories = axis["categories"]
    if not 1 <= len(categories) <= 20 or len(set(categories)) != len(categories):
        yield f"categories {categories}"
    names = [series["name"] for series in chart["series"]]
    if not 1 <= len(names) <= 6 or len(set(names)) != len(names):
        yield f"series {names}"
    if any(not 1 <= len(label) <= 20 for label in (*names, *categories)):
        yield "a label of more than 20 characters"
    for series in chart["series"]:
        if Counter(point["label"] for point in series["data"]) != Counter(categories):
            yield f"{series['name']}: not exactly one point for every category"
        if not all(math.isfinite(point["value"]) for point in series["data"]):
            yield f"{series['name']}: a value that is no number"


def _pie(chart: Part) -> Iterator[str]:
    if not 1 <= len(chart["segments"]) <= 6:
        yield f"{len(chart['segments'])} segments"
    for segment in chart["segments"]:
        yield from _length(segment, "label", 20)
        if not (math.isfinite(segment["value"]) and segment["value"] > 0):
            yield f"{segment['label']}: {segment['value']}"


def _action_ids(block: Part) -> Iterator[str]:
    elements = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
    twice = [i for i, n in Counter(e["action_id"] for e in elements if isinstance(e, dict) and "action_id" in e).items() if n > 1]
    if twice:
        yield f"action ids twice: {twice}"


_Check = Callable[[Part], Iterator[str]]
_BLOCKS: dict[str, _Check] = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "header": _header,
    "alert": _alert,
    "container": _container,
    "input": _input,
    "rich_text": _rich_text,
    "data_table": _table,
    "data_visualization": _chart,
}
_ELEMENTS: dict[str, _Check] = {
    "button": _button,
    "icon_button": _button,
    "feedback_buttons": _feedback,
    "static_select": _select,
    "external_select": _external,
    "multi_static_select": _select,
    "radio_buttons": _choices,
    "checkboxes": _choices,
    "plain_text_input": _typed,
    "number_input": _typed,
    "url_text_input": _typed,
}
