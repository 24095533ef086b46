"""A document as an Excel workbook (.xlsx): a sheet a page, numbers as numbers, charts drawn by Excel from the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import LineChart, Reference
from openpyxl.chart.data_source import NumFmt
from openpyxl.chart.legend import Legend
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.report.sheet.document import Block, Cell, Chart, Document, Heading, Page, Paragraph, Table
from knowledge.table.model import column_letters
from knowledge.words.messages import Messages

FONT = "Yu Gothic"
_COLUMNS = 20  # a page is so many narrow columns wide, and each cell of a table as many of them as its share
_COLUMN_WIDTH = {False: 4.6, True: 7.0}  # in characters, upright and across
_LINE_HEIGHT, _TITLE_LENGTH = 16.0, 31
_CHART_ROWS = 15
_ROOM = 3  # lines of a row to write in, at least
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SIDE = Side(style="thin", color="9AA3AD")
_BORDER = Border(_SIDE, _SIDE, _SIDE, _SIDE)
_LABEL, _UNFILLED = PatternFill("solid", fgColor="E8EEF4"), PatternFill()
_SIZES = {"lead": 13.0, "body": 10.5, "small": 9.0}


def xlsx(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = _plain(document.title), _plain(document.subtitle)
    if document.has_cover:
        _SheetWriter(_sheet(book, document.words.say("sheet.cover")), document.words).cover(document)
    for number, page in enumerate(document.pages):
        writer = _SheetWriter(_sheet(book, page.name), document.words, wide=page.wide)
        if number == 0 and not document.has_cover:
            writer.cover(document)
        writer.page(page)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(book: Workbook, name: str) -> Worksheet:
    """A new sheet, named so that Excel takes it and no other sheet has the name."""
    plain = _FORBIDDEN.sub(" ", _plain(name)).strip("' ")[:_TITLE_LENGTH] or "-"
    taken, title, number = {each.lower() for each in book.sheetnames}, plain, 2
    while title.lower() in taken:
        suffix = f" {number}"
        title, number = plain[: _TITLE_LENGTH - len(suffix)] + suffix, number + 1
    made: Worksheet = book.create_sheet(title)
    return made


class _SheetWriter:
    """Writes one sheet from the top; cells are merged over narrow columns, so that tables of any shape stand below each other."""

    def __init__(self, sheet: Worksheet, words: Messages, *, wide: bool = False) -> None:
        self.sheet, self.row = sheet, 1
        self.about = words.say("quantity.about", quantity="")
        self.width = _COLUMN_WIDTH[wide]
        self.tables: dict[int, int] = {}  # the first row of each table that was written, by its identity
        for column in range(1, _COLUMNS + 1):
            sheet.column_dimensions[column_letters(column)].width = self.width
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if wide else sheet.ORIENTATION_PORTRAIT
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0 if wide else 1
        sheet.sheet_view.showGridLines = False

    def cover(self, document: Document) -> None:
        self._line(document.title, size=18, bold=True)
        self._line(document.subtitle, size=12)
        self.row += 1
        self._table(Table(document.title, tuple((Cell(label), Cell(text)) for label, text in document.cover), (25, 75)))
        for text in document.summary:
            self._line(text, size=_SIZES["body"])

    def page(self, page: Page) -> None:
        self._line(page.title, size=15, bold=True)
        charts = [block for block in page.blocks if isinstance(block, Chart)]
        for block in page.blocks:
            self._block(block)
        for chart in charts:
            self._draw(chart)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._line(block.text, size=14 - block.level, bold=True)
        elif isinstance(block, Paragraph):
            self._line(block.text, size=_SIZES[block.style])
        elif isinstance(block, Table):
            self._table(block)
        else:
            self.tables[-id(block)] = self.row  # where its room begins; drawn when its figures stand
            if block.part.trend is None:
                self._line(block.part.alternative, size=_SIZES["small"])
            else:
                self.row += _CHART_ROWS

    def _line(self, text: str, *, size: float, bold: bool = False) -> None:
        self._fill(1, _COLUMNS, Cell(text), size=size, bold=bold)
        self._fit([(text, _COLUMNS * self.width * 11 / max(size, 11))], size)
        self.row += 1

    def _table(self, table: Table) -> None:
        spans = _spans(table.widths)
        self.tables[id(table)] = self.row
        if table.head:
            self._cells(spans, tuple(map(Cell, table.head)), labels=range(len(spans)))
        for index, cells in enumerate(table.rows):
            labels = range(0, len(spans), 2) if table.is_form else range(0)
            self._cells(spans, cells, labels, least=_ROOM if index in table.roomy else 1)
        self.row += 1

    def _cells(self, spans: Sequence[tuple[int, int]], cells: Sequence[Cell], labels: range, least: int = 1) -> None:
        for number, ((first, last), cell) in enumerate(zip(spans, cells, strict=True)):
            self._fill(first, last, cell, size=_SIZES["body"], bold=number in labels, boxed=True)
        self._fit(
            [(cell.text, (last - first + 1) * self.width) for (first, last), cell in zip(spans, cells, strict=True)], 11, least
        )
        self.row += 1

    def _fill(self, first: int, last: int, cell: Cell, *, size: float, bold: bool = False, boxed: bool = False) -> None:
        """Write a cell over some columns; a text is a text, whatever it begins with."""
        written: Any = self.sheet.cell(self.row, first)
        if cell.number is not None:
            written.value = cell.number
            shape = "#,##0" + ("." + "0" * cell.places if cell.places else "")
            written.number_format = f'"{self.about}"{shape}' if cell.approximate else shape
        elif cell.text:
            written.value, written.data_type = _plain(cell.text), "s"
        written.font = Font(name=FONT, size=size, bold=bold)
        side = "right" if cell.number is not None else "left"
        written.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
        if boxed:
            written.border = _BORDER
            written.fill = _LABEL if bold else _UNFILLED
        for column in range(first + 1, last + 1):
            covered: Any = self.sheet.cell(self.row, column)
            covered._style = written._style  # by reference: thousands of cells look alike
        if last > first:
            self.sheet.merged_cells.add(f"{column_letters(first)}{self.row}:{column_letters(last)}{self.row}")

    def _fit(self, texts: Sequence[tuple[str, float]], size: float, least: int = 1) -> None:
        """Make the row as high as the longest of its texts needs; a full-width sign takes two characters."""
        lines = max(
            sum(max(1, -(-_signs(line) // max(1, int(width * 1.05)))) for line in text.split("\n")) for text, width in texts
        )
        self.sheet.row_dimensions[self.row].height = max(lines, least) * _LINE_HEIGHT * max(size, 11) / 11

    def _draw(self, block: Chart) -> None:
        """The chart of the figures' table: values and expected values over the years."""
        head = self.tables.get(id(block.figures))
        if block.part.trend is None or head is None or not block.figures.rows:
            return
        spans = _spans(block.figures.widths)
        last = head + len(block.figures.rows)
        chart = LineChart()
        chart.title = None
        chart.height, chart.width = 7, 17
        for first, _ in spans[1:3]:
            chart.add_data(Reference(self.sheet, min_col=first, min_row=head, max_row=last), titles_from_data=True)
        chart.set_categories(Reference(self.sheet, min_col=spans[0][0], min_row=head + 1, max_row=last))
        chart.y_axis.delete = chart.x_axis.delete = False  # openpyxl hides them otherwise
        chart.y_axis.numFmt = NumFmt("#,##0.##", sourceLinked=False)
        chart.display_blanks = "span"
        chart.legend = Legend(legendPos="b")
        measured, line = chart.series
        measured.marker.symbol = "circle"
        measured.smooth = line.smooth = False
        line.graphicalProperties.line.dashStyle = "dash"
        self.sheet.add_chart(chart, f"A{self.tables[-id(block)]}")


def _plain(text: str) -> str:
    """A text that a cell can hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _signs(text: str) -> int:
    return sum(1 if ord(sign) < 0x2000 else 2 for sign in text)


def _spans(widths: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last narrow column of each of a table's columns, by their shares."""
    ends, total, before = [], sum(widths), 0
    for number in range(1, len(widths) + 1):
        rest = len(widths) - number
        end = max(before + 1, min(round(_COLUMNS * sum(widths[:number]) / total), _COLUMNS - rest))
        ends.append((before + 1, end))
        before = end
    return ends
