"""The form of a year's evaluation, to be read and to be filled in."""

from __future__ import annotations

from knowledge.evaluation.model import Evaluation, Section
from knowledge.measurement.sheet_forms import text_label
from knowledge.report.sheet.document import Table, form
from knowledge.words.messages import Messages

FIELDS = ("verdict", "verdict_reason", *map(str, Section), "source")
_RECORDED = {"verdict_reason": "reason"}  # fields that an evaluation has under another name
_ROOMY = range(3, 3 + len(Section))  # the rows of the sections, below year, verdict and reason


def evaluation_form(words: Messages, name: str, year: int, evaluation: Evaluation | None) -> Table:
    """The evaluation of a fiscal year, as it was recorded; empty where none was."""
    written = evaluation.content if evaluation else {}
    fields = ((text_label(words, field), written.get(_RECORDED.get(field, field), "")) for field in FIELDS)
    year_row = (text_label(words, "year"), words.say("year.fiscal", year=year))
    return form(words.say("sheet.evaluation", name=name, year=words.say("year.fiscal", year=year)), year_row, *fields, roomy=_ROOMY)
