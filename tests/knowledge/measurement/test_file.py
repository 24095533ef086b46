"""Measurements from files: what is read, what is refused with its line and reason, and what is named as left out."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.errors import ImportRefused
from knowledge.measurement.file import MeasurementFile, read_measurements
from knowledge.measurement.model import Measurement, MeasurementKind
from knowledge.measurement.template import measurement_template
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.error_text import error_lines, fault_text
from knowledge.words.messages import messages

TODAY = date(2022, 12, 1)
HEADER = "indicator,year,value,source,note,kind,as_of\n"


def read(strategy: Strategy, text: str, encoding: str = "utf-8", name: str = "m.csv") -> list[Measurement]:
    """The measurements of a CSV text."""
    return [measurement for _, measurement in read_measurements(name, text.encode(encoding), strategy, TODAY).rows]


def workbook(*rows: Sequence[object], change: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    """A workbook with those rows on its only sheet, changed by a function."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_workbook(strategy: Strategy, content: bytes) -> MeasurementFile:
    """What stands in a workbook."""
    return read_measurements("m.xlsx", content, strategy, TODAY)


def faults(strategy: Strategy, content: bytes, name: str = "m.csv") -> list[tuple[int | None, str]]:
    """Line and message id of everything that is wrong with a file."""
    with pytest.raises(ImportRefused) as caught:
        read_measurements(name, content, strategy, TODAY)
    return [
        (fault.line, fault.message_id.replace("measurement.fault.", "").replace("table.fault.", ""))
        for fault in caught.value.faults
    ]


@pytest.mark.parametrize(
    ("row", "year", "amount", "wording"),
    [
        ("births,2021,2350,s,", 2021, "2350", "2,350人"),
        ("出生数,令和3年度,２，４４０人,s,", 2021, "2440", "2,440人"),
        ("births,R3,\"2,440人\",s,", 2021, "2440", "2,440人"),
        ("visitors,H31,約301万人,s,", 2019, "3010000", "約301万人"),
        ("visitors,2021,3010千人,s,", 2021, "3010000", "301万人"),
        ("retail-sales,2021,4010億円,s,", 2021, "401000000000", "4,010億円"),
        ("retail-sales,2021,\"401,000,000,000円\",s,", 2021, "401000000000", "4,010億円"),
        ("regional-population,2020,63.25万人,s,", 2020, "632500", "63.25万人"),
        ("health-checkup-rate,2021,41.5%,s,", 2021, "41.5", "41.5%"),
        ("total-fertility-rate,2021,1.50,s,", 2021, "1.50", "1.50"),
        ("lifelong-learning-satisfaction,2021,71.2 points,s,", 2021, "71.2", "71.2点"),
        ("① 出生数,2021,2350,s,", 2021, "2350", "2,350人"),
        ("出生数(人),2021,2350,s,", 2021, "2350", "2,350人"),
    ],
)  # fmt: skip
def test_a_row_is_read_as_people_write_it(koriyama: Strategy, row: str, year: int, amount: str, wording: str) -> None:
    (measurement,) = read(koriyama, "indicator,year,value,source,note\n" + row + "\n")
    assert (measurement.year, measurement.amount, measurement.wording) == (year, Decimal(amount), wording)


def test_milestones_and_relative_targets_keep_their_own_words(koriyama: Strategy) -> None:
    text = "indicator,year,value,source\nsafe-community,2022,再認証取得,s\nsocial-migration-rate,2021,0.3ポイント改善,s\n"
    assert [(m.wording, m.quantity) for m in read(koriyama, text)] == [("再認証取得", None), ("0.3ポイント改善", None)]


def test_kind_day_source_and_note_are_kept(koriyama: Strategy) -> None:
    (measurement,) = read(koriyama, HEADER + "births,2021,2350,住民基本台帳,概数,速報,2022/04/01\n")
    assert measurement.kind is MeasurementKind.PRELIMINARY
    assert (measurement.source, measurement.note, measurement.as_of) == ("住民基本台帳", "概数", date(2022, 4, 1))


@pytest.mark.parametrize("value", ["2,350人\n(速報)", "2,350人（速報値）"])
def test_a_kind_in_brackets_behind_a_value_is_its_kind(koriyama: Strategy, value: str) -> None:
    (measurement,) = read(koriyama, f'{HEADER}births,2021,"{value}",s\n')
    assert (measurement.wording, measurement.kind) == ("2,350人", MeasurementKind.PRELIMINARY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "iso2022_jp"])
def test_files_of_any_office_are_read(koriyama: Strategy, encoding: str) -> None:
    assert read(koriyama, "指標,年度,実績値,出典\n出生数,2021,2350,統計\n\n", encoding)[0].source == "統計"


