"""Days as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.days import read_day


@pytest.mark.parametrize(
    "written",
    [
        "2022-04-01",
        "2022/4/1",
        "2022.4.1",
        "2022年4月1日",
        "２０２２年４月１日",
        "令和4年4月1日",
        "令和 4 年 4 月 1 日",
        "R4.4.1",
        "R4/4/1",
        "令和4年4月1日現在",
        "2022/4/1(金)",
        "2022-04-01 00:00:00",
        "2022-04-01T09:00",
    ],
)
def test_a_day_is_read(written: str) -> None:
    assert read_day(written) == date(2022, 4, 1)


@pytest.mark.parametrize(
    "written", ["", "2022", "2022年4月", "令和4年度", "44652", "2022/13/1", "2022/2/30", "4月1日", "yesterday", "22/4/1"]
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert read_day(written) is None


@given(st.dates(date(1990, 1, 8), date(2060, 1, 1)))
def test_a_day_is_read_in_either_calendar(day: date) -> None:
    era = f"平成{day.year - 1988}" if day < date(2019, 5, 1) else f"令和{day.year - 2018}"
    assert {read_day(f"{year}年{day.month}月{day.day}日") for year in (day.year, era)} == {day}


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    found = read_day(text)
    assert found is None or found + timedelta(0) == found
