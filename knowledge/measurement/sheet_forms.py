"""Figures and evaluations from the sheets that were written for them: each tells its indicator's ID, years, values, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.errors import Fault
from knowledge.measurement.validation import Entry
from knowledge.notation.quantity import normal_form
from knowledge.strategy.model import Indicator, Language
from knowledge.strategy.plan import Strategy
from knowledge.table.head import head_key, split_qualifier
from knowledge.table.model import Cell, Row, Sheet, Table
from knowledge.words.messages import Messages, messages

_ID = "ID"
_COLUMNS = {  # of the figures: the message that is the head
    "year": "term.year",
    "value": "term.measured",
    "kind": "term.entry",
    "as_of": "sheet.column.as_of",
    "source": "term.source",
    "note": "term.note",
}
_TEXTS = {  # a field of an evaluation's entry, and the message that is its label
    "year": "sheet.evaluation.year",
    "verdict": "sheet.evaluation.verdict",
    "verdict_reason": "sheet.evaluation.reason",
    "activities": "term.activities",
    "causes": "term.causes",
    "issues": "term.issues",
    "next_steps": "term.next_steps",
    "source": "sheet.evaluation.source",
}


@dataclass(frozen=True, slots=True)
class FormEntry:
    """What a sheet says of one year: an entry, and the place that a fault of it is told with."""

    entry: Entry
    sheet: str
    row: int
    evaluation: bool = False

    def located(self, fault: Fault) -> Fault:
        """A fault of the entry with its place."""
        return Fault("sheet.fault", {"sheet": self.sheet, "row": self.row, "fault": Fault(fault.message_id, fault.values)})


def has_forms(table: Table, strategy: Strategy) -> bool:
    """Whether a file holds such sheets."""
    return any(_target(row) in strategy for sheet in table.sheets for row in sheet.rows)


def form_entries(table: Table, strategy: Strategy) -> Iterator[FormEntry | Fault]:
    """What the sheets of a file say, in their order; faults for unsure cells, and for a second sheet about one entity."""
    seen: dict[str, str] = {}
    for sheet in table.sheets:
        for found in _FormReader(sheet, strategy).read():
            if isinstance(found, FormEntry):
                target = found.entry.get("target") or found.entry.get("indicator")
                first = seen.setdefault(target, found.sheet)
                if first != found.sheet:
                    yield Fault("sheet.doubled", {"sheet": found.sheet, "first": first})
                    break
            yield found


def _target(row: Row) -> str:
    """The id that a row tells: behind the label ID, in the first column; empty where it tells none."""
    filled = row.filled
    labelled = len(filled) > 1 and filled[0].column == 1 and head_key(filled[0].text) == head_key(_ID)
    return filled[1].text if labelled else ""


def column_head(words: Messages, column: str) -> str:
    """The head of a column of the figures."""
    return _begun(words.say(_COLUMNS[column]))


def text_label(words: Messages, field: str) -> str:
    """The label of a field of the evaluation."""
    return _begun(words.say(_TEXTS[field]))


def _begun(label: str) -> str:
    return label[:1].upper() + label[1:]


@cache
def _columns() -> Mapping[str, str]:
    """What the heads of columns mean, in either language."""
    return {head_key(column_head(messages(language), name)): name for language in Language for name in _COLUMNS}


@cache
def _texts() -> Mapping[str, str]:
    """What the labels of the evaluation mean, in either language."""
    return {head_key(text_label(messages(language), name)): name for language in Language for name in _TEXTS}


def _column(text: str) -> tuple[str | None, str]:
    """What a column's head means, and the unit in its brackets."""
    base, unit = split_qualifier(text)
    return _columns().get(head_key(base)), unit


