"""Years told from today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.relative_years import RelativeYear, find_distances, find_past_years, relative_phrases

PHRASES = {phrase: year for year, phrase in relative_phrases()}


@pytest.mark.parametrize(
    ("phrase", "year"),
    [
        ("今年", RelativeYear(0)),
        ("本年度", RelativeYear(0, fiscal=True)),
        ("昨年", RelativeYear(-1)),
        ("昨年度", RelativeYear(-1, fiscal=True)),
        ("一昨年", RelativeYear(-2)),
        ("一昨年度", RelativeYear(-2, fiscal=True)),
        ("おととし", RelativeYear(-2)),
        ("来年", RelativeYear(1)),
        ("再来年", RelativeYear(2)),
        ("再来年度", RelativeYear(2, fiscal=True)),
        ("last year", RelativeYear(-1)),
        ("year before last", RelativeYear(-2)),
        ("next fiscal year", RelativeYear(1, fiscal=True)),
    ],
)
def test_a_phrase_is_a_year(phrase: str, year: RelativeYear) -> None:
    assert PHRASES[phrase] == year


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("3年前の出生数", [-3]),
        ("三年前", [-3]),
        ("さんねんまえ", [-3]),
        ("births three years ago", [-3]),
        ("2 years ago", [-2]),
        ("a year ago", [-1]),
        ("5年後", [5]),
        ("in two years from now", [2]),
        ("何年前", []),
        ("100年前", []),
        ("1.5年前", []),
        ("令和3年前半", []),
    ],
)
def test_a_distance_is_a_year(text: str, offsets: list[int]) -> None:
    assert [each.year.offset for each in find_distances(text)] == offsets


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("直近3年の推移", [3]),
        ("過去三年間", [3]),
        ("ここ5か年", [5]),
        ("past three years", [3]),
        ("over the last 2 fiscal years", [2]),
        ("last year", []),
        ("直近の3人", []),
        ("過去1年", []),
        ("過去3年前", []),
    ],
)
def test_the_last_so_many_years_are_found(text: str, counts: list[int]) -> None:
    assert [each.count for each in find_past_years(text)] == counts


@given(st.integers(-60, 60), st.booleans())
def test_a_code_is_read_back(offset: int, fiscal: bool) -> None:
    year = RelativeYear(offset, fiscal)
    assert RelativeYear.read(year.code) == year


def test_what_is_no_code_is_none() -> None:
    assert RelativeYear.read("finer") is None


def test_a_fiscal_year_counts_from_april() -> None:
    assert RelativeYear(-1).on(date(2022, 3, 31)) == 2021
    assert RelativeYear(-1, fiscal=True).on(date(2022, 3, 31)) == 2020
    assert RelativeYear(-1, fiscal=True).on(date(2022, 4, 1)) == 2021
