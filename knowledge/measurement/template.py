"""A workbook to fill in: the head that `shirube import` reads, and a row for each indicator."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.table.model import column_letters
from knowledge.words.messages import Messages

_COLUMNS = {
    "indicator": 44,
    "year": 10,
    "value": 16,
    "unit": 10,
    "source": 34,
    "note": 24,
    "kind": 10,
    "as_of": 14,
    "verdict": 10,
    "verdict_reason": 24,
    "activities": 34,
    "causes": 34,
    "issues": 34,
    "next_steps": 34,
}  # widths
_VALUE = list(_COLUMNS).index("value") + 1
_TITLE, _PROMPT = 32, 255  # characters that a spreadsheet shows
_FILLED = PatternFill("solid", fgColor="FFF2CC")


def measurement_template(strategy: Strategy, words: Messages) -> bytes:
    """The workbook, in the reader's language; a row that gets neither year nor value is left out when it is loaded."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words.say("import.template.sheet")
    sheet.append([words.say(f"measurement.column.{column}") for column in _COLUMNS])
    for row, indicator in enumerate(strategy.indicators, start=2):
        sheet.append([words.name(indicator), None, None, indicator.unit.written])
        sheet.add_data_validation(_hint(indicator, words, f"{column_letters(_VALUE)}{row}"))
    _style(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _hint(indicator: Indicator, words: Messages, cell: str) -> DataValidation:
    """What a spreadsheet shows beside a value's cell while it is filled in: the plan's baseline and target, in its own words."""
    baseline, target = indicator.baseline, indicator.target
    stated = (
        (words.heading("baseline"), words.dated(words.point(indicator, baseline), baseline.year)),
        (words.heading("target"), words.dated(words.point(indicator, target), target.year)),
    )
    text = "\n".join(words.say("figure", label=label, value=value) for label, value in stated)
    title = words.name(indicator)[:_TITLE]
    hint = DataValidation(sqref=cell, allow_blank=True, showInputMessage=True, promptTitle=title, prompt=text[:_PROMPT])
    hint.type = None
    return hint


def _style(sheet: Worksheet) -> None:
    sheet.freeze_panes = "B2"
    for number, width in enumerate(_COLUMNS.values(), start=1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[column_letters(number)].width = width
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=3):
        for cell in row:
            cell.fill = _FILLED
