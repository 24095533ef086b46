"""Measurements from the rows below a head, one figure a row: each with its line, its faults, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.errors import Fault
from knowledge.evaluation.model import Section
from knowledge.measurement.model import Measurement
from knowledge.measurement.sheet_forms import FormEntry
from knowledge.measurement.validation import Entry, EntryReader, kinds
from knowledge.notation.quantity import normal_form
from knowledge.table.head import Column, Head, is_remark
from knowledge.table.model import Cell, Row, Sheet, column_letters

_WORDED = ("source", "note", "kind")
_EVALUATED = ("verdict", "verdict_reason", *map(str, Section))  # columns of the year's evaluation
_FIRST_DIGITS, _THREE_DIGITS = re.compile(r"[^0-9]?[0-9]{1,3}"), re.compile(r"[0-9]{3}(?![0-9])")
_MOST_NAMED = 10  # rows or columns in one note


class RowReader:
    """Reads the rows below a head; collects measurements, faults, and what it left out."""

    def __init__(self, sheet: Sheet, head: Head, entries: EntryReader) -> None:
        self.sheet, self.head, self.entries = sheet, head, entries
        self.measurements: list[tuple[int, Measurement]] = []
        self.evaluations: list[FormEntry] = []
        self.faults: list[Fault] = []
        self._evaluated: dict[tuple[str, str], int] = {}
        self._lines: dict[tuple[str, int], int] = {}
        self._blank: list[int] = []
        self._untitled: set[int] = set()

    def read(self) -> None:
        """Read every row below the head."""
        for row in self.sheet.rows:
            if row.number > self.head.last:
                self._read_row(row)

    def notes(self) -> Iterator[Fault]:
        """What was not read: columns that mean nothing here, rows without a figure."""
        columns = [*map(column_name, self.head.unknown), *(column_letters(number) for number in sorted(self._untitled))]
        if columns:
            yield Fault("import.note.columns", {"columns": some(columns)})
        if self._blank:
            yield Fault("import.note.blank_rows", {"rows": some(self._blank)})

    def _read_row(self, row: Row) -> None:
        cells = {column.meaning: row.at(column.number) for column in self.head.columns if column.meaning}
        if not self._figure(cells, row):
            self._blank.append(row.number)
            return
        faults = [*self._long(row), *self._problems(cells, row.number)]
        if faults:
            self.faults += faults
            return
        if self._takes_evaluation(cells, row.number) and cells["value"].empty:
            return
        read = self.entries.read(Entry(self._fields(cells), row.number))
        if isinstance(read, list):
            self.faults += read
        else:
            self._add(read, row.number)

    def _takes_evaluation(self, cells: dict[str, Cell], line: int) -> bool:
        """Whether a row says something of its year's evaluation, which is then taken; its figure may be missing."""
        written = {name: cells[name] for name in _EVALUATED if name in cells}
        texts = {name: cell.lines for name, cell in written.items() if not cell.empty and not cell.origin}
        if not texts:
            return False
        target, year, source = (cells[name].text if name in cells else "" for name in ("indicator", "year", "source"))
        first = self._evaluated.setdefault((normal_form(target), normal_form(year)), line)
        if first != line:
            self.faults.append(Fault("measurement.fault.doubled", {"indicator": target, "year": year, "first": first}, line))
        entry = Entry({"target": target, "year": year, "source": source, **texts}, line)
        self.evaluations.append(FormEntry(entry, self.sheet.title or "", line, evaluation=True))
        return True

    def _figure(self, cells: dict[str, Cell], row: Row) -> bool:
        """Whether a row holds a figure, and not a remark, a group's title, or an indicator that waits for its figure."""
        if is_remark(row):
            return False
        return any(not cells[meaning].empty for meaning in ("year", "value") if cells[meaning].origin is None)

    def _long(self, row: Row) -> list[Fault]:
        """A fault where a text file's row goes on behind its head: most often a comma inside a number, without quotes."""
        titled = {column.number for column in self.head.columns}
        beyond = [cell for cell in row.filled if cell.column not in titled]
        if not beyond and not self._split_by_comma(row):
            return []
        if self.sheet.title is not None:
            self._untitled |= {cell.column for cell in beyond}
            return []
        value = self.head.meanings["value"][0].number
        hint = ",".join(row.at(column).text for column in (value, value + 1))
        return [Fault("measurement.fault.long", {"columns": len(self.head.columns), "hint": hint}, row.number)]

    def _split_by_comma(self, row: Row) -> bool:
        """Whether the three last digits of a value stand where its source should: 2,350 without quotes, as two cells."""
        value = self.head.meanings["value"][0].number
        follows = next((column for column in self.head.columns if column.number == value + 1), None)
        in_text = self.sheet.title is None and follows is not None and follows.meaning in _WORDED
        return in_text and bool(_FIRST_DIGITS.fullmatch(row.at(value).text) and _THREE_DIGITS.match(row.at(value + 1).text))

    def _problems(self, cells: dict[str, Cell], line: int) -> list[Fault]:
        found = [cell for cell in cells.values() if cell.problem]
        return [Fault(f"table.fault.cell.{cell.problem}", {"cell": cell.address}, line) for cell in found]

    def _fields(self, cells: dict[str, Cell]) -> dict[str, str]:
        """What stands in a row by its columns' meanings; a value is never taken from another row or column."""
        fields = {meaning: self._text(meaning, cell) for meaning, cell in cells.items()}
        qualifier = self.head.meanings["value"][0].qualifier
        if qualifier:
            fields.setdefault("kind" if normal_form(qualifier) in kinds() else "unit", qualifier)
        return fields

    def _text(self, meaning: str, cell: Cell) -> str:
        if cell.origin and (meaning == "value" or cell.origin[1] != cell.column):
            return ""
        return cell.day.isoformat() if meaning == "as_of" and cell.day else cell.text

    def _add(self, measurement: Measurement, line: int) -> None:
        first = self._lines.setdefault((measurement.indicator, measurement.year), line)
        if first != line:
            name = self.entries.names.find(measurement.indicator)
            values: dict[str, object] = {"indicator": name.name if name else "", "year": measurement.year, "first": first}
            self.faults.append(Fault("measurement.fault.doubled", values, line))
        self.measurements.append((line, measurement))


def column_name(column: Column) -> str:
    """A column's letters and title, as notes and faults name it."""
    return f"{column_letters(column.number)}:{column.title}"


def some(things: Sequence[object]) -> tuple[str, ...]:
    """The first of several things that are named in a note."""
    shown = tuple(map(str, things[:_MOST_NAMED]))
    return (*shown, "...") if len(things) > _MOST_NAMED else shown
