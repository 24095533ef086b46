"""Figures from a planning table, a year a column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.workspace import Workspace
from db.dropped_files import DroppedFiles
from knowledge.errors import ImportRefused
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import FilePart, MeasurementFile, read_measurements
from knowledge.ports import DroppedFile
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.table_draft import draft_from_table
from knowledge.table.reader import read_table
from tests.drafting import drafted_plan

HEAD = "第2次青葉町総合計画\n分野,ID,指標,単位,基準値,基準時点,目標値,目標時点,2021年度実績,実績 R4"
ROW = "くらし,sales,販売額,百万円,182,R元年度,220,R7年度"


def read(cells: str) -> MeasurementFile:
    """The figures of a table of one indicator."""
    content = f"{HEAD}\n{ROW},{cells}\n".encode()
    return read_measurements("t.csv", content, drafted_plan("t.csv", content), date(2023, 6, 1))


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


def evaluated(heads: str, cells: str) -> MeasurementFile:
    """A table of one indicator with figures of 2021 and 2022, and further columns."""
    content = f"{HEAD},{heads}\n{ROW},176,208,{cells}\n".encode()
    return read_measurements("t.csv", content, drafted_plan("t.csv", content), date(2023, 6, 1))


def test_columns_of_an_evaluation_are_that_of_the_last_year_with_figures_unless_they_name_one() -> None:
    found = evaluated("取組状況,要因,課題,今後の方向性,課題(R3),担当者", "出店,猛暑,人手,研修,場所,山田")
    entries = {form.entry.get("year"): form for form in found.evaluations}
    fields = ("target", "activities", "causes", "issues", "next_steps")
    assert [entries["2022"].entry.get(field) for field in fields] == ["sales", "出店", "猛暑", "人手", "研修"]
    assert [entries["2021"].entry.get(field) for field in fields] == ["sales", "", "", "場所", ""]
    notes = {note.message_id: note.values for note in found.notes}
    assert notes["import.note.columns"] == {"columns": ("担当者",)}
    assert notes["import.note.evaluation_year"] == {"columns": ("取組状況", "要因", "課題", "今後の方向性"), "year": 2022}


def test_a_dash_is_no_evaluation_and_other_columns_are_none() -> None:
    assert evaluated("課題,評価方法", "―,聞き取り").evaluations == ()


def test_an_indicator_that_is_listed_again_says_the_same_of_its_year_or_is_refused() -> None:
    content = f"{HEAD},課題\n{ROW},176,208,人手\nしごと,sales,販売額,百万円,182,R元年度,220,R7年度,176,208,場所\n".encode()
    strategy = strategy_graph(parse_strategy(draft_from_table(read_table("t.csv", content)).text(), "x")[0])
    with pytest.raises(ImportRefused) as refused:
        read_measurements("t.csv", content, strategy, date(2023, 6, 1))
    assert [fault.message_id for fault in refused.value.faults] == ["measurement.fault.doubled"]
    same = content.replace("場所".encode(), "人手".encode())
    assert len(read_measurements("t.csv", same, strategy, date(2023, 6, 1)).evaluations) == 1


def test_a_dropped_table_is_offered_with_its_evaluations_or_tells_once_that_they_are_left_out(measured: Workspace) -> None:
    figures = 'ID,指標,目標値,目標時点,2021年度実績,課題\nbirths,出生数,"3,000人",2024年,"2,350人",人手\n'
    imports = FileImports(measured.recording(), measured.evaluating(), DroppedFiles(measured.store, measured.settings.now))
    dropped = DroppedFile("F1", "U1", "t.csv", figures.encode())
    read = imports.read(dropped)
    assert [note.message_id for note in read.notes] == ["import.note.evaluation_year"]
    assert [row.preview.evaluation.issues for row in imports.check(read).evaluations] == ["人手"]
    left = imports.read(dropped, part=FilePart.FIGURES)
    assert [(note.message_id, note.values.get("count")) for note in left.notes] == [("import.note.evaluations", 1)]
    assert imports.check(left).evaluations == ()
