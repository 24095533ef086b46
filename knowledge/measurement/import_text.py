"""What loading a file would do, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.errors import Fault
from knowledge.measurement.model import Edit
from knowledge.measurement.preview import Outcome, Preview
from knowledge.measurement.preview_text import doubt_lines, edit_line
from knowledge.strategy.model import Strategy
from knowledge.words.error_text import fault_text
from knowledge.words.messages import Messages

Rows = Sequence[tuple[int, Preview]]  # with their lines in the file


def import_lines(rows: Rows, notes: Sequence[Fault], strategy: Strategy, words: Messages) -> Iterator[str]:
    """How many rows do what, and what was not read; then each row, corrections and what may be a slip before what is new."""
    yield words.say("import.checked", **_counts(rows))
    yield from note_lines(notes, words)
    for line, row in sorted(rows, key=lambda pair: pair[1].outcome is Outcome.NEW and not pair[1].doubts):
        if row.outcome is not Outcome.REPEATED:
            measurement = row.measurement
            edit = Edit(measurement.indicator, measurement.year, row.recorded, measurement)
            yield words.say("import.row", line=line, text=edit_line(edit, strategy, words))
        yield from (words.say("import.doubt", line=line, text=text) for text in doubt_lines(row, words))


def note_lines(notes: Sequence[Fault], words: Messages) -> Iterator[str]:
    """What in the file was not read."""
    return (words.say("note", text=fault_text(words, note)) for note in notes)


def slip_lines(rows: Rows, strategy: Strategy, words: Messages) -> Iterator[str]:
    """The rows that somebody should look at twice, each with the reason; none where no row is such."""
    for line, row in rows:
        if row.outcome is Outcome.REPEATED:
            continue
        for doubt in doubt_lines(row, words):
            measurement = row.measurement
            edit = Edit(measurement.indicator, measurement.year, row.recorded, measurement)
            yield words.say("import.row", line=line, text=edit_line(edit, strategy, words))
            yield words.say("import.doubt", line=line, text=doubt)


def _counts(rows: Rows) -> dict[str, object]:
    new = sum(row.outcome is Outcome.NEW for _, row in rows)
    repeated = sum(row.outcome is Outcome.REPEATED for _, row in rows)
    return {"added": new, "corrected": len(rows) - new - repeated, "repeated": repeated}
