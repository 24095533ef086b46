"""Text files of cells: commas, tabs or semicolons between them, with or without Excel's line that says which."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

from knowledge.table.limits import MOST_ROWS
from knowledge.table.model import Cell, Problem, Row, Sheet, refused
from knowledge.table.text import clean, has_control

_NAMED = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # Excel's own first line
_TEXT_FORMULA = re.compile(r'="([^"]*)"')  # how programs keep Excel from changing a text
_LOOKED_AT = 20  # lines


def read_delimited(name: str, text: str) -> Sheet:
    """The only sheet of a text file.

    Raises:
        TableRefused: quotes do not match, or there are too many rows.
    """
    first, _, rest = text.partition("\n")
    named = _NAMED.fullmatch(first)
    delimiter = named[1] if named else _delimiter(text)
    reader = csv.reader(io.StringIO(rest if named else text, newline=""), delimiter=delimiter, strict=True)
    skipped = 1 if named else 0
    try:
        rows = [_row(reader.line_num + skipped, fields) for fields in islice(reader, MOST_ROWS + 1)]
    except csv.Error as error:
        raise refused(name, "csv", reader.line_num + skipped) from error
    if len(rows) > MOST_ROWS:
        raise refused(name, "too_many", limit=MOST_ROWS)
    return Sheet(None, tuple(row for row in rows if row.filled))


def _delimiter(text: str) -> str:
    """What stands between the cells: tabs where lines hold several, else the more frequent of comma and semicolon."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    if sum(line.count("\t") > 1 for line in lines) * 2 > len(lines):
        return "\t"
    commas, semicolons = (sum(line.count(sign) for line in lines) for sign in ",;")
    return ";" if semicolons > commas else ","


def _row(number: int, fields: list[str]) -> Row:
    return Row(number, tuple(_cell(number, column, field) for column, field in enumerate(fields, start=1)))


def _cell(row: int, column: int, field: str) -> Cell:
    if has_control(field):
        return Cell(row, column, problem=Problem.CONTROL)
    formula = _TEXT_FORMULA.fullmatch(field.strip())
    return Cell(row, column, clean(formula[1] if formula else field))
