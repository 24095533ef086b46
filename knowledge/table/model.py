"""A table file as a reader of it sees it: sheets of rows of cells, without what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.errors import Fault, TableRefused


def refused(name: str, message_id: str, line: int | None = None, **values: object) -> TableRefused:
    """The error that a file cannot be read, by the last part of its message id."""
    return TableRefused("table.refused", name, (Fault(f"table.fault.{message_id}", values, line),))


class Problem(StrEnum):
    """Why it cannot be said what a cell shows."""

    FORMULA = "formula"  # a formula whose result the file does not hold
    STRUCK = "struck"  # it is crossed out
    SIGN = "sign"  # a negative number whose format leaves the minus out
    FORMAT = "format"  # a number format that is not understood, as fractions
    CONTROL = "control"  # it holds control characters


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it shows, and where it stands; row and column count from 1.

    `text` has no space around it and no invisible characters; it is empty where there is a problem. `written` is what was
    written, with its line breaks, where it is told. `day` is the date that a
    date cell holds. `origin` is the row and column of the merged area's first cell, whose text this one repeats.
    """

    row: int
    column: int
    text: str = ""
    problem: Problem | None = None
    day: date | None = None
    origin: tuple[int, int] | None = None
    written: str = field(default="", compare=False)

    @property
    def lines(self) -> str:
        """Its text as it was written, line by line."""
        return self.written.strip() if self.written and self.text else self.text

    @property
    def empty(self) -> bool:
        """Whether it shows nothing, and nothing is wrong with it."""
        return not self.text and self.problem is None

    @property
    def address(self) -> str:
        """Its name in a spreadsheet.

        >>> Cell(5, 28).address
        'AB5'
        """
        return f"{column_letters(self.column)}{self.row}"

    @property
    def place(self) -> Fault:
        """Where it stands, as a message."""
        return Fault("place.cell", {"address": self.address})


def column_letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is shown and holds anything; `number` counts from 1 as the spreadsheet does."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell of a column, counted from 1; an empty one beyond the row's end."""
        return self.cells[column - 1] if column <= len(self.cells) else Cell(self.number, column)

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold anything themselves, those that repeat a merged one left out."""
        return tuple(cell for cell in self.cells if not cell.empty and cell.origin is None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet; `title` is None for the only one of a text file. `hidden` are the numbers of the rows left out."""

    title: str | None
    rows: tuple[Row, ...]
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file's visible sheets in their order, and the titles of the hidden ones."""

    name: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
