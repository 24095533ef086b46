"""The three files of one document: the same headings, tables and texts in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook

from knowledge.errors import ShirubeError
from knowledge.report.sheet.document import Cell, Document, Heading, Page, Paragraph, Table
from knowledge.report.sheet.files import ENDINGS, sheet_file

Written = Callable[[Document, str], bytes]


def texts(document: Document) -> Iterator[str]:
    """Every text that a reader has to find."""
    yield from (document.title, document.subtitle, *(text for _, text in document.cover if text), *document.summary)
    for page in document.pages:
        yield page.title
        for block in page.blocks:
            if isinstance(block, Heading | Paragraph):
                yield block.text
            elif isinstance(block, Table):
                yield from (*block.head, *(cell.text for row in block.rows for cell in row if cell.text and cell.number is None))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def of_docx(content: bytes) -> str:
    body = docx.Document(BytesIO(content)).element.body
    return squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))


def read_workbook(content: bytes) -> Workbook:
    """A workbook's cells; drawing the borders of merged cells, which a full reading does, takes ten times as long."""
    return load_workbook(BytesIO(content), read_only=True)


def of_xlsx(content: bytes) -> str:
    cells = (cell.value for sheet in read_workbook(content) for row in sheet.iter_rows() for cell in row)
    return squeezed("".join(str(value) for value in cells if value is not None))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def of_html(content: bytes) -> str:
    reader = _Text()
    reader.feed(content.decode())
    return squeezed("".join(reader.found))


READERS: dict[str, Callable[[bytes], str]] = {".docx": of_docx, ".xlsx": of_xlsx, ".html": of_html}


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_text_is_missing(verified: Document, paper: Document, ending: str, written: Written) -> None:
    for document in (verified, paper):
        found = READERS[ending](written(document, ending))
        missing = [text for text in texts(document) if squeezed(text) not in found]
        if ending == ".docx" and not document.has_cover:
            missing = [text for text in missing if text != document.cover[0][1]]  # the plan's name is its subtitle
        assert missing == []


def test_word_has_real_headings_captions_and_fonts_for_japanese(verified: Document, written: Written) -> None:
    file = docx.Document(BytesIO(written(verified, ".docx")))
    headings = [p.text for p in file.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [page.title for page in verified.pages]
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        fonts = file.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Yu Gothic"
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert all(table._tbl.tblPr.find(qn("w:tblCaption")) is not None for table in file.tables)
    pictures = file.element.body.iter(qn("wp:docPr"))
    assert all(len(picture.get("descr")) > 20 for picture in pictures)


def test_numbers_in_the_workbook_can_be_reckoned_with(verified: Document, written: Written) -> None:
    book = read_workbook(written(verified, ".xlsx"))
    assert len(book.worksheets) == 1 + len(verified.pages)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {2440, 2395, 2350, 4010} <= {value for value in values if isinstance(value, int | float)}
    assert not any(isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", value) for value in values)


def test_a_workbook_has_a_cover_where_the_document_has_one(paper: Document, written: Written) -> None:
    book = load_workbook(BytesIO(written(paper, ".xlsx")))
    assert [sheet.title for sheet in book] == [page.name for page in paper.pages]
    assert book.worksheets[0]["A1"].value == paper.title


def test_a_text_never_becomes_a_formula(verified: Document) -> None:
    sly = Page("=1+1", (Table("=1", ((Cell("=HYPERLINK(1)"), Cell("+1")),), (50, 50)),), "=1+1")
    document = Document("t", "s", (), (), (sly,), verified.words)
    book = load_workbook(BytesIO(sheet_file(document, ".xlsx")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_pages_of_one_name_and_control_characters_are_no_obstacle(verified: Document) -> None:
    page = Page("a/b: c?" * 9, (Paragraph("bell\x07"),), "a/b: c?" * 9)
    document = Document("t\x00", "s", (), (), (page, page, Page("''", (), "''")), verified.words)
    for ending in ENDINGS:
        assert sheet_file(document, ending)


def test_a_form_that_cannot_be_written_is_refused_with_those_that_can(verified: Document) -> None:
    with pytest.raises(ShirubeError) as refused:
        sheet_file(verified, ".odt")
    assert refused.value.values == {"name": ".odt", "known": ".docx, .xlsx, .html"}


def test_no_empty_line_stands_between_a_table_and_the_next_page(verified: Document, written: Written) -> None:
    blocks = list(docx.Document(BytesIO(written(verified, ".docx"))).element.body)
    broken = [n for n, each in enumerate(blocks) if each.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None]
    assert len(broken) > len(verified.pages) / 2
    for number in broken:
        before = blocks[number - 1]
        assert before.tag == qn("w:tbl") or any(node.text for node in before.iter(qn("w:t"))), number
