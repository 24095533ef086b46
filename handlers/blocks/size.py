"""How large blocks are, and what is left out where a message would be refused for its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from handlers.blocks.elements import context
from handlers.blocks.limits import BLOCK_CHARACTERS, MESSAGE_BLOCKS
from handlers.message import Block, Blocks
from knowledge.messages import Messages

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


def fitted(reading: Sequence[Block], clickable: Sequence[Block], words: Messages) -> Blocks:
    """As much to read as a message takes beside what there is to click; where something is left out, it says so."""
    rest = context([words.say("answer.cut")])
    left = BLOCK_CHARACTERS - sum(map(characters, (*clickable, rest)))
    places = MESSAGE_BLOCKS - len(clickable) - 1
    kept: list[Block] = []
    for block in reading:
        left -= characters(block)
        if left < 0 or len(kept) == places:
            return (*kept, rest, *clickable)
        kept.append(block)
    return (*kept, *clickable)
