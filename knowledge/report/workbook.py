"""A report as an Excel workbook: an overview, all values as real numbers, and a sheet with a chart for each indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.chart import LineChart, Reference
from openpyxl.chart.data_source import NumFmt
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.measurement.sample import source_name
from knowledge.notation.quantity import Quantity, round_to
from knowledge.progress.trend import Trend
from knowledge.report.model import Entry, IndicatorPart, Report
from knowledge.strategy.model import Direction, Indicator, Point
from knowledge.words.messages import Messages

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_TITLE_LENGTH = 31  # Excel's limit for a sheet's name
_WIDEST = 60
_PERCENT = "0.0%"
_SHARE_PLACES = 4
_OVERVIEW = ("indicator", "goal", "unit", "baseline", "baseline_year", "target", "target_year", "latest", "latest_year")
Value = str | int | Decimal | None
AnyCell = Cell | MergedCell  # as openpyxl's types have it; nothing is merged here


def xlsx(report: Report) -> bytes:
    """The report as the bytes of an .xlsx file."""
    book = Workbook()
    book.properties.title = report.title
    book.properties.creator = report.document
    overview = book.active
    assert isinstance(overview, Worksheet)  # noqa: S101 - a new workbook has one
    overview.title = report.words.say("report.overall")
    _overview(overview, report)
    for part in report.indicators:
        _indicator(book.create_sheet(_title(book, part.name)), part, report.words)
    for sheet in book.worksheets:
        _for_paper(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _for_paper(sheet: Worksheet) -> None:
    """A4 across, each sheet on a page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _title(book: Workbook, name: str) -> str:
    """A sheet's name that Excel takes, and that no other sheet has."""
    plain = _FORBIDDEN.sub(" ", name).strip("' ")[:_TITLE_LENGTH]
    taken = {title.lower() for title in book.sheetnames}
    numbers = iter(range(2, 1000))
    title = plain
    while title.lower() in taken:
        suffix = f" {next(numbers)}"
        title = plain[: _TITLE_LENGTH - len(suffix)] + suffix
    return title


def _overview(sheet: Worksheet, report: Report) -> None:
    words = report.words
    for line in (report.title, *report.dates, *report.summary):
        _append(sheet, [line])
    sheet["A1"].font = Font(bold=True, size=14)
    _head(sheet, [words.heading(name) for name in (*_OVERVIEW, "achievement", "status", "source")])
    order = [row.entity for row in report.table.rows]
    goals = {part.id: goal.title for goal in report.goals for part in goal.indicators}
    for part in sorted(report.indicators, key=lambda each: order.index(each.id)):
        _overview_row(sheet, part, goals[part.id], words)
    _append(sheet, [])
    for each in report.legend:
        _append(sheet, [each.status, each.rule])
    _widths(sheet, first_row=len(report.dates) + 3)


def _overview_row(sheet: Worksheet, part: IndicatorPart, goal: str, words: Messages) -> None:
    standing, indicator = part.standing, part.standing.indicator
    latest = standing.latest
    source = source_name(words, latest.source) if latest else ""
    row: list[Value] = [part.name, goal, words.unit_name(indicator), None, indicator.baseline.stated_year, None]
    row += [
        indicator.target.stated_year,
        None,
        latest.year if latest else None,
        None if standing.achievement is None else round_to(standing.achievement, _SHARE_PLACES),
        words.say(f"status.{standing.status}"),
        source,
    ]
    cells = _append(sheet, row)
    _point(cells[3], indicator, indicator.baseline, words)
    _point(cells[5], indicator, indicator.target, words)
    if latest:
        _quantity(cells[7], indicator, latest.quantity, latest.wording)
    cells[9].number_format = _PERCENT


def _indicator(sheet: Worksheet, part: IndicatorPart, words: Messages) -> None:
    """The history of one indicator, every year of its line, and the chart of both."""
    _append(sheet, [part.name])
    sheet["A1"].font = Font(bold=True, size=14)
    _append(sheet, [part.status])
    for line in (*part.sentences, *part.evaluation, *part.notes):
        _append(sheet, [line])
    _append(sheet, [])
    first = sheet.max_row + 2
    indicator = part.standing.indicator
    unit = words.unit_name(indicator)
    _head(sheet, [words.heading("year"), *(_with_unit(words, name, unit) for name in ("value", "expected")), *_rest(words)])
    entries = {entry.in_year: entry for entry in sorted(part.history, key=lambda entry: entry.measured)}
    for year in sorted({*(part.trend.path if part.trend else ()), *entries}):
        _year(sheet, part, year, entries.get(year), words)
    if part.trend:
        _chart(sheet, part, first, words)
    _widths(sheet, first_row=first - 1)


