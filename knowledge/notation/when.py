"""When a plan's value holds, read from the document's words: a year, a fiscal year, a day or month, a term of years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from knowledge.notation.planning import planning, squeezed
from knowledge.notation.years import find_years


class Aggregate(StrEnum):
    """What a value over several years is of its years."""

    TOTAL = "total"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class When:
    """A time as a document writes it; `wording` is empty where the document tells none.

    `year` is the year, the fiscal year or the term's last year; `first` the first year of a term.
    """

    wording: str
    year: int
    fiscal: bool = False
    first: int | None = None
    month: int | None = None
    day: int | None = None
    aggregate: Aggregate | None = None

    @property
    def date(self) -> date | None:
        """The day, where the document names one."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


class Year(int):
    """A year that remembers how the document tells it; it counts and compares as the number that it is."""

    when: When

    @classmethod
    def of(cls, when: When) -> Year:
        """The year of a time."""
        year = cls(when.year)
        year.when = when
        return year

    @classmethod
    def unstated(cls, year: int) -> Year:
        """A year that the document does not tell, and that stands in where one is counted."""
        return cls.of(When("", year))

    @classmethod
    def fiscal(cls, year: int) -> Year:
        """A fiscal year."""
        return cls.of(When(planning()["when"]["fiscal_form"].format(year=year), year, fiscal=True))

    @property
    def stated(self) -> bool:
        """Whether the document tells it."""
        return bool(self.when.wording)


def is_stated(year: int) -> bool:
    """Whether a year is told by the document, and not only reckoned with."""
    return not isinstance(year, Year) or year.stated


def names_era(wording: str) -> bool:
    """Whether a text tells a year by its era."""
    return any(found.era for found in find_years(squeezed(wording)))


@cache
def _day_pattern() -> re.Pattern[str]:
    marks = planning()["when"]["marks"]
    return re.compile(
        rf"(?:[{marks['year']}/.-]?(?P<month>1[0-2]|0?[1-9])(?:{marks['month']}|[/.-])"
        rf"(?:(?P<day>[12][0-9]|3[01]|0?[1-9]){marks['day']}?)?"
        rf"|[/.](?P<only>1[0-2]|0?[1-9])(?![0-9/.-]))"
    )


@cache
def _words(table: str, key: str) -> tuple[str, ...]:
    return tuple(sorted((squeezed(word) for word in planning()[table][key]), key=len, reverse=True))


def _aggregate(written: str) -> Aggregate | None:
    for aggregate in Aggregate:
        if any(word in written for word in _words("aggregate", aggregate)):
            return aggregate
    return None


def read_when(text: str) -> When | None:
    """The time that a whole text tells; None where it is anything else.

    >>> term = read_when("2021～2025年度累計")
    >>> term.first, term.year, term.fiscal, str(term.aggregate)
    (2021, 2025, True, 'total')
    >>> read_when("R2.3末").month, read_when("H31.3.31").date, read_when("R2.13末")
    (3, datetime.date(2019, 3, 31), None)
    >>> read_when("令和7年10月1日").date, read_when("R7年度").year, read_when("いつか")
    (datetime.date(2025, 10, 1), 2025, None)
    >>> read_when("2025年度までの5年間").first
    2021
    """
    wording = " ".join(text.split())
    written = squeezed(text)
    years = list(find_years(written))
    if not years or len(years) > 2:
        return None
    first, last = years[0], years[-1]
    rest = written[: first.start] + written[last.end :]
    month = day = None
    if len(years) == 2:
        between = written[first.end : last.start]
        if first.year == last.year and first.era != last.era:
            return _same_year(wording, written, first.year)
        if not _is_between(between) or first.year >= last.year:
            return None
    elif found := _day_pattern().match(written, last.end - (written[last.end - 1] == planning()["when"]["marks"]["year"])):
        month, day = int(found["month"] or found["only"]), int(found["day"] or 0) or None
        rest = written[: first.start] + written[found.end() :]
        if day and not _is_day(last.year, month, day):
            return None
    length, rest = _length(rest)
    if _without_words(rest):
        return None
    begun = first.year if len(years) == 2 else last.year - length + 1 if length else None
    fiscal = any(word in written for word in _words("when", "fiscal"))
    return When(wording, last.year, fiscal, begun, month, day, _aggregate(written))


def _same_year(wording: str, written: str, year: int) -> When:
    """A year told twice, as 令和3年度(2021年度)."""
    return When(wording, year, any(word in written for word in _words("when", "fiscal")), aggregate=_aggregate(written))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_between(text: str) -> bool:
    """Whether a text between two years only joins them; a suffix of the first year belongs to it."""
    return text in _words("range", "between")


def _length(rest: str) -> tuple[int, str]:
    """How many years a text says that a term has (0: it does not say), and the text without that."""
    found = re.search(rf"(\d{{1,2}})(?:{'|'.join(map(re.escape, _words('when', 'years')))})", rest)
    return (int(found[1]), rest[: found.start()] + rest[found.end() :]) if found else (0, rest)


def _without_words(rest: str) -> str:
    """What is left of a text without the words that say no more than that a value is of a time."""
    rest = re.sub(r"[()\[\]、,。・:]", "", rest)
    for word in sorted(
        (*_words("when", "ends"), *_words("aggregate", "total"), *_words("aggregate", "average")), key=len, reverse=True
    ):
        rest = rest.replace(word, "")
    return rest
