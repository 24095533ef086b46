"""Measurements from files: what is read, and what is refused with its line and reason."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from knowledge.errors import ImportRefused
from knowledge.measurement.file import read_measurements
from knowledge.measurement.model import Measurement, MeasurementKind
from knowledge.strategy.model import Strategy

TODAY = date(2022, 12, 1)
HEADER = "indicator,year,value,source,note,kind,as_of\n"


def read(strategy: Strategy, text: str, encoding: str = "utf-8", name: str = "m.csv") -> list[Measurement]:
    """The measurements of a CSV text."""
    return [measurement for _, measurement in read_measurements(name, text.encode(encoding), strategy, TODAY)]


def faults(strategy: Strategy, content: bytes, name: str = "m.csv") -> list[tuple[int | None, str]]:
    """Line and message id of everything that is wrong with a file."""
    with pytest.raises(ImportRefused) as caught:
        read_measurements(name, content, strategy, TODAY)
    return [(fault.line, fault.message_id.removeprefix("measurement.fault.")) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("row", "year", "amount", "wording"),
    [
        ("births,2021,2350,,", 2021, "2350", "2,350人"),
        ("出生数,令和3年度,２，４４０人,,", 2021, "2440", "2,440人"),
        ("births,R3,\"2,440人\",,", 2021, "2440", "2,440人"),
        ("visitors,H31,約301万人,,", 2019, "3010000", "約301万人"),
        ("visitors,2021,3010千人,,", 2021, "3010000", "301万人"),
        ("retail-sales,2021,4010億円,,", 2021, "401000000000", "4,010億円"),
        ("retail-sales,2021,\"401,000,000,000円\",,", 2021, "401000000000", "4,010億円"),
        ("regional-population,2020,63.25万人,,", 2020, "632500", "63.25万人"),
        ("health-checkup-rate,2021,41.5%,,", 2021, "41.5", "41.5%"),
        ("total-fertility-rate,2021,1.50,,", 2021, "1.50", "1.50"),
        ("lifelong-learning-satisfaction,2021,71.2 points,,", 2021, "71.2", "71.2点"),
    ],
)  # fmt: skip
def test_a_row_is_read_as_people_write_it(koriyama: Strategy, row: str, year: int, amount: str, wording: str) -> None:
    (measurement,) = read(koriyama, "indicator,year,value,source,note\n" + row + "\n")
    assert (measurement.year, measurement.amount, measurement.wording) == (year, Decimal(amount), wording)


def test_milestones_and_relative_targets_keep_their_own_words(koriyama: Strategy) -> None:
    text = "indicator,year,value\nsafe-community,2022,再認証取得\nsocial-migration-rate,2021,0.3ポイント改善\n"
    assert [(m.wording, m.quantity) for m in read(koriyama, text)] == [("再認証取得", None), ("0.3ポイント改善", None)]


def test_kind_day_source_and_note_are_kept(koriyama: Strategy) -> None:
    (measurement,) = read(koriyama, HEADER + "births,2021,2350,住民基本台帳,概数,速報,2022/4/1\n".replace("4/1", "04/01"))
    assert measurement.kind is MeasurementKind.PRELIMINARY
    assert (measurement.source, measurement.note, measurement.as_of) == ("住民基本台帳", "概数", date(2022, 4, 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_files_of_any_office_are_read(koriyama: Strategy, encoding: str) -> None:
    assert read(koriyama, "指標,年度,実績値,出典\n出生数,2021,2350,統計\n\n", encoding)[0].source == "統計"


def test_excel_is_read(koriyama: Strategy) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["indicator", "year", "value", "as_of"],
        ["births", 2021, 2350, date(2022, 4, 1)],
        ["health-checkup-rate", 2021, 0.415, None],
    ):
        sheet.append(row)
    sheet["C3"].number_format = "0.0%"
    file = io.BytesIO()
    book.save(file)
    read_rows = read_measurements("m.xlsx", file.getvalue(), koriyama, TODAY)
    assert [(line, m.wording, m.as_of) for line, m in read_rows] == [(2, "2,350人", date(2022, 4, 1)), (3, "41.5%", None)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("birth,2021,2350", "indicator"),
        (",2021,2350", "indicator"),
        ("births,last year,2350", "year"),
        ("births,1850,2350", "year"),
        ("births,2023,2350", "future"),
        ("births,2021,24l0", "value"),
        ("births,2021,", "value.missing"),
        ("births,2021,2350円", "unit"),
        ("health-checkup-rate,2021,41.5点", "unit"),
        ("visitors,2021,301", "unit.missing"),
        ("births,2021,2350,,,暫定", "kind"),
        ("births,2021,2350,,,,yesterday", "as_of"),
    ],
)
def test_a_bad_row_is_named_by_line_and_reason(koriyama: Strategy, row: str, fault: str) -> None:
    content = (HEADER + "births,2020,2395\n" + row + "\n").encode()
    assert faults(koriyama, content) == [(3, fault)]


def test_every_bad_row_is_named_and_the_nearest_indicator_too(koriyama: Strategy) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_measurements("m.csv", b"indicator,year,value\nbirth,2021,1\nvisitor,3000,1\n", koriyama, TODAY)
    assert [fault.line for fault in caught.value.faults] == [2, 3, 3]
    assert caught.value.faults[0].values["nearest"] == "births"


def test_a_doubled_row_is_named_with_the_first(koriyama: Strategy) -> None:
    assert faults(koriyama, b"indicator,year,value\nbirths,2021,2350\n,,\nbirths,R3,2350\n") == [(4, "doubled")]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"indicator,year,value\n", "empty"),
        (b"a,b,c\n1,2,3\n", "header"),
        (b'indicator,year,value\n"births,2021\n', "csv"),
        (b"\xff\xfe\x00\x81", "encoding"),
        (b"PK\x03\x04 no workbook", "xlsx"),
        (b"x" * 5_000_001, "too_large"),
        (b"indicator,year,value\n" + b"births,2021,2350\n" * 5_000, "too_many"),
    ],
)
def test_what_is_no_measurements_file_is_said_to_be_none(koriyama: Strategy, content: bytes, fault: str) -> None:
    assert [name for _, name in faults(koriyama, content)] == [fault]


@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_stumble(koriyama: Strategy, content: bytes) -> None:
    with suppress(ImportRefused):
        read_measurements("m.csv", b"indicator,year,value\n" + content, koriyama, TODAY)


def test_a_workbook_that_unpacks_to_far_more_is_refused_unread(koriyama: Strategy) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book, book.open("xl/workbook.xml", "w") as part:
        for _ in range(101):
            part.write(bytes(1_000_000))
    assert len(packed.getvalue()) < 200_000
    assert faults(koriyama, packed.getvalue(), "m.xlsx") == [(None, "too_large")]