def _with_unit(words: Messages, name: str, unit: str) -> str:
    label = words.heading(name)
    return words.say("report.with_unit", label=label, unit=unit) if unit else label


def _rest(words: Messages) -> list[str]:
    return [words.heading(name) for name in ("entry", "source", "note")]


def _year(sheet: Worksheet, part: IndicatorPart, year: int, entry: Entry | None, words: Messages) -> None:
    """A year's value, the line's beside it, and where the value comes from."""
    indicator, recorded = part.standing.indicator, part.standing.in_year(year)
    cells = _append(sheet, [year, None, None, *((entry.what, entry.source, entry.note) if entry else ())])
    if recorded:
        _quantity(cells[1], indicator, recorded.quantity, recorded.wording)
    elif year == indicator.baseline.year:
        _point(cells[1], indicator, indicator.baseline, words)
    if part.trend and year in part.trend.path:
        cells[2].value = _in_unit(part.trend, part.trend.path[year])
        cells[2].number_format = _format(indicator.places + 2)
    elif year == indicator.target.year:
        _point(cells[2], indicator, indicator.target, words)


def _in_unit(trend: Trend, amount: Decimal) -> Decimal:
    return round_to(trend.in_unit(amount), trend.indicator.places + 2)


def _point(cell: AnyCell, indicator: Indicator, point: Point, words: Messages) -> None:
    """Write a value of the document; an improvement on an unknown baseline is written as text, since it cannot be compared."""
    relative = indicator.direction is Direction.RELATIVE
    _quantity(cell, indicator, None if relative else point.quantity, words.point(indicator, point))
    if point.bound and point.quantity and not relative:
        before, after = words.say(f"quantity.{point.bound}", quantity="#").split("#")
        cell.number_format = "".join((f'"{before}"' if before else "", cell.number_format, f'"{after}"' if after else ""))


def _quantity(cell: AnyCell, indicator: Indicator, quantity: Quantity | None, wording: str) -> None:
    """A number in the document's unit, to be reckoned with; words where there is none."""
    if quantity is None:
        _text(cell, wording)
        return
    written = quantity.rescaled(indicator.unit.exponent)
    cell.value = written.written_number
    cell.number_format = _format(written.places, approximate=quantity.approximate)


def _format(places: int, *, approximate: bool = False) -> str:
    number = "#,##0" + ("." + "0" * places if places else "")
    return f'"≈"{number}' if approximate else number


def _chart(sheet: Worksheet, part: IndicatorPart, first: int, words: Messages) -> None:
    chart = LineChart()
    chart.title = words.say("chart.title", name=part.name)
    chart.height, chart.width = 9, 18
    chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=first - 1, max_row=sheet.max_row), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=sheet.max_row))
    chart.y_axis.title = words.unit_name(part.standing.indicator) or None
    chart.y_axis.delete = chart.x_axis.delete = False  # openpyxl hides them otherwise
    chart.display_blanks = "span"
    measured, line = chart.series
    measured.marker.symbol = "circle"
    measured.smooth = line.smooth = False
    line.graphicalProperties.line.dashStyle = "dash"
    chart.y_axis.numFmt = NumFmt("#,##0.##", sourceLinked=False)
    sheet.add_chart(chart, f"A{sheet.max_row + 2}")


def _append(sheet: Worksheet, values: Sequence[Value]) -> list[AnyCell]:
    """A row; a text is a text, whatever it begins with."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    cells = [sheet.cell(row, column) for column in range(1, len(values) + 1)]
    for cell, value in zip(cells, values, strict=True):
        if isinstance(value, str):
            _text(cell, value)
        else:
            cell.value = value
    return cells


def _text(cell: AnyCell, text: str) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"  # a source such as "=1+1" must not become a formula


def _head(sheet: Worksheet, labels: Iterable[str]) -> None:
    cells = _append(sheet, list(labels))
    for cell in cells:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"B{sheet.max_row + 1}"


def _widths(sheet: Worksheet, first_row: int) -> None:
    """Set the columns' widths by their texts; a full-width character counts two."""
    for column in range(1, sheet.max_column + 1):
        texts = (str(sheet.cell(row, column).value or "") for row in range(first_row, sheet.max_row + 1))
        width = max((sum(1 if ord(sign) < 0x2000 else 2 for sign in text) for text in texts), default=8)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(width, 8) + 2, _WIDEST)
