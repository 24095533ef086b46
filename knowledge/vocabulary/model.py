"""The vocabulary's data: indicators, places, and what people ask for that no plan holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.notation.units import DATA, read_toml

FOLDER = DATA / "vocabulary"
_PLACES, _ELSEWHERE = "places", "elsewhere"


@dataclass(frozen=True, slots=True)
class Term:
    """An indicator that municipalities use.

    `kana` holds the name's reading first, then those of other names; `good` is `up` or `down`, None where neither is better.
    """

    name: str
    field: str
    kana: tuple[str, ...]
    ja: tuple[str, ...]
    en: str
    en_also: tuple[str, ...]
    units: tuple[str, ...]
    good: str | None

    @property
    def japanese(self) -> tuple[str, ...]:
        """Its names in Japanese, the usual one first."""
        return (self.name, *self.ja)

    @property
    def english(self) -> tuple[str, ...]:
        """Its names in English, the usual one first."""
        return (self.en, *self.en_also)

    @property
    def words(self) -> tuple[str, ...]:
        """All its names, readings among them."""
        return (*self.japanese, *self.kana, *self.english)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A prefecture or city: its name, its reading and English name without the word for what it is.

    `whole` says that the name without that word is another word as well, so that it never stands for the place.
    """

    name: str
    kana: str
    en: str
    whole: bool

    @property
    def root(self) -> str:
        """The name without the word for what it is."""
        return self.name[:-1]

    @property
    def words(self) -> tuple[str, ...]:
        """What it is called, without readings so short that they are parts of other words (つし in 1つしか)."""
        readings = (self.kana + _suffixes()[self.name[-1]], *(() if self.whole else (self.kana,)))
        roots = () if self.whole else (self.root,)
        return (self.name, self.en, *roots, *(reading for reading in readings if len(reading) >= _SURE_KANA))


_SURE_KANA = 4  # letters of a reading that is taken for no other word


@cache
def _suffixes() -> Mapping[str, str]:
    suffixes: Mapping[str, str] = read_toml(FOLDER / f"{_ELSEWHERE}.toml")["suffix"]
    return suffixes


@cache
def vocabulary() -> tuple[Term, ...]:
    """All indicators, field by field."""
    files = sorted(path for path in FOLDER.glob("*.toml") if path.stem not in (_PLACES, _ELSEWHERE))
    return tuple(_term(name, path.stem, row) for path in files for name, row in read_toml(path).items())


def _term(name: str, field: str, row: Mapping[str, Any]) -> Term:
    kana, ja, also, units = (tuple(row.get(key, ())) for key in ("kana", "ja", "en_also", "units"))
    return Term(name, field, kana, ja, row["en"], also, units, row.get("good"))


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Prefectures and the larger cities."""
    table = read_toml(FOLDER / f"{_PLACES}.toml")
    return tuple(Municipality(name, row["kana"], row["en"], row.get("whole", False)) for name, row in table.items())


def elsewhere() -> Iterator[tuple[str, str]]:
    """Words for what no plan holds, each with its kind: office, breakdown, comparison, outlook, measure, general, abroad."""
    for kind, lists in read_toml(FOLDER / f"{_ELSEWHERE}.toml").items():
        if kind != "suffix":
            yield from ((kind, word) for words in lists.values() for word in words)
