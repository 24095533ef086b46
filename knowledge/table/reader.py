"""Reads table files: any that offices write, by what is in them and not by what they are called."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from knowledge.table.delimited import read_delimited
from knowledge.table.encoding import OLD_EXCEL, decode
from knowledge.table.limits import LARGEST
from knowledge.table.model import Table, refused

_ZIP = b"PK"
_WORD = b"word/document.xml"
_WORKBOOKS = (".xlsx", ".xlsm")


def read_table(name: str, content: bytes) -> Table:
    """A file's visible sheets.

    Raises:
        TableRefused: the file is too large, damaged, encrypted, of another kind, or in an encoding that cannot be told.
    """
    if len(content) > LARGEST:
        raise refused(name, "too_large", limit=LARGEST // 1_000_000)
    if content.startswith(_ZIP):
        from knowledge.table.workbook import read_workbook  # its library is heavy, and a CSV file does without

        return read_workbook(name, content)
    if Path(name).suffix.lower() in _WORKBOOKS and not content.startswith(OLD_EXCEL):
        raise refused(name, "xlsx")
    return Table(name, (read_delimited(name, decode(name, content)),))


def is_word_file(content: bytes) -> bool:
    """Whether a file is one of Word's (.docx)."""
    return content.startswith(_ZIP) and _WORD in content


def read_word_file(name: str, content: bytes) -> Table:
    """The tables of a Word file.

    Raises:
        TableRefused: the file is too large or damaged, holds changes that nobody accepted yet, or its reader is not installed.
    """
    if len(content) > LARGEST:
        raise refused(name, "too_large", limit=LARGEST // 1_000_000)
    if find_spec("docx") is None:
        raise refused(name, "document.reader_missing", package="python-docx")
    from knowledge.table.word_tables import read_word_tables

    return read_word_tables(name, content)
