"""Years as people write them: 2024, 2024年度, FY2023, 令和6年, R6, 平成30年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.notation.quantity import normal_form
from knowledge.notation.tables import notation

FISCAL_YEAR_STARTS = 4  # April, as for every Japanese public body
_BETWEEN = frozenset("()[]/ ")  # what may stand between two writings of one year


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year in a text: its span there, the western year, and whether an era was used."""

    start: int
    end: int
    year: int
    era: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    table = notation()
    suffix = "|".join(sorted(table.year_suffix, key=len, reverse=True))
    words = sorted((word for era in table.eras for word in era.written), key=len, reverse=True)
    names = "|".join(re.escape(word) + (rf"(?=\.?[0-9{table.first_of_era}])" if len(word) == 1 else "") for word in words)
    digits = "".join(table.digits)
    ten = next(word for word, power in table.multipliers.items() if power == 1)
    number = rf"(?:0?[1-9]|[1-9][0-9])(?!\d)|{table.first_of_era}|[{digits}{ten}]{{1,3}}"
    prefix = "|".join(table.year_prefix)
    return re.compile(
        rf"(?<![a-z0-9])(?P<era>{names})\.?\s*(?P<of_era>{number})\s*(?:{suffix})?"
        rf"|(?<![a-z])(?:{prefix})\s*'?(?P<fiscal>(?:19|20|21)?[0-9]{{2}})(?!\d)\s*(?:{suffix})?"
        rf"|(?<![\d.,¥])(?P<western>(?:19|20|21)[0-9]{{2}})(?![\d%]|,\d|\.\d)\s*(?:{suffix})?"
    )


def _era_year(word: str, number: str) -> int:
    table = notation()
    era = next(era for era in table.eras if word in era.written)
    if number == table.first_of_era:
        return era.western(1)
    if number.isdigit() and number.isascii():
        return era.western(int(number))
    total, digit = 0, 0
    for sign in number:
        digit = table.digits.get(sign, digit)
        if sign not in table.digits:
            total, digit = total + (digit or 1) * 10, 0
    return era.western(total + digit)


def _evaluate(match: re.Match[str]) -> FoundYear:
    if match["era"]:
        return FoundYear(match.start(), match.end(), _era_year(match["era"], match["of_era"]), era=True)
    year = int(match["western"] or match["fiscal"])
    return FoundYear(match.start(), match.end(), year if year > 99 else 2000 + year)


def find_years(text: str) -> Iterator[FoundYear]:
    """Every year in a text that has been through NFKC and lower case, from left to right."""
    for match in _pattern().finditer(text):
        yield _evaluate(match)


def read_year(text: str) -> int | None:
    """The western year that a whole text is; None where it is anything else.

    >>> read_year("令和3年度"), read_year("Ｒ３"), read_year("平30"), read_year("last year")
    (2021, 2021, 2018, None)
    """
    written = normal_form(text)
    match = _pattern().fullmatch(written)
    return _evaluate(match).year if match else _repeated(written)


def _repeated(written: str) -> int | None:
    """The year that a text gives in two ways, as 令和3年(2021年) or 平成31(令和元)年度; None where it says anything else."""
    found = list(find_years(written))
    rest = _pattern().sub("", written)
    for suffix in sorted((*notation().year_suffix, *notation().year_after), key=len, reverse=True):
        rest = rest.replace(suffix, "")
    years = {each.year for each in found}
    return years.pop() if len(years) == 1 and len(found) <= 2 and not set(rest) - _BETWEEN else None


def fiscal_year(day: date) -> int:
    """The Japanese fiscal year of a day: it begins on 1 April.

    >>> fiscal_year(date(2022, 3, 31)), fiscal_year(date(2022, 4, 1))
    (2021, 2022)
    """
    return day.year if day.month >= FISCAL_YEAR_STARTS else day.year - 1
