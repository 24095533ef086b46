"""Table files: cells as they are shown, and what cannot be read said to be so."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.errors import TableRefused
from knowledge.notation.quantity import Unit, read_quantity
from knowledge.table.model import Problem, Sheet
from knowledge.table.reader import read_table


def book(*fill: Callable[[Worksheet], object]) -> bytes:
    """A workbook with one sheet for each of the functions, which fill them."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, each in enumerate(fill, start=1):
        each(workbook.create_sheet(f"S{number}"))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for each in {*old.namelist(), part}:
            whole = old.read(each) if each in old.namelist() else b""
            new.writestr(each, change(whole) if each == part else whole)
    return file.getvalue()


def texts(sheet: Sheet) -> list[list[str]]:
    """What a sheet's rows show."""
    return [[cell.text for cell in row.cells] for row in sheet.rows]


def fault(content: bytes, name: str = "t.csv") -> str:
    """Why a file cannot be read."""
    with pytest.raises(TableRefused) as caught:
        read_table(name, content)
    (found,) = caught.value.faults
    return found.message_id.removeprefix("table.fault.")


@pytest.mark.parametrize(
    "content",
    [
        "指標,年,値\n出生数,2021,2350\n".encode(),
        "指標,年,値\n出生数,2021,2350\n".encode("utf-8-sig"),
        "指標,年,値\n出生数,2021,2350\n".encode("cp932"),
        "指標,年,値\n出生数,2021,2350\n".encode("iso2022_jp"),
        "指標\t年\t値\r\n出生数\t2021\t2350\r\n".encode("utf-16"),
        "指標\t年\t値\r\n出生数\t2021\t2350\r\n".encode("cp932"),
        "指標;年;値\n出生数;2021;2350\n".encode(),
        "sep=;\r\n指標;年;値\r\n出生数;2021;2350\r\n".encode(),
        "指標,年,値\r出生数,2021,2350\r".encode(),
        "指標,年,値\n\n出生数,2021,2350\n\x1a".encode(),
        '指標,年,値\n出生数,2021,="2350"\n'.encode(),
        "指\u3000標,年\u200b,値 \n出 生 数,2021,2350\n".replace("\u3000", "").replace("出 生 数", "出生数").encode(),
    ],
)
def test_text_of_any_office_is_read(content: bytes) -> None:
    (sheet,) = read_table("t.csv", content).sheets
    assert texts(sheet) == [["指標", "年", "値"], ["出生数", "2021", "2350"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("指標,値\n住民基本台帳".encode("euc_jp"), "encoding.named"),
        ("指標,値\n".encode() + "出典".encode("cp932"), "encoding.mixed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "xls"),
        (b"\x81\x00\xff\xff", "encoding"),
        (b'a,b\n"1,2\n', "csv"),
        (b'a,b\n1,"s" x\n', "csv"),
        (b"a\n" * 5_001, "too_many"),
        (b"x" * 5_000_001, "too_large"),
        (b"PK\x03\x04 no workbook", "xlsx"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, message: str) -> None:
    assert fault(content) == message


def test_control_characters_are_a_problem_of_their_cell() -> None:
    (sheet,) = read_table("t.csv", b"a,b\x00,c\x1b[31m,\xef\xbf\xbe\n").sheets
    assert [cell.problem for cell in sheet.rows[0].cells] == [None, *[Problem.CONTROL] * 3]


def test_hidden_sheets_and_rows_are_left_out_and_named() -> None:
    def old(sheet: Worksheet) -> None:
        sheet.append([9999])
        sheet.sheet_state = "hidden"

    def new(sheet: Worksheet) -> None:
        sheet.append([1])
        sheet.append([2])
        sheet.row_dimensions[2].hidden = True

    table = read_table("t.xlsx", book(old, new))
    assert (table.hidden, [texts(sheet) for sheet in table.sheets], table.sheets[0].hidden) == (("S1",), [[["1"]]], (2,))


def test_a_merged_cell_says_what_its_area_says() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["出生数", 2020])
        sheet.append([None, 2021])
        sheet.merge_cells("A1:A2")

    (sheet,) = read_table("t.xlsx", book(fill)).sheets
    assert texts(sheet) == [["出生数", "2020"], ["出生数", "2021"]]
    assert [row.cells[0].origin for row in sheet.rows] == [None, (1, 1)]


def test_a_formula_without_a_result_and_a_stroke_are_problems() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["=1+1", 9999])
        sheet["B1"].font = Font(strike=True)

    (sheet,) = read_table("t.xlsx", book(fill)).sheets
    assert [cell.problem for cell in sheet.rows[0].cells] == [Problem.FORMULA, Problem.STRUCK]


def test_a_built_in_format_shows_what_a_japanese_excel_shows() -> None:
    content = book(lambda sheet: sheet.append([44287, -5]))
    styled = changed(content, "xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="A1"', b'r="A1" s="0"'))
    for number, shown in ((58, "令和3年4月1日"), (57, "R3.4.1"), (14, "2021/4/1"), (31, "2021年4月1日")):
        cell_formats = lambda part, n=number: re.sub(rb'(<cellXfs.*?)numFmtId="0"', rb'\1numFmtId="%d"' % n, part, count=1)  # noqa: E731
        (sheet,) = read_table("t.xlsx", changed(styled, "xl/styles.xml", cell_formats)).sheets
        assert sheet.rows[0].cells[0].text.replace("平成33", "令和3") == shown


def test_a_wrong_dimension_hides_nothing() -> None:
    content = book(lambda sheet: sheet.append(["a", "b", "c"]))
    wrong = changed(
        content, "xl/worksheets/sheet1.xml", lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', part)
    )
    assert texts(read_table("t.xlsx", wrong).sheets[0]) == [["a", "b", "c"]]


STYLES = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        ("xl/styles.xml", lambda part: part.replace(b"<cellXfs", b"<cellXfs>" + STYLES * 50_000 + b"</cellXfs><x", 1), "unpacked"),
        ("xl/sharedStrings.xml", lambda part: part + b"<si><t>a</t></si>" * 1_000_000, "unpacked"),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="B1"', b'r="XFD1"'), "too_wide"),
        (
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
            "too_wide",
        ),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="1"', b'r="1000000000000"', 1), "too_many"),
        ("xl/worksheets/sheet1.xml", lambda part: part[:-40], "xlsx"),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b't="n"><v>1', b't="s"><v>77'), "xlsx"),
        ("xl/worksheets/sheet1.xml", lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part.replace(b"<v>1", b"<v>&c;"), "xlsx"),
        ("xl/styles.xml", lambda part: part.replace(b'fontId="0"', b'fontId="many"'), "xlsx"),
        ("xl/workbook.xml", lambda part: re.sub(rb"<sheet .*?/>", b"", part), "no_sheet"),
        ("xl/_rels/workbook.xml.rels", lambda part: b"", "xlsx"),
        ("[Content_Types].xml", lambda part: b"<Types/>", "xlsx"),
    ],
)
def test_a_hostile_or_damaged_workbook_is_refused_in_words(part: str, change: Callable[[bytes], bytes], message: str) -> None:
    content = book(lambda sheet: sheet.append(["a", 1]))
    assert fault(changed(content, part, change), "t.xlsx") == message


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_no_damage_makes_the_reader_stumble(place: int, noise: bytes) -> None:
    content = bytearray(book(lambda sheet: sheet.append(["a", 1.5, True])))
    place %= len(content)
    content[place : place + len(noise)] = noise
    with suppress(TableRefused):
        read_table("t.xlsx", bytes(content))


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_stumble(content: bytes) -> None:
    with suppress(TableRefused):
        read_table("t.csv", content)


def test_a_raised_digit_is_the_mark_of_a_note_and_no_digit_of_the_number() -> None:
    def fill(sheet: Worksheet) -> None:
        for column, (text, raised) in enumerate((("300", "1"), ("10m", "2")), start=1):
            sheet.cell(1, column).value = CellRichText(text, TextBlock(InlineFont(vertAlign="superscript"), raised))

    ((marked, area),) = texts(read_table("t.xlsx", book(fill)).sheets[0])
    assert read_quantity(marked) is None
    assert read_quantity(area, Unit("㎡")) is not None
