"""Measurements from CSV and Excel files, one figure a row: every fault named with its line; all rows or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.errors import Fault, ImportRefused, MessageId, TableRefused
from knowledge.evaluation.model import Section
from knowledge.measurement.evaluation_columns import evaluation_column, evaluations, last_year, undated
from knowledge.measurement.model import Measurement
from knowledge.measurement.sheet_forms import FormEntry, form_entries, has_forms
from knowledge.measurement.validation import Entry, EntryReader, kinds
from knowledge.measurement.year_columns import entries, has_figures
from knowledge.notation.quantity import normal_form
from knowledge.notation.units import DATA, read_toml
from knowledge.notation.years import read_year
from knowledge.strategy.model import Strategy
from knowledge.strategy.planning_table import PlanningTable, read_planning_table
from knowledge.table.head import Column, Head, find_head, head_key, is_remark
from knowledge.table.model import Cell, Row, Sheet, Table, column_letters
from knowledge.table.reader import is_word_file, read_table, read_word_file

REQUIRED = ("indicator", "year", "value")
_WORDED = ("source", "note", "kind")
_FIRST_DIGITS, _THREE_DIGITS = re.compile(r"[^0-9]?[0-9]{1,3}"), re.compile(r"[0-9]{3}(?![0-9])")
EVALUATION_YEAR = "import.note.evaluation_year"  # the note of which year evaluations are whose columns name none
_MOST_NAMED = 10  # rows or columns in one note


_EVALUATED = ("verdict", "verdict_reason", *map(str, Section))  # columns of the year's evaluation


@dataclass(frozen=True, slots=True)
class MeasurementFile:
    """What stands in a file: its measurements with their lines, what it says of evaluations, and as notes what was not read."""

    name: str
    rows: tuple[tuple[int, Measurement], ...]
    notes: tuple[Fault, ...] = ()
    evaluations: tuple[FormEntry, ...] = ()


def read_measurements(name: str, content: bytes, strategy: Strategy, today: date, sheet: str | None = None) -> MeasurementFile:
    """The measurements of a file; `sheet` is the one to read where several could be meant.

    Raises:
        ImportRefused: anything in the file is wrong; it holds every fault.
    """
    try:
        table = read_word_file(name, content) if is_word_file(content) else read_table(name, content)
    except TableRefused as error:
        raise ImportRefused("import.refused", name, error.faults) from error
    if has_forms(table, strategy):
        return _read_forms(table, strategy, today)
    if is_word_file(content):
        raise _refused(name, "no_forms")
    planning = read_planning_table(table)
    if planning and not planning.is_plan and any(_is_long(each) for each in table.sheets):
        planning = None
    if planning and has_figures(planning):
        return _read_year_columns(planning, table, strategy, today)
    chosen, head = _choose(table, sheet)
    reader = _RowReader(chosen, head, EntryReader(strategy, today))
    reader.read()
    if reader.faults:
        raise ImportRefused("import.refused", name, tuple(reader.faults))
    if not reader.measurements and not reader.evaluations:
        raise _refused(name, "empty")
    notes = (*_hidden(table, chosen), *reader.notes())
    return MeasurementFile(name, tuple(reader.measurements), notes, tuple(reader.evaluations))


def _read_forms(table: Table, strategy: Strategy, today: date) -> MeasurementFile:
    """The figures and evaluations of the sheets that were written for them.

    Raises:
        ImportRefused: a cell shows nothing certain, or two sheets tell of one thing.
    """
    reader, rows, faults = EntryReader(strategy, today), list[tuple[int, Measurement]](), list[Fault]()
    found = list(form_entries(table, strategy))
    for form in found:
        if isinstance(form, Fault):
            faults.append(form)
        elif not form.evaluation:
            read = reader.read(form.entry)
            faults += [form.located(fault) for fault in read] if isinstance(read, list) else _doubled(form, read, rows)
            rows += [] if isinstance(read, list) else [(form.row, read)]
    if faults:
        raise ImportRefused("import.refused", table.name, tuple(faults))
    evaluations = tuple(form for form in found if isinstance(form, FormEntry) and form.evaluation)
    if not rows and not evaluations:
        raise _refused(table.name, "empty")
    notes = (Fault("import.note.hidden_sheets", {"sheets": table.hidden}),) if table.hidden else ()
    return MeasurementFile(table.name, tuple(rows), notes, evaluations)


def _doubled(form: FormEntry, read: Measurement, rows: Sequence[tuple[int, Measurement]]) -> list[Fault]:
    """A fault where a year of the indicator stands above already."""
    first = next((row for row, each in rows if (each.indicator, each.year) == (read.indicator, read.year)), None)
    values: dict[str, object] = {"indicator": read.indicator, "year": read.year, "first": first}
    return [] if first is None else [form.located(Fault("measurement.fault.doubled", values))]


def _is_long(sheet: Sheet) -> bool:
    """Whether a sheet has one figure a row."""
    head = find_head(sheet, _columns().get, _complete)
    return head is not None and _complete(head)


def _read_year_columns(planning: PlanningTable, table: Table, strategy: Strategy, today: date) -> MeasurementFile:
    """The figures of a planning table, a year a column.

    Raises:
        ImportRefused: a cell shows no figure of its indicator.
    """
    reader = EntryReader(strategy, today)
    read = [(entry, reader.read(entry)) if isinstance(entry, Entry) else (None, [entry]) for entry in entries(planning, strategy)]
    faults = tuple(fault for _, found in read if isinstance(found, list) for fault in found)
    if faults:
        raise ImportRefused("import.refused", table.name, faults)
    rows = tuple((entry.line or 0, found) for entry, found in read if entry and not isinstance(found, list))
    if not rows:
        raise _refused(table.name, "empty")
    evaluated = tuple(evaluations(planning))
    faults = tuple(each for each in evaluated if isinstance(each, Fault))
    if faults:
        raise ImportRefused("import.refused", table.name, faults)
    entered = tuple(each for each in evaluated if isinstance(each, FormEntry))
    return MeasurementFile(table.name, rows, tuple(_notes_of(planning, table)), entered)


def _notes_of(planning: PlanningTable, table: Table) -> Iterator[Fault]:
    """What was not read, and of which year evaluations are whose columns name none."""
    if table.hidden:
        yield Fault("import.note.hidden_sheets", {"sheets": table.hidden})
    unread = [title for title in planning.further if evaluation_column(title) is None]
    if unread:
        yield Fault("import.note.columns", {"columns": _some(unread)})
    if undated(planning):
        yield Fault(EVALUATION_YEAR, {"columns": undated(planning), "year": last_year(planning)})


@cache
def _columns() -> dict[str, str]:
    """What a head in comparable spelling means."""
    table = read_toml(DATA / "measurement.toml")["column"]
    return {head_key(word): column for column, words in table.items() for word in words}


def _refused(name: str, message_id: str, **values: object) -> ImportRefused:
    return ImportRefused("import.refused", name, (Fault(f"measurement.fault.{message_id}", values),))


def _complete(head: Head) -> bool:
    return all(head.column(meaning) for meaning in REQUIRED)


def _choose(table: Table, wanted: str | None) -> tuple[Sheet, Head]:
    """The sheet to read, and its head.

    Raises:
        ImportRefused: no visible sheet has a complete head, or several have one, or two of its columns mean the same.
    """
    heads = [(sheet, find_head(sheet, _columns().get, _complete)) for sheet in table.sheets if wanted in (None, sheet.title)]
    found = [(sheet, head) for sheet, head in heads if head and _complete(head)]
    if not found:
        raise _no_head(table, max((head for _, head in heads if head), key=lambda head: len(head.meanings), default=None))
    if len(found) > 1:
        raise _refused(table.name, "sheets", sheets=tuple(str(sheet.title) for sheet, _ in found))
    (chosen, head) = found[0]
    doubled = tuple(
        Fault(
            "measurement.fault.columns",
            {"meaning": MessageId(f"measurement.column.{columns[0].meaning}"), "columns": tuple(map(_named, columns))},
            head.last,
        )
        for columns in head.doubled
    )
    if doubled:
        raise ImportRefused("import.refused", table.name, doubled)
    return chosen, head


def _named(column: Column) -> str:
    return f"{column_letters(column.number)}:{column.title}"


def _no_head(table: Table, head: Head | None) -> ImportRefused:
    """Why no sheet can be read: heads that are missing, or years that stand side by side."""
    if head and head.column("indicator") and any(read_year(column.title) for column in head.unknown):
        return _refused(table.name, "years_across")
    missing = tuple(MessageId(f"measurement.column.{each}") for each in REQUIRED if not (head and head.column(each)))
    return _refused(table.name, "header", missing=missing)


def _hidden(table: Table, chosen: Sheet) -> Iterator[Fault]:
    """Notes about what is hidden, and about further sheets."""
    if table.hidden:
        yield Fault("import.note.hidden_sheets", {"sheets": table.hidden})
    others = tuple(str(sheet.title) for sheet in table.sheets if sheet is not chosen and sheet.rows)
    if others:
        yield Fault("import.note.sheets", {"sheet": chosen.title, "others": others})
    if chosen.hidden:
        yield Fault("import.note.hidden_rows", {"rows": _some(chosen.hidden)})


def _some(things: Sequence[object]) -> tuple[str, ...]:
    """The first of several things that are named in a note."""
    shown = tuple(map(str, things[:_MOST_NAMED]))
    return (*shown, "...") if len(things) > _MOST_NAMED else shown


class _RowReader:
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
        columns = [*map(_named, self.head.unknown), *(column_letters(number) for number in sorted(self._untitled))]
        if columns:
            yield Fault("import.note.columns", {"columns": _some(columns)})
        if self._blank:
            yield Fault("import.note.blank_rows", {"rows": _some(self._blank)})

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
