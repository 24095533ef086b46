"""What loading a file would do, in words: as lines, and as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from knowledge.answer.model import Row
from knowledge.errors import Fault
from knowledge.evaluation.file_rows import EvaluationRow
from knowledge.evaluation.preview_text import added_text, doubt_lines_of, replaced_text
from knowledge.evaluation.text import evaluated_name, fiscal
from knowledge.measurement.file_recording import FileCheck
from knowledge.measurement.preview import Outcome, Preview
from knowledge.measurement.preview_text import doubt_lines, edit_line, value_text
from knowledge.measurement.sample import invented_note
from knowledge.record_log import Edit
from knowledge.strategy.plan import Strategy
from knowledge.words.error_text import fault_text
from knowledge.words.messages import Messages


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What one row of a file would do, in words; `amounts` are the figures before and after, where they are numbers."""

    line: int
    entity: str
    name: str
    year: int
    shown_year: str
    outcome: Outcome
    text: str
    before: str
    after: str
    doubts: tuple[str, ...] = ()
    amounts: tuple[Decimal | None, Decimal | None] = (None, None)

    @property
    def weight(self) -> int:
        """Its rank in a preview: what may be a slip, what changes something recorded, what is new, what is recorded already."""
        return 0 if self.doubts else {Outcome.NEW: 2, Outcome.REPEATED: 3}.get(self.outcome, 1)


class ImportText:
    """What loading a file would do; what may be a slip comes first."""

    def __init__(self, check: FileCheck, notes: Sequence[Fault], strategy: Strategy, words: Messages) -> None:
        self.check = check
        self.notes = (*notes, Fault("import.kept", {"kept": check.kept})) if check.kept else tuple(notes)
        self.strategy = strategy
        self.words = words

    @cached_property
    def rows(self) -> tuple[ImportRow, ...]:
        """Every row of the file, by weight."""
        figures = [_figure(line, row, self.strategy, self.words) for line, row in self.check.figures]
        evaluations = [_evaluation(row, self.strategy, self.words) for row in self.check.evaluations]
        return tuple(sorted((*figures, *evaluations), key=lambda row: row.weight))

    @property
    def doubtful(self) -> int:
        """How many rows somebody should look at twice."""
        return sum(bool(row.doubts) for row in self.rows)

    def lines(self) -> Iterator[str]:
        """How many rows do what, and what was not read; then each row: what may be a slip, corrections, what is new."""
        yield from self.counts()
        yield from self.slips()
        yield from self.rest()

    def counts(self) -> Iterator[str]:
        """How many rows do what and are to be looked at twice, and what was not read."""
        figures, evaluations = self.check.figures, self.check.evaluations
        if figures or not evaluations:
            yield self.words.say("import.checked", **_counts(row.outcome for _, row in figures))
        if evaluations:
            yield self.words.say("import.checked.evaluations", **_counts(row.outcome for row in evaluations))
        if self.doubtful:
            yield self.words.count("import.doubtful", self.doubtful)
        yield from invented_note((each for _, row in figures for each in (row.recorded, row.measurement)), self.words)
        yield from note_lines(self.notes, self.words)

    def slips(self) -> Iterator[str]:
        """The rows that somebody should look at twice, each with the reasons under it; none where no row is such."""
        for row in self.rows:
            if row.doubts:
                yield self._line(row)
                yield from (self.words.say("import.doubt", text=text) for text in row.doubts)

    def rest(self) -> Iterator[str]:
        """The rows that change something and hold no slip: corrections, then what is new."""
        for row in self.rows:
            if row.outcome is not Outcome.REPEATED and not row.doubts:
                yield self._line(row)

    def columns(self) -> tuple[str, ...]:
        """The heads of the table."""
        words = self.words
        subject = words.heading("indicator") if not self.check.evaluations else words.say("import.column.subject")
        named = (words.say("import.column.line"), subject, words.heading("year"))
        return (*named, *(words.say(f"import.column.{name}") for name in ("outcome", "before", "after")))

    def table(self) -> list[Row]:
        """Every row of the file for a table, in the order of the lines."""
        return [self._cells(row) for row in self.rows]

    def _line(self, row: ImportRow) -> str:
        return self.words.say("import.row", line=row.line, text=row.text)

    def _cells(self, row: ImportRow) -> Row:
        outcome = self.words.say("import.outcome.doubt" if row.doubts else f"import.outcome.{row.outcome}")
        cells = (row.name, row.shown_year, outcome, row.before, row.after)
        return Row(row.entity, str(row.line), cells, numbers=(Decimal(row.line), None, Decimal(row.year), None, *row.amounts))


def note_lines(notes: Sequence[Fault], words: Messages) -> Iterator[str]:
    """What in the file was not read."""
    return (words.say("note", text=fault_text(words, note)) for note in notes)


def _figure(line: int, row: Preview, strategy: Strategy, words: Messages) -> ImportRow:
    measurement, found = row.measurement, strategy.indicator(row.measurement.indicator)
    edit = Edit(measurement.indicator, measurement.year, row.recorded, measurement)
    before, after = (value_text(found, each, words) for each in (row.recorded, measurement))
    return ImportRow(
        line,
        found.id,
        words.short(found),
        measurement.year,
        words.year(measurement.year),
        row.outcome,
        edit_line(edit, strategy, words),
        before,
        after,
        tuple(doubt_lines(row, words)) if row.outcome is not Outcome.REPEATED else (),
        (row.recorded.amount if row.recorded else None, measurement.amount),
    )


def _evaluation(row: EvaluationRow, strategy: Strategy, words: Messages) -> ImportRow:
    evaluation, entity = row.preview.evaluation, strategy[row.preview.evaluation.target]
    name, year = evaluated_name(entity, strategy, words), fiscal(evaluation.fiscal_year, words)
    after = added_text(row.preview, words)
    text = words.say("import.evaluation", name=name, year=year, text=after)
    doubts = tuple(doubt_lines_of(row, words)) if row.in_doubt else ()
    before = replaced_text(row.preview, words)
    return ImportRow(row.line, entity.id, name, evaluation.fiscal_year, year, row.outcome, text, before, after, doubts)


def _counts(outcomes: Iterable[Outcome]) -> dict[str, object]:
    each = list(outcomes)
    new, repeated = each.count(Outcome.NEW), each.count(Outcome.REPEATED)
    return {"added": new, "corrected": len(each) - new - repeated, "repeated": repeated}
