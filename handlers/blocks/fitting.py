"""How large blocks are, and what is left out where a message would be refused for its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from handlers.blocks.elements import context
from handlers.slack.limits import BLOCK_CHARACTERS, MESSAGE_BLOCKS, TABLE_PAGE, TABLE_ROWS
from handlers.slack.outgoing import Block, Blocks
from knowledge.words.messages import Messages

LEFT_OUT = 100  # characters that may be needed to say how many rows are left out
_READ = frozenset({"text", "title", "name", "label", "caption"})  # the keys whose texts are read


def characters(block: Any) -> int:
    """How many characters of a block are read."""
    return sum(map(len, _texts(block)))


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str) and key in _READ:
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)


def _with_shorter_tables(reading: Sequence[Block], room: int, words: Messages) -> Iterator[Block]:
    """The same blocks, each table with as many rows as leave room for all that stands around it, and how many are left out."""
    around = sum(characters(block) for block in reading if block["type"] != "data_table")
    spare = room - around if around < room else room  # where not even what stands around it fits, what comes first goes first
    for block in reading:
        if block["type"] != "data_table":
            yield block
            continue
        head, *rows = block["rows"]
        spare -= sum(map(len, _texts(block | {"rows": [head]}))) + LEFT_OUT
        kept = _beginning(rows[:TABLE_ROWS], spare)
        spare -= sum(map(characters, kept))
        if kept:
            yield block | {"rows": [head, *kept], "page_size": min(len(kept), TABLE_PAGE)}
        if len(kept) < len(rows):
            yield context([words.count("answer.cut.rows", len(rows) - len(kept))])


def _beginning(rows: Sequence[Any], room: int) -> list[Any]:
    """As many rows as there is room for."""
    totals = accumulate(map(characters, rows))
    return [row for row, total in zip(rows, totals, strict=True) if total <= room]


def fit_to_message(reading: Sequence[Block], clickable: Sequence[Block], words: Messages) -> Blocks:
    """As much to read as a message takes beside what there is to click; where something is left out, it says so."""
    rest = context([words.say("answer.cut")])
    left = BLOCK_CHARACTERS - sum(map(characters, (*clickable, rest)))
    places = MESSAGE_BLOCKS - len(clickable) - 1
    kept: list[Block] = []
    for block in _with_shorter_tables(reading, left, words):
        left -= characters(block)
        if left < 0 or len(kept) == places:
            return (*kept, rest, *clickable)
        kept.append(block)
    return (*kept, *clickable)
