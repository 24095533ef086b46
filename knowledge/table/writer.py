"""Writing tables: sheets of texts as an Excel workbook or as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from knowledge.table.model import column_letters

Rows = Sequence[Sequence[str]]
_NUMBER = re.compile(r"-?(?P<whole>0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.(?P<decimals>[0-9]{1,8}))?")
_WIDEST = 48  # places; a full-width sign takes two


def write_csv(rows: Rows) -> bytes:
    """One sheet as CSV with the mark by which Excel knows UTF-8."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def write_workbook(sheets: Mapping[str, Rows], numbers: Mapping[str, range]) -> bytes:
    """The sheets by their titles; `numbers` are the columns of a sheet, from 1, whose numbers are to be reckoned with.

    Everything else is a text, whatever it begins with; a number's format shows it as it was written.
    """
    from openpyxl import Workbook  # heavy, and CSV does without

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                if text:
                    _fill(sheet.cell(number, column), text, numeric=column in numbers.get(title, ()))
        _dress(sheet, rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell: object, text: str, *, numeric: bool) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged here
    found = _NUMBER.fullmatch(text) if numeric else None
    if found:
        cell.value = Decimal(text.replace(",", ""))
        cell.number_format = ("#,##0" if "," in text else "0") + ("." + "0" * len(found["decimals"]) if found["decimals"] else "")
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"  # a text such as "=1+1" must not become a formula


def _dress(sheet: object, rows: Rows) -> None:
    """A head that stays in sight, and columns as wide as what they hold."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)  # noqa: S101 - it was just made
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for column in range(1, sheet.max_column + 1):
        texts = (row[column - 1] for row in rows if len(row) >= column)
        width = max((sum(1 if ord(sign) < 0x2000 else 2 for sign in text) for text in texts), default=0)
        sheet.column_dimensions[column_letters(column)].width = min(max(width, 8) + 2, _WIDEST)
