"""Years as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.years import find_years, fiscal_year, read_year
from knowledge.strategy.model import Language
from knowledge.words.messages import messages


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2024", 2024),
        ("2024年", 2024),
        ("２０２４年度", 2024),
        ("FY2023", 2023),
        ("fy23", 2023),
        ("令和6年", 2024),
        ("令和元年", 2019),
        ("令和三年度", 2021),
        ("R3", 2021),
        ("r6年", 2024),
        ("H30", 2018),
        ("平成三十年", 2018),
        ("昭和64年", 1989),
        ("Reiwa 6", 2024),
        ("令3", 2021),
        ("平30年度", 2018),
        ("R元", 2019),
        ("R03", 2021),
        ("令和3年(2021年)", 2021),
        ("2021年度（令和３年度）", 2021),
        ("平成31年度(令和元年度)", 2019),
        ("平成31(令和元)年度", 2019),
        ("令和元(平成31)年度", 2019),
        ("㋿3年度", 2021),
        ("R.3", 2021),
        ("R3実績", 2021),
        ("令和3年度(2021)", 2021),
    ],
)
def test_a_year_is_read(written: str, year: int) -> None:
    assert read_year(written) == year


@pytest.mark.parametrize(
    "written",
    [
        "",
        "24",
        "last year",
        "20240",
        "2,024",
        "令和",
        "R",
        "year 2024 or so",
        "12345",
        "R0",
        "令和3年(2022年)",
        "2021年と2022年",
        "2020-2021",
        "2021-2021",
        "-2021",
        "2021.4",
        "令和3年10月",
        "R٣",
    ],
)
def test_what_is_no_year_is_none(written: str) -> None:
    assert read_year(written) is None


@pytest.mark.parametrize("text", ["2,024人", "4337億円", "20240", "3.2024", "¥2024"])
def test_a_figure_is_not_taken_for_a_year(text: str) -> None:
    assert not list(find_years(text))


def test_an_era_is_remembered() -> None:
    assert [(found.year, found.era) for found in find_years("令和6年と2023年")] == [(2024, True), (2023, False)]


@given(st.integers(1990, 2080))
def test_the_era_written_beside_a_year_is_that_year(year: int) -> None:
    text = messages(Language.JAPANESE).year(year, era=True)
    assert {found.year for found in find_years(text)} == {year}


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_the_fiscal_year_begins_in_april(day: date) -> None:
    assert fiscal_year(day) == (day.year if day.month > 3 else day.year - 1)
