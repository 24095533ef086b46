"""Number formats: a number shows what Excel shows."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.quantity import round_to
from knowledge.table.model import Problem
from knowledge.table.number_format import date_section, parse_format, shown_moment, shown_number, shown_text


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1, "0.0%", "100.0%"),
        (0, "0%", "0%"),
        (0.382, "0.0%_ ", "38.2%"),
        (0.382, '0.0%;"▲"0.0%;"-"', "38.2%"),
        (0, '0.0%;"▲"0.0%;"-"', "-"),
        (-0.05, '0.0%;"▲"0.0%;"-"', "▲5.0%"),
        (0.382, r"0.0%;[Red]\-0.0%;0;@", "38.2%"),
        (0.382, r"0.0%_);\(0.0%\)", "38.2%"),
        (-0.382, r"0.0%_);\(0.0%\)", "-38.2%"),
        (0.382, '0.0%"(速報)"', "38.2%(速報)"),
        (38.2, r"0.0\%", "38.2%"),
        (38.2, '0.0"%"', "38.2%"),
        (12.345678, "General", "12.345678"),
        (0.12345678, "0.000000%", "12.345678%"),
        (41.50000000000001, "General", "41.5"),
        (433700000000, "General", "433700000000"),
        (1.4, "0.00", "1.40"),
        (2349.6, '#,##0"人"', "2,350人"),
        (632000, '#,##0,"千人"', "632千人"),
        (3520000000, "0.0,,", "3520.0"),
        (70, '#,##0"千人"', "70千人"),
        (63.2, "0.0万人", "63.2万人"),
        (3, '"令和"0"年度"', "令和3年度"),
        (-5, "#,##0", "-5"),
        (-5, "#,##0;[Red]#,##0", "-5"),
        (-5, "[<0]▲0;0", "▲5"),
        (5, "[$¥-411]#,##0", "¥5"),
        (5, ";;;", ""),
        (2350, "#.##", "2350"),
        (7, "0000", "0007"),
        (1234567, "_ * #,##0_ ", "1,234,567"),
        (12, 'General"人"', "12人"),
    ],
)
def test_a_number_shows_what_a_spreadsheet_shows(value: float, number_format: str, shown: str) -> None:
    text, problem = shown_number(value, number_format)
    assert (text.strip(), problem) == (shown, None)


@pytest.mark.parametrize(
    ("value", "number_format", "problem"),
    [
        (-0.05, "0.00;0.00", Problem.SIGN),
        (0.5, "# ?/?", Problem.FORMAT),
        (3520000, "0.00E+00", Problem.FORMAT),
        (1.5, "[h]:mm", Problem.FORMAT),
        (1234567, "000-0000", Problem.FORMAT),
        (5, "[>10]0", Problem.FORMAT),
    ],
)
def test_what_a_number_shows_is_not_guessed(value: float, number_format: str, problem: Problem) -> None:
    assert shown_number(value, number_format) == ("", problem)


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ('[$-411]ggge"年度"', "平成31年度"),
        ("[$-411]ge.m.d", "H31.4.1"),
        ('gge"年"', "平31年"),
        ("yyyy/m/d", "2019/4/1"),
        ("yyyy-mm-dd h:mm", "2019-04-01 9:05"),
        ('yyyy"年度"', "2019年度"),
        ("d-mmm-yy", "1-Apr-19"),
        ("yyyy/m/d(aaa)", "2019/4/1(月)"),
        ("h:mm AM/PM", "9:05 AM"),
    ],
)
def test_a_day_shows_its_calendar(number_format: str, shown: str) -> None:
    section = date_section(number_format)
    assert section is not None
    assert shown_moment(datetime.fromisoformat("2019-04-01T09:05"), section) == shown


def test_an_era_begins_on_its_day() -> None:
    section = date_section('ggge"年"')
    assert section is not None
    assert [shown_moment(day, section) for day in map(datetime.fromisoformat, ("2019-04-30", "2019-05-01"))] == [
        "平成31年",
        "令和1年",
    ]


@pytest.mark.parametrize("number_format", ["0.0%", "General", '0"d"', r"0\m", "#,##0 [Red]", "0.00E+00"])
def test_a_format_of_numbers_is_none_of_dates(number_format: str) -> None:
    assert date_section(number_format) is None


def test_a_text_may_have_its_own_section() -> None:
    assert [shown_text("2350", code) for code in ("@", "0", '@"人"', '0;0;0;@"人"')] == ["2350", "2350", "2350人", "2350人"]


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False), st.integers(0, 4))
def test_decimals_are_rounded_as_shown(value: float, places: int) -> None:
    code = "#,##0" + ("." + "0" * places if places else "")
    text, problem = shown_number(value, code)
    assert problem is None
    assert Decimal(text.replace(",", "")) == round_to(Decimal(f"{value:.15g}"), places)


@given(st.text(max_size=40), st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_no_format_makes_the_reader_stumble(number_format: str, value: float) -> None:
    shown_number(value, number_format)
    assert parse_format(number_format)


@given(st.text(alphabet='0#?.,%;"\\[]_*eE+-/@ ymdg人▲<>=', max_size=25), st.floats(-1e12, 1e12))
def test_no_mixture_of_signs_makes_the_reader_stumble(number_format: str, value: float) -> None:
    shown_number(value, number_format)