def test_excel_is_read(koriyama: Strategy) -> None:
    def percent(sheet: Worksheet) -> None:
        sheet["C3"].number_format = "0.0%"

    content = workbook(
        ["indicator", "year", "value", "source", "as_of"],
        ["births", 2021, 2350, "s", date(2022, 4, 1)],
        ["health-checkup-rate", 2021, 0.415, "s", None],
        change=percent,
    )
    rows = read_workbook(koriyama, content).rows
    assert [(line, m.wording, m.as_of) for line, m in rows] == [(2, "2,350人", date(2022, 4, 1)), (3, "41.5%", None)]


@pytest.mark.parametrize(
    ("head", "cells", "amount"),
    [
        (["指標", "年度", "実績値", "単位", "出典"], ["active-seniors", 2021, 70, "千人", "s"], "70000"),
        (["指標", "年度", "実績値(千人)", "出典"], ["active-seniors", 2021, 70, "s"], "70000"),
        (["指標", "年度", "実績値", "単位", "出典"], ["retail-sales", 2021, 401000, "百万円", "s"], "401000000000"),
        (["指標", "年度", "実績値", "単位", "出典"], ["retail-sales", 2021, "4,010億円", "百万円", "s"], "401000000000"),
        (["指標", "年度", "実績値", "単位", "出典"], ["births", 2021, 2350, None, "s"], "2350"),
    ],
)
def test_a_unit_beside_the_number_is_its_unit(koriyama: Strategy, head: list[str], cells: list[object], amount: str) -> None:
    ((_, measurement),) = read_workbook(koriyama, workbook(head, cells)).rows
    assert measurement.amount == Decimal(amount)


def test_a_unit_beside_the_number_must_be_the_indicators(koriyama: Strategy) -> None:
    assert faults(koriyama, "指標,年度,実績値,単位,出典\nbirths,2021,2350,円,s\n".encode()) == [(2, "unit")]
    assert faults(koriyama, "指標,年度,実績値(円),出典\nbirths,2021,2350人,s\n".encode()) == [(2, "unit")]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("birth,2021,2350,s", "indicator"),
        ("なぞ,2021,2350,s", "indicator.none"),
        (",2021,2350,s", "indicator.missing"),
        ("births,last year,2350,s", "year"),
        ("births,2021-10-01,2350,s", "year.day"),
        ("births,1850,2350,s", "year"),
        ("births,2023,2350,s", "future"),
        ("births,2021,24l0,s", "value"),
        ("births,2021,,s", "value.missing"),
        ("births,2021,－,s", "value.none"),
        ("births,2021,########,s", "value.none"),
        ("safe-community,2021,…,s", "value.none"),
        ("safe-community,2021,***,s", "value.none"),
        ("safe-community,2021,#N/A,s", "value.none"),
        ("safe-community,2021,TRUE,s", "value.none"),
        ("safe-community,2021,x,s", "value.none"),
        ("safe-community,2021,未集計,s", "value.none"),
        ("births,2021,2350円,s", "unit"),
        ("total-fertility-rate,2021,1.5人,s", "unit.none"),
        ("health-checkup-rate,2021,41.5点,s", "unit"),
        ("visitors,2021,301,s", "unit.missing"),
        ("births,2021,▲2350,s", "negative"),
        ("births,2021,2350,s,,暫定", "kind"),
        ("births,2021,2350,s,,,yesterday", "as_of"),
        ("births,2021,2350,", "source"),
        ("births,2021,2350,s\x00", "cell.control"),
        ("births,2021,2,350,s,,,", "long"),
    ],
)
def test_a_bad_row_is_named_by_line_and_reason(koriyama: Strategy, row: str, fault: str) -> None:
    content = (HEADER + "births,2020,2395,s\n" + row + "\n").encode()
    assert faults(koriyama, content) == [(3, fault)]


def test_an_unquoted_comma_is_named_with_the_value_that_may_be_meant(koriyama: Strategy) -> None:
    with pytest.raises(ImportRefused) as caught:
        read(koriyama, "指標,年,値,出典\n出生数,2021,2,350,住基\n")
    assert '"2,350"' in "".join(error_lines(messages(Language.JAPANESE), caught.value))


def test_every_bad_row_is_named_and_the_nearest_indicator_too(koriyama: Strategy) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_measurements("m.csv", b"indicator,year,value,source\nbirth,2021,1,s\nvisitor,3000,1,s\n", koriyama, TODAY)
    assert [fault.line for fault in caught.value.faults] == [2, 3, 3]
    assert caught.value.faults[0].values["nearest"] == "births"
    assert "出生数（births）" in next(error_lines(messages(Language.JAPANESE), caught.value))


