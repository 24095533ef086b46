"""The form of a year's evaluation, to be read and to be filled in."""

from __future__ import annotations

from knowledge.evaluation.model import Evaluation, Section
from knowledge.report.sheet.document import Table, form
from knowledge.words.messages import Messages

FIELDS = ("verdict", "reason", *map(str, Section), "source")
_ROOMY = range(3, 3 + len(Section))  # the rows of the sections, below year, verdict and reason


def evaluation_form(words: Messages, name: str, year: int, evaluation: Evaluation | None) -> Table:
    """The evaluation of a fiscal year, as it was recorded; empty where none was."""
    written = evaluation.content if evaluation else {}
    fields = ((words.say(f"sheet.evaluation.{field}"), written.get(field, "")) for field in FIELDS)
    year_row = (words.say("sheet.evaluation.year"), words.say("year.fiscal", year=year))
    return form(words.say("sheet.evaluation", name=name, year=words.say("year.fiscal", year=year)), year_row, *fields, roomy=_ROOMY)
