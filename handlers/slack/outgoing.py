"""A message on its way to Slack: its text, and the forms that it may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """What is to be said.

    `text` is the whole of it in plain words (it is escaped on its way out); `forms` are ways to lay it out in blocks, the best
    first: what Slack refuses of them is said in the next one, and at last in the text alone.
    """

    text: str
    forms: tuple[Blocks, ...] = ()
    metadata: dict[str, Any] | None = None
