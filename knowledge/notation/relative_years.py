"""Years told from today: 昨年度, 再来年, 3年前, two years ago; and the last so many years: 過去3年, past three years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.notation.hiragana import in_hiragana
from knowledge.notation.numerals import spelled_number
from knowledge.notation.patterns import matches
from knowledge.notation.time_tables import calendar
from knowledge.notation.years import fiscal_year

_MOST = 60  # years that a distance is counted in


_CODE = re.compile(r"(?P<kind>year|fiscal)(?P<offset>[+-]\d+)")


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """A year so many years on from today's; of fiscal years, from today's fiscal year."""

    offset: int
    fiscal: bool = False

    @property
    def code(self) -> str:
        """The year as the lexicon writes it: year-1, fiscal+0."""
        return f"{'fiscal' if self.fiscal else 'year'}{self.offset:+}"

    @classmethod
    def read(cls, code: str) -> RelativeYear | None:
        """The year that a code stands for; None where it is no such code."""
        match = _CODE.fullmatch(code)
        return cls(int(match["offset"]), match["kind"] == "fiscal") if match else None

    def on(self, today: date) -> int:
        """The western year, seen from a day.

        >>> RelativeYear(-1, fiscal=True).on(date(2022, 3, 31))
        2020
        """
        return (fiscal_year(today) if self.fiscal else today.year) + self.offset


def relative_phrases() -> Iterator[tuple[RelativeYear, str]]:
    """Every phrase for a year told from today that holds no number: 昨年度, おととし, next fiscal year."""
    table = calendar()
    for prefix, offset in table.prefixes.items():
        yield RelativeYear(offset), prefix + table.year
        yield RelativeYear(offset, fiscal=True), prefix + table.fiscal_year
    for word, offset in table.words.items():
        yield RelativeYear(offset), word
    for word, offset in table.fiscal_words.items():
        yield RelativeYear(offset, fiscal=True), word


@dataclass(frozen=True, slots=True)
class FoundRelativeYear:
    """A relative year in a text, and its span there."""

    start: int
    end: int
    year: RelativeYear


@dataclass(frozen=True, slots=True)
class FoundPastYears:
    """The last `count` years in a text, and their span there."""

    start: int
    end: int
    count: int


def _count(text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    return 1 if text in ("a", "an") else spelled_number(text)


def find_distances(text: str) -> Iterator[FoundRelativeYear]:
    """Every number of years before or after today in a text that has been through NFKC and lower case.

    >>> [found.year.offset for found in find_distances("3年前、二年後、two years ago")]
    [-3, 2, -2]
    """
    for match in matches("distance", in_hiragana(text)):
        count = _count(match["number"])
        if count and count <= _MOST:
            yield FoundRelativeYear(*match.span(), RelativeYear(-count if match["ago"] else count))


def find_past_years(text: str) -> Iterator[FoundPastYears]:
    """The last so many years, wherever a text speaks of them.

    >>> [found.count for found in find_past_years("直近3か年の推移、over the past two years")]
    [3, 2]
    """
    for match in matches("past_years", in_hiragana(text)):
        count = _count(match["number"] or match["spanned"])
        if count and 1 < count <= _MOST:
            yield FoundPastYears(*match.span(), count)
