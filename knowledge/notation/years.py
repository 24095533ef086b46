"""Years as people write and say them: 2024年度, FY2023, 令和6年, R6, 二千二十年, れいわにねん, twenty twenty, 2019-21."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.notation.hiragana import in_hiragana
from knowledge.notation.numerals import spelled_number
from knowledge.notation.patterns import matches, pattern, words_of
from knowledge.notation.quantity import normal_form
from knowledge.notation.time_tables import Era, calendar

FISCAL_YEAR_STARTS = 4  # April, as for every Japanese public body
_BETWEEN = frozenset("()[]/ ")  # what may stand between two writings of one year
_DOTTED = re.compile(r"^([a-z])\.(?=[0-9])")  # R.3
_CENTURIES = (1900, 2199)  # what a number in words is taken for a year in
_BARE = (10, 64)  # two digits before 年 that can be an era's or a century's year, and not a number of years


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year in a text: its span there, the western year, whether an era was used, whether it ends a range."""

    start: int
    end: int
    year: int
    era: bool = False
    through: bool = False


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A stretch of a text that speaks of a year and names none."""

    start: int
    end: int


def _era(word: str) -> Era:
    return next(era for era in calendar().eras if word in era.written)


def _of_era(number: str) -> int:
    if number == calendar().first_of_era:
        return 1
    return int(number) if number.isdigit() and number.isascii() else spelled_number(number) or 0


def _western(text: str) -> int | None:
    """The year that a number in words is; None where it is none of these centuries."""
    number = spelled_number(text)
    return number if number is not None and _CENTURIES[0] <= number <= _CENTURIES[1] else None


def _evaluate(match: re.Match[str]) -> FoundYear | None:
    """The year that was matched; None where there is no such year."""
    if match["era"]:
        era, number = _era(match["era"]), _of_era(match["of_era"])
        return FoundYear(match.start(), match.end(), era.western(number), era=True) if era.has(number) else None
    if match["fiscal"] or match["western"]:
        year = int(match["fiscal"] or match["western"])
        return FoundYear(match.start(), match.end(), year if year > 99 else 2000 + year)
    if match["short"] or match["abbreviated"]:
        return FoundYear(match.start(), match.end(), 2000 + int(match["short"] or match["abbreviated"]))
    if match["short_row"]:
        return FoundYear(match.start(), match.end(), 2000 + (spelled_number(match["short_row"]) or 0))
    words = _western(match["counted"] or match["row"] or match["kana"] or match["english"])
    return None if words is None else FoundYear(match.start(), match.end(), words)


def find_years(text: str) -> Iterator[FoundYear]:
    """Every year in a text that has been through NFKC and lower case, from left to right.

    >>> [found.year for found in find_years("令和2・3年と二千二十三年")]
    [2020, 2021, 2023]
    """
    text = in_hiragana(text)
    before: FoundYear | None = None
    for match in matches("year", text):
        found = _evaluate(match)
        if found is None or (before and found.start < before.end):
            continue
        if before and text[before.end : found.start].strip() in words_of("range"):
            found = replace(found, through=True)
        yield found
        before = found
        for following in _following(text, found):
            yield following
            before = following


def _following(text: str, found: FoundYear) -> Iterator[FoundYear]:
    """The years after one that leave out what they share with it."""
    era = calendar().era_of(found.year) if found.era else None
    while match := pattern("next_year").match(text, found.end):
        number = _of_era(match["number"] or match["short"])
        year = era.western(number) if era else found.year - found.year % 100 + number
        ranged = match["between"] in words_of("range")
        if not (era or (ranged and year > found.year)) or number == 0:
            return
        start = match.start("number") if match["number"] else match.start("short")
        found = FoundYear(start, match.end(), year, found.era, ranged)
        yield found


def find_false_years(text: str) -> Iterator[FoundSpan]:
    """Every year that never was, or that no figure can be from: 令和0年, 明治99年, 元禄2年.

    >>> [(found.start, found.end) for found in find_false_years("明治99年の出生数")]
    [(0, 5)]
    """
    for match in matches("year", in_hiragana(text)):
        if match["era"] and len(match["era"]) > 1 and _evaluate(match) is None:
            yield FoundSpan(*match.span())
    for match in pattern("old_year").finditer(text):
        yield FoundSpan(*match.span())


def find_far_years(text: str, told: Sequence[FoundYear] | None = None) -> Iterator[FoundYear]:
    """Every year that no figure can be from, since it lies far in the past or the future: 1868年, in the year 20210.

    `told` are the years of the text where they were found already.

    >>> [found.year for found in find_far_years("1600年と20240年の出生数、1500年間、2021年")]
    [1600, 20240]
    """
    for match in matches("far_year", text):
        told = list(find_years(text)) if told is None else told
        if not _is_told(match, told):
            yield FoundYear(*match.span(), int("".join(filter(str.isdigit, match[0]))))


def find_bare_years(text: str, told: Sequence[FoundYear | FoundSpan] | None = None) -> Iterator[FoundSpan]:
    """Every year of which neither era nor century is told, so that it can be one of several: 20年度.

    `told` are the years and the false years of the text where they were found already.

    >>> [(found.start, found.end) for found in find_bare_years("20年度の出生数、3年の推移、令和2年度")]
    [(0, 4)]
    """
    for match in matches("bare_year", text):
        told = [*find_years(text), *find_false_years(text)] if told is None else told
        short = not match["year"] or _BARE[0] <= int(match["year"]) <= _BARE[1]
        if short and not _is_told(match, told):
            yield FoundSpan(*match.span())


def _is_told(match: re.Match[str], told: Sequence[FoundYear | FoundSpan]) -> bool:
    """Whether one of the years found already stands in a match or around it."""
    return any(found.start < match.end() and match.start() < found.end for found in told)


def read_year(text: str) -> int | None:
    """The western year that a whole text is; None where it is anything else.

    >>> read_year("令和3年度"), read_year("Ｒ３"), read_year("平30"), read_year("last year")
    (2021, 2021, 2018, None)
    """
    written = _DOTTED.sub(r"\1", in_hiragana(normal_form(text)))
    match = pattern("year").fullmatch(written)
    found = _evaluate(match) if match else None
    return found.year if found else _repeated(written)


def _repeated(written: str) -> int | None:
    """The year that a text gives in two ways, as 令和3年(2021年) or 平成31(令和元)年度; None where it says anything else."""
    found = list(find_years(written))
    rest = pattern("year").sub("", written)
    for suffix in sorted((*words_of("year_suffix"), *calendar().after_year), key=len, reverse=True):
        rest = rest.replace(suffix, "")
    years = {each.year for each in found}
    return years.pop() if len(years) == 1 and len(found) <= 2 and not set(rest) - _BETWEEN else None


def fiscal_year(day: date) -> int:
    """The Japanese fiscal year of a day: it begins on 1 April.

    >>> fiscal_year(date(2022, 3, 31)), fiscal_year(date(2022, 4, 1))
    (2021, 2022)
    """
    return day.year if day.month >= FISCAL_YEAR_STARTS else day.year - 1