class _FormReader:
    """Reads the rows of one sheet from the top; each belongs to the ID, the head or the evaluated year that stands above it."""

    def __init__(self, sheet: Sheet, strategy: Strategy) -> None:
        self.sheet, self.strategy = sheet, strategy
        self.title = sheet.title or ""
        self.target = ""
        self.columns: dict[str, int] = {}
        self.headed = False
        self.unit = ""
        self.evaluation: dict[str, str] = {}
        self.began = 0

    def read(self) -> Iterator[FormEntry | Fault]:
        """What the sheet says, and what is wrong with its cells."""
        for row in self.sheet.rows:
            yield from self._row(row)
        yield from self._finished()

    def _finished(self) -> Iterator[FormEntry | Fault]:
        """The last of what belongs to the ID above; a fault where an indicator's figures have lost their head."""
        yield from self._evaluated()
        if isinstance(self.strategy.get(self.target), Indicator) and not self.headed:
            yield self._fault(self.sheet.rows[-1].number, Fault("sheet.no_head"))

    def _row(self, row: Row) -> Iterator[FormEntry | Fault]:
        target = _target(row)
        if target:
            yield from self._finished()
            self.target, self.columns, self.headed = target, {}, False
            if target not in self.strategy:
                yield self._fault(row.number, Fault("sheet.unknown", {"id": target}))
        elif self.target in self.strategy and not self._is_head(row):
            yield from self._label(row) if self._label_of(row) else self._figure(row)

    def _is_head(self, row: Row) -> bool:
        """Whether a row is the head of the figures; its columns then hold for the rows below."""
        read = [(cell.column, *_column(cell.text)) for cell in row.filled]
        found = {meaning: column for column, meaning, _ in read if meaning}
        if not {"year", "value"} <= found.keys() or not isinstance(self.strategy[self.target], Indicator):
            return False
        self.columns, self.headed = found, True
        self.unit = self._unit(next(unit for _, meaning, unit in read if meaning == "value"))
        return True

    def _unit(self, shown: str) -> str:
        """A unit in comparable spelling, as the plan writes it where it is the plan's."""
        entity = self.strategy[self.target]
        written = (entity.unit.written if isinstance(entity, Indicator) else None) or ""
        return written if normal_form(written) == shown else shown

    def _label_of(self, row: Row) -> str | None:
        first = row.filled[0]
        return _texts().get(head_key(first.text)) if first.column == 1 else None

    def _label(self, row: Row) -> Iterator[FormEntry | Fault]:
        """A row of the evaluation: the year begins one, the others are its texts."""
        name, written = self._label_of(row), row.filled[1:]
        self.columns = {}
        if name == "year":
            yield from self._evaluated()
            self.began = row.number
        if name and written:
            yield from self._problems(row.number, written)
            self.evaluation[name] = written[0].lines

    def _evaluated(self) -> Iterator[FormEntry]:
        """The evaluation that was read so far, where it says anything."""
        if set(self.evaluation) - {"year"}:
            yield FormEntry(Entry({"target": self.target, **self.evaluation}, self.began), self.title, self.began, evaluation=True)
        self.evaluation = {}

    def _figure(self, row: Row) -> Iterator[FormEntry | Fault]:
        """A year's figure, where the row has one."""
        cells = {meaning: row.at(column) for meaning, column in self.columns.items()}
        if not cells or cells["value"].empty:
            return
        problems = list(self._problems(row.number, tuple(cells.values())))
        if problems:
            yield from problems
            return
        fields = {
            meaning: cell.day.isoformat() if cell.day and meaning == "as_of" else cell.lines for meaning, cell in cells.items()
        }
        entry = Entry({"indicator": self.target, "unit": self.unit, **fields}, row.number)
        yield FormEntry(entry, self.title, row.number)

    def _problems(self, row: int, cells: tuple[Cell, ...]) -> Iterator[Fault]:
        return (self._fault(row, Fault(f"table.fault.cell.{c.problem}", {"cell": c.address})) for c in cells if c.problem)

    def _fault(self, row: int, fault: Fault) -> Fault:
        return Fault("sheet.fault", {"sheet": self.title, "row": row, "fault": fault})
