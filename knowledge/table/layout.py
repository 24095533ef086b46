"""What openpyxl's streaming reader leaves out of a sheet: hidden rows, merged areas, formulas without a stored result, strokes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any

from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.xml.functions import iterparse

from knowledge.table.limits import MOST_COLUMNS, MOST_MERGED, MOST_ROWS

_TRUE, _FALSE = ("1", "true"), ("0", "false")


class TooLarge(ValueError):
    """A sheet larger than a city's figures are; the message id says in which way."""


@dataclass
class Layout:
    """Row numbers, merged cells with their area's first cell, formula cells; rows and columns count from 1."""

    hidden: set[int] = field(default_factory=set)
    origins: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)  # texts within the sheet of which a part is crossed out
    runs: dict[tuple[int, int], CellRichText] = field(default_factory=dict)  # texts in the sheet, written in several ways

    def last(self, row: int) -> int:
        """The last column of a row with something that is no value: a merged cell, a formula, a stroke; 0 where there is none."""
        return self._last.get(row, 0)

    @cached_property
    def _last(self) -> dict[int, int]:
        last: dict[int, int] = {}
        for row, column in (*self.origins, *self.formulas, *self.struck):
            last[row] = max(column, last.get(row, 0))
        return last


def read_layout(source: IO[bytes]) -> Layout:
    """The layout of a sheet's XML.

    Raises:
        TooLarge: it has more columns or merged cells than are read.
    """
    layout, number = Layout(), 0
    for _, element in iterparse(source):
        tag = element.tag.rpartition("}")[2]
        if tag == "row":
            number = int(element.get("r") or number + 1)
            _add_row(layout, element, number)
            element.clear()
        elif tag == "mergeCell":
            _add_merged(layout, element.get("ref") or "")
    return layout


def _add_row(layout: Layout, row: Any, number: int) -> None:
    """Note what is special about a row; `row` is an element of whichever XML library openpyxl found."""
    if row.get("hidden") in _TRUE:
        layout.hidden.add(number)
    column = 0
    for cell in row:
        column = coordinate_to_tuple(cell.get("r"))[1] if cell.get("r") else column + 1
        parts = {part.tag.rpartition("}")[2]: part for part in cell}
        value = parts.get("v")
        if value is not None or "is" in parts:
            _refuse_far(number, column)
        if "f" in parts and cell.get("t") != "str" and (value is None or not value.text):
            layout.formulas.add((number, column))
        if "is" in parts and any(part.tag.endswith("}strike") and part.get("val") not in _FALSE for part in parts["is"].iter()):
            layout.struck.add((number, column))
        if "is" in parts and any(part.tag.endswith("}vertAlign") for part in parts["is"].iter()):
            layout.runs[number, column] = CellRichText.from_tree(parts["is"])


def _refuse_far(row: int, column: int) -> None:
    if row > MOST_ROWS:
        raise TooLarge("too_many")
    if column > MOST_COLUMNS:
        raise TooLarge("too_wide")


def _add_merged(layout: Layout, ref: str) -> None:
    for cell, origin in _merged(ref):
        if cell != origin:
            layout.origins[cell] = origin
        if len(layout.origins) > MOST_MERGED:
            raise TooLarge("too_wide")


def _merged(ref: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The cells of a merged area as far as they can be read, each with the area's first."""
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    if None in (first_column, first_row, last_column, last_row):
        raise ValueError(ref)
    origin = (int(first_row or 0), int(first_column or 0))
    for row in range(origin[0], min(int(last_row or 0), MOST_ROWS) + 1):
        for column in range(origin[1], min(int(last_column or 0), MOST_COLUMNS) + 1):
            yield (row, column), origin
