"""Figures from a planning table, a year a column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from knowledge.errors import ImportRefused
from knowledge.measurement.file import MeasurementFile, read_measurements
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.table_draft import draft_from_table
from knowledge.table.reader import read_table

HEAD = "第2次青葉町総合計画\n分野,ID,指標,単位,基準値,基準時点,目標値,目標時点,2021年度実績,実績 R4"
ROW = "くらし,sales,販売額,百万円,182,R元年度,220,R7年度"


def read(cells: str) -> MeasurementFile:
    """The figures of a table of one indicator."""
    content = f"{HEAD}\n{ROW},{cells}\n".encode()
    strategy = strategy_graph(parse_strategy(draft_from_table(read_table("t.csv", content)).text(), "x")[0])
    return read_measurements("t.csv", content, strategy, date(2023, 6, 1))


def test_a_column_of_a_year_is_a_figure_in_the_rows_unit_with_the_tables_source() -> None:
    rows = [measurement for _, measurement in read("176,208").rows]
    assert [(m.indicator, m.year, m.amount, m.source) for m in rows] == [
        ("sales", 2021, Decimal(176_000_000), "t.csv"), ("sales", 2022, Decimal(208_000_000), "t.csv"),
    ]  # fmt: skip


def test_a_dash_is_no_figure() -> None:
    assert [measurement.year for _, measurement in read("176,―").rows] == [2021]


@pytest.mark.parametrize("cell", ["多い", "12人", "#DIV/0!"])
def test_what_is_no_figure_is_refused(cell: str) -> None:
    with pytest.raises(ImportRefused):
        read(f"176,{cell}")
