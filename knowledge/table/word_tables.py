"""Word's tables as a reader sees them: those below one heading are the rows of one sheet, named by it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from knowledge.table.limits import LARGEST_PART, MOST_ROWS
from knowledge.table.model import Cell, Problem, Row, Sheet, Table, refused
from knowledge.table.text import clean

_TRACKED = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")]
_HEADING = "Heading 1"


def read_word_tables(name: str, content: bytes) -> Table:
    """The tables of a document.

    Raises:
        TableRefused: it is damaged, too large, holds no table, or changes that nobody has accepted or rejected yet.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_PART:
                raise refused(name, "too_large", limit=LARGEST_PART // 1_000_000)
        document = docx.Document(BytesIO(content))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise refused(name, "document.word") from error
    if next(document.element.body.iter(*_TRACKED), None) is not None:
        raise refused(name, "document.tracked")
    sheets = tuple(_sheets(document))
    if not sheets:
        raise refused(name, "document.no_table")
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise refused(name, "too_many", limit=MOST_ROWS)
    return Table(name, sheets)


def _sheets(document: Any) -> Iterator[Sheet]:
    """What stands in tables below each heading of the first level."""
    title, rows = "", list[Row]()
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            for row in block._tbl.tr_lst:
                rows.append(_row(row, len(rows) + 1))
        elif block.style is not None and block.style.name == _HEADING:
            yield from _sheet(title, rows)
            title, rows = clean(block.text), []
    yield from _sheet(title, rows)


def _sheet(title: str, rows: list[Row]) -> Iterator[Sheet]:
    filled = tuple(row for row in rows if row.filled)
    if filled:
        yield Sheet(title, filled)


def _row(row: Any, number: int) -> Row:
    """A row; a cell that reaches over several columns stands in the first of them."""
    cells: list[Cell] = []
    for cell in row.tc_lst:
        cells.append(_cell(cell, number, len(cells) + 1))
        cells += [Cell(number, len(cells) + 1 + each) for each in range(cell.grid_span - 1)]
    return Row(number, tuple(cells))


def _cell(cell: Any, row: int, column: int) -> Cell:
    written = "\n".join(map(_paragraph, cell.iter(qn("w:p"))))
    struck = any(_is_struck(run) for run in cell.iter(qn("w:r")))
    if struck:
        return Cell(row, column, problem=Problem.STRUCK)
    return Cell(row, column, clean(written), written=written)


def _paragraph(paragraph: Any) -> str:
    """A paragraph's text, whatever its runs stand in: links, fields, controls."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    return "".join(signs.get(part.tag, part.text or "") for part in paragraph.iter(qn("w:t"), *signs))


def _is_struck(run: Any) -> bool:
    """Whether a run with a text is crossed out."""
    marks = [run.find(f"{qn('w:rPr')}/{qn(name)}") for name in ("w:strike", "w:dstrike")]
    crossed = any(mark is not None and mark.get(qn("w:val")) not in ("0", "false") for mark in marks)
    return crossed and any((part.text or "").strip() for part in run.iter(qn("w:t")))
