"""The report as an Excel workbook."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.report.collect import gather
from knowledge.report.model import Report
from knowledge.report.workbook import xlsx
from knowledge.strategy.model import Language
from tests.conftest import TOKYO, fresh_workspace


@pytest.fixture(scope="module")
def book(report: Report) -> Workbook:
    return load_workbook(BytesIO(xlsx(report)))


def overview(book: Workbook) -> dict[str, dict[str, object]]:
    """The overview's rows by indicator, each by column."""
    sheet = book.worksheets[0]
    first = int(str(sheet.freeze_panes)[1:])
    heads = [str(cell.value) for cell in sheet[first - 1]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=first + 11)]
    return {str(row[0]): dict(zip(heads, row, strict=True)) for row in rows}


def test_there_is_a_sheet_for_each_indicator(book: Workbook, report: Report) -> None:
    assert len(book.worksheets) == 1 + len(report.indicators)
    assert all(len(title) <= 31 for title in book.sheetnames)


def test_numbers_are_numbers_in_the_documents_unit(book: Workbook, report: Report) -> None:
    heading, rows = report.words.heading, overview(book)
    names = {part.id: part.name for part in report.indicators}
    retail = rows[names["retail-sales"]]
    assert (retail[heading("target")], retail[heading("latest")]) == (3724, 4010)
    births = rows[names["births"]]
    assert births[heading("achievement")] == pytest.approx(-160 / 490, abs=0.0001)
    assert rows[names["safe-community"]][heading("target")] == report.words.point(
        (part := next(p for p in report.indicators if p.id == "safe-community")).standing.indicator,
        part.standing.indicator.target,
    )


def test_the_head_stays_in_sight_and_the_columns_are_wide_enough(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert sheet.column_dimensions["A"].width >= 8


def test_each_indicator_with_numbers_has_a_chart_of_both_series(book: Workbook) -> None:
    charts = [chart for sheet in book.worksheets for chart in sheet._charts]
    assert len(charts) == 10
    assert all(len(chart.series) == 2 for chart in charts)


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    opened = fresh_workspace(tmp_path)
    measurement = Measurement(
        "births", 2019, "2,440人", Quantity(Decimal(2440), "人"), '=HYPERLINK("http://example.org")', "+1\x07"
    )
    opened.measurements.record([(None, measurement)], datetime(2022, 11, 1, tzinfo=TOKYO))
    book = load_workbook(BytesIO(xlsx(gather(opened.guide().answer_context(Language.ENGLISH)))))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_a_sheet_has_every_year_of_the_line_with_what_is_known_of_it(book: Workbook, report: Report) -> None:
    sheet = book[next(part.name for part in report.indicators if part.id == "births")]
    first = int(str(sheet.freeze_panes)[1:])
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=first)]
    assert rows == [
        [2018, 2510, 2510], [2019, 2440, 2591.67], [2020, 2395, 2673.33], [2021, 2350, 2755],
        [2022, None, 2836.67], [2023, None, 2918.33], [2024, None, 3000],
    ]  # fmt: skip


def test_what_is_no_number_stands_in_words(book: Workbook, report: Report) -> None:
    name = next(part.name for part in report.indicators if part.id == "safe-community")
    sheet = next(sheet for sheet in book.worksheets if name.startswith(sheet.title))
    first = int(str(sheet.freeze_panes)[1:])
    values = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=first)]
    indicator = next(part for part in report.indicators if part.id == "safe-community").standing.indicator
    say = report.words.point
    assert values == [[2017, say(indicator, indicator.baseline), None], [2022, "再認証取得", say(indicator, indicator.target)]]
