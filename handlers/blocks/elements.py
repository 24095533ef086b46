"""The parts that blocks are made of. Texts are data: in `rich` and `plain` nothing is mark-up, for `marked` it is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from handlers.slack.limits import (
    ACCESSIBILITY_LABEL,
    ALERT_TEXT,
    BUTTON_TEXT,
    CONFIRM_BUTTON,
    CONFIRM_TEXT,
    CONFIRM_TITLE,
    CONTAINER_BLOCKS,
    CONTAINER_TITLE,
    CONTEXT_ELEMENTS,
    CONTEXT_TEXT,
    FIELD_TEXT,
    HEADER_TEXT,
    OPTION_TEXT,
    SECTION_TEXT,
    clip,
    clip_words,
)
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block

Element = dict[str, Any]


def plain(text: str, limit: int = SECTION_TEXT) -> Element:
    """A text object in which nothing is mark-up."""
    return {"type": "plain_text", "text": clip(text, limit), "emoji": False}


def marked(mrkdwn: str, limit: int = SECTION_TEXT) -> Element:
    """A mrkdwn text object; `verbatim` keeps Slack from finding links and names in it."""
    return {"type": "mrkdwn", "text": clip(mrkdwn, limit), "verbatim": True}


def section(mrkdwn: str, accessory: Element | None = None) -> Block:
    """A section of mrkdwn, perhaps with a button or menu beside it."""
    block: Block = {"type": "section", "text": marked(mrkdwn)}
    return block | {"accessory": accessory} if accessory else block


def sections(lines: Sequence[str]) -> list[Block]:
    """Lines of mrkdwn in as few sections as hold them."""
    blocks: list[Block] = []
    text = ""
    for line in lines:
        if text and len(text) + 1 + len(line) > SECTION_TEXT:
            blocks.append(section(text))
            text = ""
        text = f"{text}\n{line}" if text else line
    return [*blocks, section(text)] if text else blocks


def alert(text: str, level: str = "warning") -> Block:
    """A notice that stands out, for modals alone: https://docs.slack.dev/reference/block-kit/blocks/alert-block."""
    return {"type": "alert", "level": level, "text": plain(text, ALERT_TEXT)}


def fields(pairs: Iterable[tuple[str, str]]) -> Block:
    """A section of label and value in two columns."""
    return {"type": "section", "fields": [marked(f"{data(label)}\n{bold(value)}", FIELD_TEXT) for label, value in pairs]}


def header(text: str) -> Block:
    """A large line."""
    return {"type": "header", "text": plain(text, HEADER_TEXT)}


def context(lines: Sequence[str]) -> Block:
    """Small grey lines."""
    return {"type": "context", "elements": [plain("\n".join(part), CONTEXT_TEXT) for part in _parts(lines, CONTEXT_ELEMENTS)]}


def _parts(lines: Sequence[str], number: int) -> Iterator[Sequence[str]]:
    """So many lines as one element each, the last with all that are left."""
    yield from ([line] for line in lines[: number - 1])
    if lines[number - 1 :]:
        yield lines[number - 1 :]


def container(title: str, blocks: Sequence[Block]) -> Block:
    """Blocks under a title, which can be folded: https://docs.slack.dev/reference/block-kit/blocks/container-block."""
    shown = list(blocks[:CONTAINER_BLOCKS])
    return {"type": "container", "title": plain(title, CONTAINER_TITLE), "is_collapsible": True, "child_blocks": shown}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def rich(*elements: Element) -> Block:
    """A rich text block of sections and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(text: str, *, strong: bool = False) -> Element:
    """Rich text; one section after another would run on in the same line, so lines go into one."""
    return {"type": "rich_text_section", "elements": [_rich_text(text, strong=strong)]}


def rich_list(items: Iterable[str]) -> Element:
    """A list with bullets."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [rich_section(item) for item in items]}


def _rich_text(text: str, *, strong: bool) -> Element:
    element: Element = {"type": "text", "text": clip(text, SECTION_TEXT)}
    return element | {"style": {"bold": True}} if strong else element


def button(text: str, action_id: str, value: str, *, style: str | None = None, label: str | None = None) -> Element:
    """A button; `label` is what a screen reader says in place of a short text."""
    element: Element = {
        "type": "button",
        "text": plain(clip_words(text, BUTTON_TEXT), BUTTON_TEXT),
        "action_id": action_id,
        "value": value,
    }
    element |= {"style": style} if style else {}
    return element | ({"accessibility_label": clip_words(label, ACCESSIBILITY_LABEL)} if label else {})


def option(text: str, value: str) -> Element:
    """A line of a menu."""
    return {"text": plain(clip_words(text, OPTION_TEXT), OPTION_TEXT), "value": value}


def actions(elements: Sequence[Element]) -> Block:
    """A row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def confirmation(title: str, text: str, confirm: str, deny: str) -> Element:
    """What a button asks before it does something, with the texts of its two buttons."""
    return {
        "title": plain(title, CONFIRM_TITLE),
        "text": plain(text, CONFIRM_TEXT),
        "confirm": plain(confirm, CONFIRM_BUTTON),
        "deny": plain(deny, CONFIRM_BUTTON),
    }
