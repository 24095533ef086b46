"""Reads documents: plain text, PDF and Word's .docx, by what is in them and not by what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from knowledge.document.limits import LARGEST, MOST_LINES
from knowledge.document.model import Line, Place, with_characters
from knowledge.table.encoding import OLD_EXCEL, decode
from knowledge.table.model import refused

_PDF, _ZIP, _WORD = b"%PDF-", b"PK", b"word/document.xml"
_ENDINGS = (".txt", ".md", ".text", ".pdf", ".docx", ".doc")
_CELLS = re.compile(r"\t+|\s*\|\s*")
_RULE = re.compile(r"[\s|:+=-]*")  # the line below a head in Markdown, or a drawn border


def is_document(name: str, content: bytes) -> bool:
    """Whether a file is a document, and no table: a PDF, one of a word processor, or a text by its name.

    >>> is_document("plan.txt", b""), is_document("plan.csv", b""), is_document("plan", b"%PDF-1.7")
    (True, False, True)
    """
    return content.startswith(_PDF) or _WORD in content or Path(name).suffix.lower() in _ENDINGS


def read_document(name: str, content: bytes) -> tuple[Line, ...]:
    """A document's lines that hold anything.

    Raises:
        TableRefused: the file is too large, damaged, encrypted or of another kind, or its reader is not installed.
    """
    if len(content) > LARGEST:
        raise refused(name, "too_large", limit=LARGEST // 1_000_000)
    found = islice(_lines(name, content), MOST_LINES + 1)
    lines = tuple(Line(line.place, tuple(map(with_characters, line.cells))) for line in found)
    if len(lines) > MOST_LINES:
        raise refused(name, "document.lines", limit=MOST_LINES)
    if not lines:
        raise refused(name, "document.no_text")
    return lines


def _lines(name: str, content: bytes) -> Iterator[Line]:
    if content.startswith(_PDF):
        _require(name, "pdfplumber", "pdfplumber")
        from knowledge.document.pdf import pdf_lines

        return pdf_lines(name, content)
    if content.startswith(_ZIP):
        _require(name, "docx", "python-docx")
        from knowledge.document.word_document import word_lines

        return word_lines(name, content)
    if content.startswith(OLD_EXCEL):  # the same container holds Word's older files
        raise refused(name, "document.old_word")
    return plain_lines(decode(name, content))


def _require(name: str, module: str, package: str) -> None:
    if find_spec(module) is None:
        raise refused(name, "document.reader_missing", package=package)


def plain_lines(text: str) -> Iterator[Line]:
    """The lines of a text; tabs and Markdown's bars part a table's cells.

    >>> [line.cells for line in plain_lines("| 指標 | 目標値 |\\n|---|---|\\n| 出生数 | |\\n\\n施策1 子育て")]
    [('指標', '目標値'), ('出生数', ''), ('施策1 子育て',)]
    """
    for number, raw in enumerate(text.splitlines(), start=1):
        if _RULE.fullmatch(raw):
            continue
        stripped = raw.strip(" \u3000")
        inner = stripped[1:-1] if stripped.startswith("|") and stripped.endswith("|") else stripped
        yield Line(Place(number), tuple(cell.strip() for cell in _CELLS.split(inner)))
