"""Years as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.years import find_bare_years, find_false_years, find_years, fiscal_year, read_year
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
        ("二千二十三年", 2023),
        ("二〇二四年度", 2024),
        ("令和にじゅうねん", 2038),
        ("れいわごねんど", 2023),
        ("レイワニネン", 2020),
        ("にせんにじゅうねん", 2020),
        ("平成三十五年", 2023),
        ("大正元年", 1912),
        ("'20", 2020),
        ("twenty twenty", 2020),
        ("twenty-twenty one", 2021),
        ("two thousand eighteen", 2018),
        ("two thousand and nineteen", 2019),
        ("nineteen ninety-nine", 1999),
        ("twenty oh five", 2005),
        ("reiwa three", 2021),
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
        "令和零年",
        "令和0年",
        "明治99年",
        "元禄2年",
        "三年",
        "twenty one",
        "さんねん",
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


@pytest.mark.parametrize(
    ("text", "years", "through"),
    [
        ("令和2〜3年度", [2020, 2021], [False, True]),
        ("令和2・3年", [2020, 2021], [False, False]),
        ("令和元年と2年と3年", [2019, 2020, 2021], [False, False, False]),
        ("2019年から2021年まで", [2019, 2021], [False, True]),
        ("2019-2021", [2019, 2021], [False, True]),
        ("2019-21", [2019, 2021], [False, True]),
        ("2019〜21年", [2019, 2021], [False, True]),
        ("from 2019 to 2021", [2019, 2021], [False, True]),
        ("2019 and 2021", [2019, 2021], [False, False]),
        ("2021年10月", [2021], [False]),
        ("令和3年、2件", [2021], [False]),
    ],
)
def test_a_year_after_another_takes_its_era_or_century(text: str, years: list[int], through: list[bool]) -> None:
    found = list(find_years(text))
    assert [each.year for each in found] == years
    assert [each.through for each in found] == through


@pytest.mark.parametrize("text", ["令和に入って", "平成さんの話", "基本目標さん", "昭和の日"])
def test_an_era_without_a_number_is_no_year(text: str) -> None:
    assert not list(find_years(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("元禄2年の出生数", "元禄2年"),
        ("慶応3年", "慶応3年"),
        ("明治99年", "明治99年"),
        ("昭和65年度", "昭和65年度"),
        ("令和零年", "令和零年"),
        ("令和0年", "令和0年"),
        ("平成元年", None),
        ("令和99年", None),
        ("明治大学", None),
        ("寛永寺", None),
    ],
)
def test_a_year_that_never_was_is_found(text: str, said: str | None) -> None:
    assert [text[each.start : each.end] for each in find_false_years(text)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20年度の出生数", "20年度"),
        ("2年度は?", "2年度"),
        ("24年の目標", "24年"),
        ("令和2年度", None),
        ("令和2〜3年度", None),
        ("2020年度", None),
        ("3年の推移", None),
        ("10年間で", None),
        ("第2年度", None),
    ],
)
def test_a_year_without_era_and_century_is_found(text: str, said: str | None) -> None:
    assert [text[each.start : each.end] for each in find_bare_years(text)] == ([said] if said else [])
