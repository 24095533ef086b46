"""What loading a file would do, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.measurement.model import Edit
from knowledge.measurement.preview import Outcome, Preview
from knowledge.measurement.preview_text import doubt_lines, edit_line
from knowledge.strategy.model import Strategy
from knowledge.words.messages import Messages

Rows = Sequence[tuple[int, Preview]]  # with their lines in the file


def import_lines(rows: Rows, strategy: Strategy, words: Messages) -> Iterator[str]:
    """How many rows do what; then each with its line, corrections and what looks like a slip before what is simply new."""
    yield words.say("import.checked", **_counts(rows))
    for line, row in sorted(rows, key=lambda pair: pair[1].outcome is Outcome.NEW and not pair[1].doubts):
        if row.outcome is not Outcome.REPEATED:
            measurement = row.measurement
            edit = Edit(measurement.indicator, measurement.year, row.recorded, measurement)
            yield words.say("import.row", line=line, text=edit_line(edit, strategy, words))
        yield from (words.say("import.doubt", line=line, text=text) for text in doubt_lines(row, words))


def _counts(rows: Rows) -> dict[str, object]:
    new = sum(row.outcome is Outcome.NEW for _, row in rows)
    repeated = sum(row.outcome is Outcome.REPEATED for _, row in rows)
    return {"added": new, "corrected": len(rows) - new - repeated, "repeated": repeated}
