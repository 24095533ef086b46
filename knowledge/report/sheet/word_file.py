"""A document as a Word file (.docx) that a clerk can go on editing: real headings, tables, and Japanese fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx as library
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from knowledge.errors import ShirubeError
from knowledge.report.chart import rasterise
from knowledge.report.html import chart as draw_chart
from knowledge.report.sheet.document import Block, Cell, Chart, Document, Heading, Page, Paragraph, Table
from knowledge.strategy.model import Language

FONT, LATIN = "Yu Gothic", "Arial"
_A4 = (Mm(210), Mm(297))
_MARGIN = Mm(16)
_SIZES = {"Normal": 10, "Title": 22, "Subtitle": 13, "Heading 1": 16, "Heading 2": 12.5, "Heading 3": 11}
_STYLES = {"lead": 13.0, "body": 10.0, "small": 8.5}
_TABLE, _SPOKEN = 9, 12  # points: in tables; where there is no cover, the text that is read aloud
_GROUND, _LINE = "E8EEF4", "9AA3AD"
_CHART_WIDTH = Mm(128)
_ROOM = Mm(15)  # the least height of a row to write in
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def docx(document: Document) -> bytes:
    """The document as the bytes of a .docx file.

    Raises:
        ShirubeError: no font of this machine has the characters of a chart.
    """
    return _Writer(document).write()


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file: WordFile = library.Document()
        self.body = _STYLES["body"] if document.has_cover else float(_SPOKEN)

    def write(self) -> bytes:
        _set_styles(self.file, self.document)
        self.file.core_properties.title = _plain(self.document.title)
        self.file.core_properties.author = _plain(self.document.subtitle)
        self._cover()
        for number, page in enumerate(self.document.pages):
            self._page(page, first=number == 0)
        self._gap()  # no file may end in a table
        content = BytesIO()
        self.file.save(content)
        return content.getvalue()

    def _cover(self) -> None:
        """Title, labels and summary: a page of their own, or the head of the first one."""
        self._paper(self.file.sections[0], wide=False)
        title = self.file.add_paragraph(_plain(self.document.title), "Title")
        self.file.add_paragraph(_plain(self.document.subtitle), "Subtitle")
        if self.document.has_cover:
            title.paragraph_format.space_before = Mm(60)
            self._table(Table(self.document.title, tuple((Cell(k), Cell(v)) for k, v in self.document.cover), (25, 75)))
            self._gap()
        else:
            separator = self.document.words.say("detail.separator")
            self._paragraph(Paragraph(separator.join(text for _, text in self.document.cover[1:]), "small"))
        for text in self.document.summary:
            self._paragraph(Paragraph(text))

    def _page(self, page: Page, *, first: bool) -> None:
        section = self.file.sections[-1]
        flows = first and not self.document.has_cover
        if not flows and (section.orientation is WD_ORIENT.LANDSCAPE) is not page.wide:
            self._paper(self.file.add_section(WD_SECTION.NEW_PAGE), wide=page.wide)
            heading = self.file.add_heading(_plain(page.title), 1)
        else:
            heading = self.file.add_heading(_plain(page.title), 1)
            heading.paragraph_format.page_break_before = not flows
        heading.paragraph_format.space_before = Pt(0 if not flows else 8)
        for before, block in zip((None, *page.blocks), page.blocks, strict=False):
            if isinstance(before, Table):
                self._gap()
            self._block(block)

    def _paper(self, section: Any, *, wide: bool) -> None:
        width, height = reversed(_A4) if wide else _A4
        section.page_width, section.page_height = width, height
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
        section.footer_distance = Mm(8)
        footer = section.footer.paragraphs[0]
        if not footer.runs:
            footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _field(footer, "PAGE")

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.file.add_heading(_plain(block.text), block.level)
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._chart(block)

    def _paragraph(self, block: Paragraph) -> WordParagraph:
        added = self.file.add_paragraph()
        size = {**_STYLES, "body": self.body}[block.style]
        added.add_run(_plain(block.text)).font.size = Pt(size)
        added.paragraph_format.space_after = Pt(3)
        return added

    def _table(self, block: Table) -> None:
        columns = len(block.widths)
        table = self.file.add_table(rows=0, cols=columns)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _dress(table, block.caption)
        section = self.file.sections[-1]
        free = int(section.page_width or 0) - 2 * int(_MARGIN)
        widths = [Emu(free * share // sum(block.widths)) for share in block.widths]
        if block.head:
            row = table.add_row()
            _repeat(row)
            for cell, text in zip(row.cells, block.head, strict=True):
                self._cell(cell, Cell(text), label=True)
        for index, cells in enumerate(block.rows):
            row = table.add_row()
            row.height = _ROOM if index in block.roomy else None
            for number, (cell, shown) in enumerate(zip(row.cells, cells, strict=True)):
                self._cell(cell, shown, label=block.is_form and number % 2 == 0)
        _fix_widths(table, widths)
        if block.roomy and len(table.rows) > 1:
            _keep_together(table.rows[-2])

    def _gap(self) -> None:
        """A little room below a table; none at the end of a page, where it would begin an empty one."""
        self.file.add_paragraph().paragraph_format.line_spacing = Pt(5)

    def _cell(self, cell: WordCell, shown: Cell, *, label: bool) -> None:
        lines = _plain(shown.text).split("\n")
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            run = paragraph.add_run(line)
            run.font.size = Pt(_TABLE if self.document.has_cover else _SPOKEN - 1)
            run.bold = label
            paragraph.paragraph_format.space_after = Pt(0)
            if shown.number is not None:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if label:
            _shade(cell)

    def _chart(self, block: Chart) -> None:
        """The picture with its text for screen readers; without one, the reason."""
        if block.part.trend is None:
            self._paragraph(Paragraph(block.part.alternative, "small"))
            return
        try:
            picture = rasterise(draw_chart(block.part, self.document.words))
        except ShirubeError:  # no font here: the words of the picture stand in its place
            self._paragraph(Paragraph(block.part.alternative, "small"))
            return
        added = self.file.add_picture(BytesIO(picture), width=_CHART_WIDTH)
        added._inline.docPr.set("descr", _plain(block.part.alternative))
        added._inline.docPr.set("title", _plain(block.part.finding))
        last = self.file.paragraphs[-1]
        last.alignment, last.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(2)


def _plain(text: str) -> str:
    """A text that XML can hold."""
    return _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _set_styles(file: WordFile, document: Document) -> None:
    """Fonts of both scripts, sizes and the language of each style."""
    for name, size in _SIZES.items():
        style: Any = file.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
            style.font.bold, style.font.italic = name != "Subtitle", False
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "ja-JP")
    language.set(qn("w:val"), "ja-JP" if document.words.language is Language.JAPANESE else "en-GB")
    normal: Any = file.styles["Normal"]
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.1


def _field(paragraph: WordParagraph, instruction: str) -> None:
    """A field that the word processor fills in, as the number of the page."""
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        paragraph.add_run()._r.append(part)


def _dress(table: WordTable, caption: str) -> None:
    """Borders, and a caption for screen readers."""
    properties: Any = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.append(borders)
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    properties.append(layout)
    told = OxmlElement("w:tblCaption")
    told.set(qn("w:val"), _plain(caption))
    properties.append(told)


def _keep_together(row: Any) -> None:
    """Keep a row on the page of the next one, so that no last row begins a page alone."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _repeat(row: Any) -> None:
    """Print a row at the top of each page that the table goes on to."""
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeated)


def _fix_widths(table: WordTable, widths: Sequence[Emu]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        unbroken = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().insert(0, unbroken)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _shade(cell: WordCell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _GROUND)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
