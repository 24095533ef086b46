"""What loading a file would do, in words: as lines, and as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.answer.model import Row
from knowledge.errors import Fault
from knowledge.measurement.preview import Outcome, Preview
from knowledge.measurement.preview_text import doubt_lines, edit_line, value_text
from knowledge.measurement.sample import invented_note
from knowledge.record_log import Edit
from knowledge.strategy.plan import Strategy
from knowledge.words.error_text import fault_text
from knowledge.words.messages import Messages

Rows = Sequence[tuple[int, Preview]]  # with their lines in the file


def import_lines(rows: Rows, notes: Sequence[Fault], strategy: Strategy, words: Messages) -> Iterator[str]:
    """How many rows do what, and what was not read; then each row: what may be a slip, corrections, what is new."""
    yield from count_lines(rows, notes, words)
    yield from slip_lines(rows, strategy, words)
    yield from rest_lines(rows, strategy, words)


def count_lines(rows: Rows, notes: Sequence[Fault], words: Messages) -> Iterator[str]:
    """How many rows do what and are to be looked at twice, and what was not read."""
    yield words.say("import.checked", **_counts(rows))
    if doubtful(rows):
        yield words.count("import.doubtful", doubtful(rows))
    yield from invented_note((each for _, row in rows for each in (row.recorded, row.measurement)), words)
    yield from note_lines(notes, words)


def note_lines(notes: Sequence[Fault], words: Messages) -> Iterator[str]:
    """What in the file was not read."""
    return (words.say("note", text=fault_text(words, note)) for note in notes)


def slip_lines(rows: Rows, strategy: Strategy, words: Messages) -> Iterator[str]:
    """The rows that somebody should look at twice, each with the reasons under it; none where no row is such."""
    for line, row in rows:
        if _in_doubt(row):
            yield _edit(line, row, strategy, words)
            yield from (words.say("import.doubt", text=text) for text in doubt_lines(row, words))


def rest_lines(rows: Rows, strategy: Strategy, words: Messages) -> Iterator[str]:
    """The rows that change something and hold no slip: corrections, then what is new."""
    for line, row in _by_weight(rows):
        if row.outcome is not Outcome.REPEATED and not _in_doubt(row):
            yield _edit(line, row, strategy, words)


def doubtful(rows: Rows) -> int:
    """How many rows somebody should look at twice."""
    return sum(_in_doubt(row) for _, row in rows)


def import_columns(words: Messages) -> tuple[str, ...]:
    """The heads of the table of `import_rows`."""
    named = (words.say("import.column.line"), words.heading("indicator"), words.heading("year"))
    return (*named, *(words.say(f"import.column.{name}") for name in ("outcome", "before", "after")))


def import_rows(rows: Rows, strategy: Strategy, words: Messages) -> list[Row]:
    """Every row of the file for a table, in the order of `import_lines`."""
    return [_row(line, row, strategy, words) for line, row in _by_weight(rows)]


def _row(line: int, row: Preview, strategy: Strategy, words: Messages) -> Row:
    measurement, found = row.measurement, strategy.indicator(row.measurement.indicator)
    outcome = words.say("import.outcome.doubt" if _in_doubt(row) else f"import.outcome.{row.outcome}")
    before, after = (value_text(found, each, words) for each in (row.recorded, measurement))
    cells = (words.short(found), words.year(measurement.year), outcome, before, after)
    amounts = (row.recorded.amount if row.recorded else None, measurement.amount)
    return Row(found.id, str(line), cells, numbers=(Decimal(line), None, Decimal(measurement.year), None, *amounts))


def _by_weight(rows: Rows) -> list[tuple[int, Preview]]:
    """What may be a slip first, then what changes something recorded, what is new, what is recorded already."""
    ranks = {Outcome.NEW: 2, Outcome.REPEATED: 3}
    return sorted(rows, key=lambda pair: 0 if _in_doubt(pair[1]) else ranks.get(pair[1].outcome, 1))


def _in_doubt(row: Preview) -> bool:
    return row.outcome is not Outcome.REPEATED and bool(row.doubts)


def _edit(line: int, row: Preview, strategy: Strategy, words: Messages) -> str:
    measurement = row.measurement
    edit = Edit(measurement.indicator, measurement.year, row.recorded, measurement)
    return words.say("import.row", line=line, text=edit_line(edit, strategy, words))


def _counts(rows: Rows) -> dict[str, object]:
    new = sum(row.outcome is Outcome.NEW for _, row in rows)
    repeated = sum(row.outcome is Outcome.REPEATED for _, row in rows)
    return {"added": new, "corrected": len(rows) - new - repeated, "repeated": repeated}
