"""Rows as Slack's data table, or as paragraphs where that is refused.

https://docs.slack.dev/reference/block-kit/blocks/data-table-block
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.blocks.chart import json_number
from handlers.blocks.elements import rich, rich_list, sections
from handlers.slack.limits import TABLE_PAGE
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.answer.model import Row
from knowledge.words.messages import Messages

_NOTHING = "−"  # a cell must not be empty


def table_blocks(rows: Sequence[Row], columns: Sequence[str], caption: str) -> list[Block]:
    """Rows with cells as a table, rows without as a list; `size.fit_to_message` cuts what a message does not take."""
    listed = [row for row in rows if not row.cells]
    tabled = [row for row in rows if row.cells]
    blocks = [rich(rich_list(row.label for row in listed))] if listed else []
    return [*blocks, _table(tabled, columns, caption)] if tabled else blocks


def _table(rows: Sequence[Row], columns: Sequence[str], caption: str) -> Block:
    width = max(len(row.cells) for row in rows)
    head = [_text(column) for column in _padded(columns, 1 + width)]
    cells = [[_text(row.label), *_cells(row, width)] for row in rows]
    return {"type": "data_table", "caption": caption, "page_size": min(len(rows), TABLE_PAGE), "rows": [head, *cells]}


def _cells(row: Row, width: int) -> list[dict[str, Any]]:
    """A row's cells; one with a number is sorted by it, and shows its text."""
    numbers = (*row.numbers, *[None] * (width - len(row.numbers)))
    return [
        _text(text) if number is None or text == _NOTHING else {"type": "raw_number", "value": json_number(number), "text": text}
        for text, number in zip(_padded(row.cells, width), numbers, strict=True)
    ]


def _padded(texts: Sequence[str], width: int) -> list[str]:
    return [text or _NOTHING for text in (*texts, *[""] * (width - len(texts)))]


def _text(text: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": text}


def row_sections(rows: Sequence[Row], words: Messages) -> list[Block]:
    """Rows as paragraphs: as a text has them; those that no text has, the name in bold and what is said of it under it."""
    return sections([_paragraph(row, words) for row in rows])


def _paragraph(row: Row, words: Messages) -> str:
    if row.line or not row.cells:
        return data(row.line or words.say("list.item", text=row.label))
    return f"{bold(row.label)}\n{data(words.joined(row.cells, 'detail.separator'))}"
