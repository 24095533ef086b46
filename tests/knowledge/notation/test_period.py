"""Quarters, months, weeks and days, at year ends, on leap days, in months of every length."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.period import DAY, Cadence, Period

cadences = st.sampled_from(Cadence)
days = st.dates(date(1990, 1, 1), date(2190, 12, 31))


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2021Q1", date(2021, 4, 1), date(2021, 6, 30)),
        ("2021Q2", date(2021, 7, 1), date(2021, 9, 30)),
        ("2021Q3", date(2021, 10, 1), date(2021, 12, 31)),
        ("2021Q4", date(2022, 1, 1), date(2022, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2021-W01", date(2021, 1, 4), date(2021, 1, 10)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_period_is_named_by_its_key(key: str, first: date, last: date) -> None:
    period = Period.read(key)
    assert period
    assert (period.key, period.first, period.last) == (key, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "2021", "2021Q0", "2021Q5", "2021-13", "2021-00", "2021-W54", "2019-W53", "Q3", "2021Q3x", "2023-02-29", "2023-02-00"],
)
def test_anything_else_is_no_period(text: str) -> None:
    assert Period.read(text) is None


def test_a_key_is_read_however_it_is_cased() -> None:
    assert Period.read(" 2021q3 ") == Period.read("2021Q3")


@given(cadences, days)
def test_every_day_lies_in_exactly_one_period(cadence: Cadence, day: date) -> None:
    period = Period.holding(cadence, day)
    assert period.first <= day <= period.last
    assert Period.holding(cadence, period.first) == period == Period.holding(cadence, period.last)
    assert period.next.first == period.last + DAY
    assert period.next.previous == period


@given(cadences, days)
def test_a_key_names_one_period(cadence: Cadence, day: date) -> None:
    period = Period.holding(cadence, day)
    assert Period.read(period.key) == period
    assert period.key != period.next.key


@given(days)
def test_a_quarter_lies_within_one_fiscal_year_and_is_three_months_long(day: date) -> None:
    quarter = Period.holding(Cadence.QUARTERLY, day)
    assert date(quarter.year, 4, 1) <= quarter.first <= quarter.last <= date(quarter.year + 1, 3, 31)
    assert 1 <= quarter.number <= 4
    assert 90 <= (quarter.last - quarter.first).days + 1 <= 92
