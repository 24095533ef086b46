"""The tables of `data/time.toml`: eras, and how years and other times are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.notation.units import DATA, read_toml


@dataclass(frozen=True, slots=True)
class Era:
    """A Japanese era, from its first day; `last` is None for the present one, `counted` the last year counted in it."""

    japanese: str
    english: str
    written: tuple[str, ...]
    begins: date
    last: int | None
    counted: int | None

    @property
    def first(self) -> int:
        """The western year of the era's first."""
        return self.begins.year

    def western(self, year: int) -> int:
        """The western year of the era's n-th year."""
        return self.first + year - 1

    def holds(self, western: int) -> bool:
        """Whether the era has begun by that year and is not over before it."""
        return self.first <= western and (self.last is None or western < self.last)

    def has(self, year: int) -> bool:
        """Whether there is an n-th year of the era."""
        return year > 0 and (self.counted is None or self.western(year) <= self.counted)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words of times, lower case and NFKC."""

    eras: tuple[Era, ...]
    first_of_era: str
    year: str
    fiscal_year: str
    prefixes: Mapping[str, int]  # before a year's word: how many years on from today
    words: Mapping[str, int]
    fiscal_words: Mapping[str, int]
    after_year: tuple[str, ...]  # what a table's cell may hold behind a year
    after_day: tuple[str, ...]
    month: str
    day: str

    def era_of(self, western: int) -> Era | None:
        """The era that a western year belongs to; the later one where two share it."""
        return next((era for era in self.eras if era.holds(western)), None)

    def era_on(self, day: date) -> Era | None:
        """The era that a day belongs to; None for one before the eras of the table."""
        return next((era for era in self.eras if era.begins <= day), None)


def _offsets(table: Mapping[str, list[str]]) -> dict[str, int]:
    return {word: int(offset) for offset, words in table.items() for word in words}


@cache
def calendar() -> Calendar:
    """The calendar that `data/time.toml` describes."""
    table = read_toml(DATA / "time.toml")
    year, relative = table["year"], table["relative"]
    eras = (
        Era(e["name"]["ja"], e["name"]["en"], tuple(e["written"]), e["begins"], e.get("last"), e.get("counted", e.get("last")))
        for e in table["era"]
    )
    return Calendar(
        eras=tuple(eras),
        first_of_era=year["first_of_era"],
        year=year["year"],
        fiscal_year=year["fiscal"],
        prefixes=_offsets(relative["prefix"]),
        words=_offsets(relative["word"]),
        fiscal_words=_offsets(relative["word_fiscal"]),
        after_year=tuple(table["cell"]["after_year"]),
        after_day=tuple(table["cell"]["after_day"]),
        month=table["cell"]["month"],
        day=table["cell"]["day"],
    )
