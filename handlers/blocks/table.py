"""Rows as Slack's data table, or as paragraphs where that is refused.

https://docs.slack.dev/reference/block-kit/blocks/data-table-block
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from handlers.blocks.chart import json_number
from handlers.blocks.elements import Element, rich, rich_list, sections
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
    width = 1 + max(len(row.cells) for row in rows)
    lines = [_padded((row.label, *row.cells), width) for row in rows]
    numbers = [_numbers([row.numbers[column : column + 1] for row in rows]) for column in range(width)]
    cells = [[_cell(text, numbers[column][n]) for column, text in enumerate(line)] for n, line in enumerate(lines)]
    heads = [_cell(text) for text in _padded(columns, width)]
    return {"type": "data_table", "caption": caption, "page_size": min(len(rows), TABLE_PAGE), "rows": [heads, *cells]}


def _padded(texts: Sequence[str], width: int) -> list[str]:
    return [text or _NOTHING for text in (*texts, *[""] * (width - len(texts)))]


def _numbers(column: Sequence[Sequence[Decimal | None]]) -> Sequence[Decimal | None]:
    """The numbers of a column; none where a row has none, for then Slack sorts the column by its texts."""
    numbers = [number for cell in column for number in cell if number is not None]
    return numbers if len(numbers) == len(column) else [None] * len(column)


def _cell(text: str, number: Decimal | None = None) -> Element:
    """A cell that shows a text, and is sorted by a number where it has one."""
    if number is None:
        return {"type": "raw_text", "text": text}
    return {"type": "raw_number", "value": json_number(number), "text": text}


def row_sections(rows: Sequence[Row], words: Messages) -> list[Block]:
    """Rows as paragraphs: as a text has them; those that no text has, the name in bold and what is said of it under it."""
    return sections([_paragraph(row, words) for row in rows])


def _paragraph(row: Row, words: Messages) -> str:
    if row.line or not row.cells:
        return data(row.line or words.say("list.item", text=row.label))
    return f"{bold(row.label)}\n{data(words.joined(row.cells, 'detail.separator'))}"