def test_a_doubled_row_is_named_with_the_first(koriyama: Strategy) -> None:
    assert faults(koriyama, b"indicator,year,value,source\nbirths,2021,2350,s\n,,\nbirths,R3,2350,s\n") == [(4, "doubled")]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "header"),
        (b"indicator,year,value,source\n", "empty"),
        (b"a,b,c\n1,2,3\n", "header"),
        ("指標の名,令和元年,令和2年\n出生数,2440,2395\n".encode(), "header"),
        (b"indicator,year,value,value\nbirths,2021,1,2\n", "columns"),
        ("指標,年,年度,値\nbirths,2021,2021,2\n".encode(), "columns"),
        (b'indicator,year,value\n"births,2021\n', "csv"),
        (b"PK\x03\x04 no workbook", "xlsx"),
        (b"x" * 5_000_001, "too_large"),
    ],
)
def test_what_is_no_measurements_file_is_said_to_be_none(koriyama: Strategy, content: bytes, fault: str) -> None:
    assert [name for _, name in faults(koriyama, content)] == [fault]


def test_heads_are_named_in_the_readers_language_with_what_is_missing(koriyama: Strategy) -> None:
    with pytest.raises(ImportRefused) as caught:
        read(koriyama, "指標,年,目標値\n出生数,2021,3000\n")
    assert "「実績値」がありません" in next(error_lines(messages(Language.JAPANESE), caught.value))
    assert "lacks: value" in next(error_lines(messages(Language.ENGLISH), caught.value))


def test_two_columns_of_one_meaning_are_both_named(koriyama: Strategy) -> None:
    with pytest.raises(ImportRefused) as caught:
        read(koriyama, "指標,年度,実績値,数値,出典\nbirths,2021,2350,3000,s\n")
    line = next(error_lines(messages(Language.JAPANESE), caught.value))
    assert "C:実績値" in line
    assert "D:数値" in line


def test_several_sheets_with_a_head_are_asked_about_and_one_can_be_named(koriyama: Strategy) -> None:
    book = Workbook()
    for title, year in (("R2", 2020), ("R3", 2021)):
        sheet = book.create_sheet(title)
        sheet.append(["指標", "年度", "実績値", "出典"])
        sheet.append(["出生数", year, 2350, "s"])
    file = io.BytesIO()
    book.save(file)
    assert faults(koriyama, file.getvalue(), "m.xlsx") == [(None, "sheets")]
    named = read_measurements("m.xlsx", file.getvalue(), koriyama, TODAY, "R3")
    assert [m.year for _, m in named.rows] == [2021]
    assert [note.message_id for note in named.notes] == ["import.note.sheets"]
    assert "R2" in fault_text(messages(Language.JAPANESE), named.notes[0])


def test_what_is_left_out_is_named(koriyama: Strategy) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet["G2"] = "aside"

    content = workbook(
        ["指標", "年度", "目標値", "実績値", "出典"],
        ["出生数", 2021, 3000, 2350, "s"],
        ["出生数", 2020, 3000, 9999, "s"],
        ["製造品出荷額"],
        ["※住民基本台帳による"],
        change=hide,
    )
    found = read_workbook(koriyama, content)
    assert [m.wording for _, m in found.rows] == ["2,350人"]
    assert {note.message_id.removeprefix("import.note."): next(iter(note.values.values())) for note in found.notes} == {
        "hidden_rows": ("3",),
        "columns": ("C:目標値", "G"),
        "blank_rows": ("4", "5"),
    }


def test_a_merged_indicator_counts_for_its_rows_and_a_merged_value_does_not(koriyama: Strategy) -> None:
    rows = (["指標", "年度", "実績値", "出典"], ["出生数", 2020, 2395, "s"], [None, 2021, 2350, "s"])
    merged = workbook(*rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert [m.year for _, m in read_workbook(koriyama, merged).rows] == [2020, 2021]
    values = workbook(*rows[:2], ["出生数", 2021, None, "s"], change=lambda sheet: sheet.merge_cells("C2:C3"))
    assert faults(koriyama, values, "m.xlsx") == [(3, "value.missing")]


@pytest.mark.parametrize("language", list(Language))
def test_the_template_can_be_filled_in_and_loaded(koriyama: Strategy, language: Language) -> None:
    book = load_workbook(io.BytesIO(measurement_template(koriyama, messages(language))))
    sheet = book.worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)] == [i.name.in_(language) for i in koriyama.indicators]
    row = next(
        row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == koriyama.indicator("visitors").name.in_(language)
    )
    for column, value in ((2, "令和3年度"), (3, 352), (5, "観光統計")):
        sheet.cell(row, column, value)
    file = io.BytesIO()
    book.save(file)
    ((_, measurement),) = read_workbook(koriyama, file.getvalue()).rows
    assert (measurement.indicator, measurement.year, measurement.wording) == ("visitors", 2021, "352万人")


@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_stumble(koriyama: Strategy, content: bytes) -> None:
    with suppress(ImportRefused):
        read_measurements("m.csv", b"indicator,year,value,source\n" + content, koriyama, TODAY)
