"""Makes sheets: which there are, and the file of one in the form that its name asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.util import find_spec

from knowledge.answer.context import AnswerContext
from knowledge.errors import ShirubeError
from knowledge.evaluation.ports import EvaluationReader
from knowledge.notation.years import fiscal_year
from knowledge.report.sheet.council import council
from knowledge.report.sheet.document import Document
from knowledge.report.sheet.verification import Evaluations, verification


class SheetKind(StrEnum):
    """Which sheet."""

    VERIFICATION = "verification"  # 効果検証シート
    COUNCIL = "council"  # two pages to read aloud from


_WRITTEN: Mapping[SheetKind, Callable[[AnswerContext, int, Evaluations, str], Document]] = {
    SheetKind.VERIFICATION: verification,
    SheetKind.COUNCIL: council,
}


def editable_ending() -> str:
    """The form to write where none is asked for: Word's, or Excel's where nothing is installed that writes Word's."""
    return ".docx" if find_spec("docx") else ".xlsx"


def _docx(document: Document) -> bytes:
    if find_spec("docx") is None:
        raise ShirubeError("sheet.writer_missing", package="python-docx")
    from knowledge.report.sheet.word_file import docx

    return docx(document)


def _xlsx(document: Document) -> bytes:
    from knowledge.report.sheet.spreadsheet import xlsx

    return xlsx(document)


def _html(document: Document) -> bytes:
    from knowledge.report.sheet.page import html

    return html(document).encode()


ENDINGS: Mapping[str, Callable[[Document], bytes]] = {".docx": _docx, ".xlsx": _xlsx, ".html": _html}


def sheet_file(document: Document, ending: str) -> bytes:
    """The bytes of a document's file.

    Raises:
        ShirubeError: the ending is of no form that can be written, or the library that writes it is not installed.
    """
    write = ENDINGS.get(ending.lower())
    if write is None:
        raise ShirubeError("report.ending", name=ending, known=", ".join(ENDINGS))
    return write(document)


def sheet(context: AnswerContext, kind: SheetKind, year: int | None, evaluations: EvaluationReader, author: str = "") -> Document:
    """A sheet of a fiscal year, by default of the last one that is over.

    Raises:
        ShirubeError: the year has not begun.
    """
    this = fiscal_year(context.today)
    chosen = this - 1 if year is None else year
    if chosen > this:
        raise ShirubeError("sheet.future", year=chosen, this_year=this)
    return _WRITTEN[kind](context, chosen, {each.target: each for each in evaluations.of_year(chosen)}, author)
