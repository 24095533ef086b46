"""Documents of all kinds: what is read of them, and what they are refused for."""

from __future__ import annotations

import importlib.util
import zipfile
from io import BytesIO
from typing import Any

import pytest

from knowledge.document import pdf, reader
from knowledge.document.reader import is_document, read_document
from knowledge.errors import TableRefused
from tests.knowledge.strategy.plan_texts.printed import FOLDER, as_docx

PDF = (FOLDER / "nagi-plan.pdf").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(content: bytes) -> tuple[str, dict[str, Any]]:
    """Why a document is refused."""
    with pytest.raises(TableRefused) as refused:
        read_document("plan", content)
    [fault] = refused.value.faults
    return fault.message_id, fault.values


def archive(**parts: str) -> bytes:
    """A zip file with those parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message_id"),
    [
        (b"", "document.no_text"),
        (OLE + b"...", "document.old_word"),
        (b"%PDF-1.7 broken", "document.pdf"),
        (PDF[:30_000], "document.pdf"),
        (archive(word="<a/>"), "document.word"),
        (b"PK\x03\x04", "document.word"),
        (b"x" * 30_000_001, "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, message_id: str) -> None:
    assert refusal(content)[0] == f"table.fault.{message_id}"


@pytest.mark.parametrize(("content", "package"), [(PDF, "pdfplumber"), (as_docx("青葉町"), "python-docx")])
def test_a_missing_reader_is_named_with_what_installs_it(content: bytes, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda _: None)
    assert refusal(content) == ("table.fault.document.reader_missing", {"package": package})


def test_a_pdf_has_limits_on_its_pages_and_on_the_time_that_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert refusal(PDF) == ("table.fault.document.pages", {"limit": 1})
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    monkeypatch.setattr(pdf, "MOST_SECONDS", -1)
    assert refusal(PDF) == ("table.fault.document.slow", {"page": 1})


def test_cells_that_are_broken_into_lines_and_signs_that_look_like_others_are_read_as_they_look() -> None:
    rows = [line.cells for line in read_document("plan.pdf", PDF) if line.is_row]
    assert rows[0] == ("指標", "単位", "現状値（2020年度）", "目標値（2026年度）", "備考")
    assert ("1人1日当たりのごみ排出量", "ｇ", "912", "800以下", "") in rows


def test_a_merged_cell_of_word_is_told_once() -> None:
    from docx import Document

    document, file = Document(), BytesIO()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "基本目標1"
    table.cell(0, 1).text, table.cell(1, 1).text = "出生数", "死亡数"
    document.save(file)
    assert [line.cells for line in read_document("plan.docx", file.getvalue())] == [("基本目標1", "出生数", ""), ("", "死亡数", "")]


def test_a_document_is_told_from_a_table() -> None:
    assert is_document("x", as_docx("青葉町"))
    assert is_document("x.xlsx", PDF)
    assert not is_document("x.xlsx", archive(**{"xl/workbook.xml": "<a/>"}))
    assert importlib.util.find_spec("pdfplumber")
