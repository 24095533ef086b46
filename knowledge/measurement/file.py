"""Measurements from CSV and Excel files, one figure a row: every fault named with its line; all rows or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from knowledge.errors import Fault, ImportRefused, MessageId, TableRefused
from knowledge.measurement.evaluation_columns import evaluation_column, evaluations, last_year, undated
from knowledge.measurement.model import Measurement
from knowledge.measurement.row_reader import RowReader, column_name, some
from knowledge.measurement.sheet_forms import FormEntry, form_entries, has_forms
from knowledge.measurement.validation import Entry, EntryReader
from knowledge.measurement.year_columns import entries, has_figures
from knowledge.notation.units import DATA, read_toml
from knowledge.notation.years import read_year
from knowledge.strategy.plan import Strategy
from knowledge.strategy.planning_table import PlanningTable, read_planning_table
from knowledge.table.head import Head, find_head, head_key
from knowledge.table.model import Sheet, Table
from knowledge.table.reader import is_word_file, read_table, read_word_file

REQUIRED = ("indicator", "year", "value")
EVALUATION_YEAR = "import.note.evaluation_year"  # the note of which year evaluations are whose columns name none


class FilePart(StrEnum):
    """What of a file is loaded, where that is not all of it."""

    FIGURES = "figures"
    EVALUATIONS = "evaluations"


@dataclass(frozen=True, slots=True)
class MeasurementFile:
    """What stands in a file: its measurements with their lines, what it says of evaluations, and as notes what was not read."""

    name: str
    rows: tuple[tuple[int, Measurement], ...]
    notes: tuple[Fault, ...] = ()
    evaluations: tuple[FormEntry, ...] = ()

    def only(self, part: FilePart | None) -> MeasurementFile:
        """The same with its figures or its evaluations alone, and a note of what is left out; all of it without a part."""
        if part is FilePart.FIGURES and self.evaluations:
            others = tuple(note for note in self.notes if note.message_id != EVALUATION_YEAR)  # of what year they are not read as
            note = Fault("import.note.evaluations", {"count": len(self.evaluations)})
            return replace(self, evaluations=(), notes=(*others, note))
        if part is FilePart.EVALUATIONS and self.rows:
            return replace(self, rows=(), notes=(*self.notes, Fault("import.note.figures", {"count": len(self.rows)})))
        return self


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
    reader = RowReader(chosen, head, EntryReader(strategy, today))
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
        yield Fault("import.note.columns", {"columns": some(unread)})
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
            {"meaning": MessageId(f"measurement.column.{columns[0].meaning}"), "columns": tuple(map(column_name, columns))},
            head.last,
        )
        for columns in head.doubled
    )
    if doubled:
        raise ImportRefused("import.refused", table.name, doubled)
    return chosen, head


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
        yield Fault("import.note.hidden_rows", {"rows": some(chosen.hidden)})
