"""Excel workbooks: the cells of their visible sheets, each as it is shown."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import from_excel

from knowledge.notation.units import DATA, read_toml
from knowledge.table.layout import Layout, TooLarge, read_layout
from knowledge.table.limits import LARGEST_PART, MOST_COLUMNS, MOST_ELEMENTS, MOST_ROWS, MOST_STYLES
from knowledge.table.model import Cell, Problem, Row, Sheet, Table, refused
from knowledge.table.number_format import date_section, shown_moment, shown_number, shown_text
from knowledge.table.text import clean, has_control

_DAMAGED = (  # what openpyxl and the parsers below it raise where a part is damaged, missing, or of the wrong type
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    EOFError,
    OSError,
    RuntimeError,
)
_CELLS = ("xl/worksheets/", "xl/sharedStrings")
_NOT_READ = ("xl/media/", "xl/drawings/", "xl/charts/", "xl/embeddings/", "xl/printerSettings/", "xl/vbaProject")
_VISIBLE = "visible"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_workbook(name: str, content: bytes) -> Table:
    """A workbook's visible sheets.

    Raises:
        TableRefused: it is damaged, encrypted, larger than a city's figures are, or has no sheet of cells that is shown.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _refuse_large(packed)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about parts that are not read, as drawings
                table = _table(name, content, packed)
    except TooLarge as error:
        raise refused(name, str(error), limit=MOST_COLUMNS if str(error) == "too_wide" else MOST_ROWS) from error
    except _DAMAGED as error:
        raise refused(name, "xlsx") from error
    if not table.sheets:
        raise refused(name, "no_sheet")
    return table


def _refuse_large(packed: zipfile.ZipFile) -> None:
    """Unpack each part that will be read as far as is allowed, and count what stands in it."""
    for part in packed.infolist():
        if part.filename.startswith(_NOT_READ):
            continue
        with packed.open(part) as file:
            unpacked = file.read(LARGEST_PART + 1)
        allowed = MOST_ELEMENTS if part.filename.startswith(_CELLS) else MOST_STYLES
        if len(unpacked) > LARGEST_PART or unpacked.count(b"<") > 2 * allowed:
            raise TooLarge("unpacked")


def _table(name: str, content: bytes, packed: zipfile.ZipFile) -> Table:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=True)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == _VISIBLE]
    hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != _VISIBLE)
    return Table(name, tuple(_sheet(sheet, packed, book.epoch) for sheet in shown), hidden)


def _sheet(sheet: Any, packed: zipfile.ZipFile, epoch: datetime) -> Sheet:
    with packed.open(sheet._worksheet_path) as source:
        layout = read_layout(source)
    rows: dict[int, list[Cell]] = {}
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
        valued = max((column for column, cell in enumerate(cells, start=1) if cell.value is not None), default=0)
        shown_cells = cells[: max(valued, layout.last(number))]
        if shown_cells:
            rows[number] = [_cell(cell, number, column, layout, epoch) for column, cell in enumerate(shown_cells, start=1)]
    shown = {number: cells for number, cells in rows.items() if number not in layout.hidden}
    return Sheet(sheet.title, tuple(_merged(shown, rows, layout)), tuple(sorted(layout.hidden & rows.keys())))


def _merged(shown: dict[int, list[Cell]], rows: dict[int, list[Cell]], layout: Layout) -> Iterator[Row]:
    """The rows that are shown, with the text of a merged area in each of its cells."""
    for number, cells in shown.items():
        filled = []
        for cell in cells:
            origin = layout.origins.get((number, cell.column))
            first = rows.get(origin[0], [])[origin[1] - 1 : origin[1]] if origin else []
            filled.append(replace(first[0], row=number, column=cell.column, origin=origin) if first else cell)
        row = Row(number, tuple(filled))
        if row.filled:
            yield row


def _cell(cell: Any, row: int, column: int, layout: Layout, epoch: datetime) -> Cell:
    if cell.value is None:
        formula = (row, column) in layout.formulas
        return Cell(row, column, problem=Problem.FORMULA if formula else None)
    if (row, column) in layout.struck or (cell.font is not None and cell.font.strike):
        return Cell(row, column, problem=Problem.STRUCK)
    text, problem, day = _shown(layout.runs.get((row, column), cell.value), _format(cell), epoch)
    if has_control(text):
        return Cell(row, column, problem=Problem.CONTROL)
    return Cell(row, column, clean(text), problem, day, written=text)


def _shown(value: object, number_format: str, epoch: datetime) -> tuple[str, Problem | None, date | None]:
    """What a value shows, what is wrong with it, and the day that it is."""
    if isinstance(value, bool):
        return str(value).upper(), None, None
    if isinstance(value, CellRichText):
        value = "".join(map(_run, value))
    if isinstance(value, int | float):
        section = date_section(number_format)
        if section is None:
            return *shown_number(value, number_format), None
        value = from_excel(value, epoch)
    if isinstance(value, time | timedelta):
        return str(value), None, None
    if isinstance(value, date):
        return _shown_day(value, number_format)
    return shown_text(str(value), number_format), None, None


def _run(part: str | TextBlock) -> str:
    """A run of a cell's text: nothing where it is struck out, raised digits as such, so that a note's mark is no digit."""
    if not isinstance(part, TextBlock):
        return part
    if part.font.strike:
        return ""
    return part.text.translate(_RAISED) if part.font.vertAlign == "superscript" else part.text


def _shown_day(value: date, number_format: str) -> tuple[str, Problem | None, date | None]:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    section = date_section(number_format)
    return (shown_moment(moment, section) if section else moment.date().isoformat()), None, moment.date()


def _format(cell: Any) -> str:
    """A cell's number format; the built-in ones mean what a Japanese Excel shows."""
    japanese = _japanese_formats().get(cell.style_array.numFmtId)
    return japanese or str(cell.number_format or "General")


@cache
def _japanese_formats() -> dict[int, str]:
    table = read_toml(DATA / "number_formats.toml")["japanese"]
    return {int(number): code for number, code in table.items()}
