"""Everyday words for what a strategy measures: 赤ちゃん for 出生数, crimes for 刑法犯認知件数, women for what is in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import cache, cached_property, lru_cache

from knowledge.notation.units import DATA, read_toml
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.table.head import split_qualifier
from knowledge.vocabulary.match import joined_name, qualified

FILE = DATA / "language" / "everyday.toml"


@dataclass(frozen=True)
class EverydayWords:
    """Words and the patterns of the names that they stand for."""

    patterns: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return re.compile("|".join(map(translate, self.patterns)))

    def mean(self, names: tuple[str, str]) -> bool:
        """Whether they stand for an indicator, by its name with or without what is in brackets."""
        return any(self._named.match(name) for name in names)


@cache
def everyday_words() -> tuple[EverydayWords, ...]:
    """All groups of the data file."""
    rows = read_toml(FILE)["words"]
    return tuple(EverydayWords(tuple(row["of"]), (*_with_quantities(row["ja"]), *row["en"])) for row in rows)


def _with_quantities(words: Sequence[str]) -> Iterator[str]:
    """Words with and without what counts them: 犯罪, 犯罪の件数, 犯罪件数."""
    yield from words
    yield from (word + counted for word in words for counted in read_toml(FILE)["counted"]["behind"])


def everyday_names(strategy: Strategy) -> Iterator[tuple[Indicator, str]]:
    """Each indicator with every everyday word for it; a word may be one of several indicators."""
    meant: dict[str, dict[str, Indicator]] = {}
    named: dict[int, list[Indicator]] = {}
    for indicator in strategy.indicators:
        for number in _meaning(joined_name(indicator)):
            named.setdefault(number, []).append(indicator)
    for number in sorted(named):
        indicators = tuple(named[number])
        for word in everyday_words()[number].words:
            meant.setdefault(word, {}).update({each.id: each for each in qualified(word, indicators)})
    yield from ((indicator, word) for word, found in meant.items() for indicator in found.values())


@lru_cache(maxsize=4096)  # plans share many names
def _meaning(names: tuple[str, str]) -> tuple[int, ...]:
    """The numbers of the groups that stand for an indicator of that name, with and without what is in brackets."""
    return tuple(number for number, group in enumerate(everyday_words()) if group.mean(names))


def siblings(strategy: Strategy, indicator: Indicator) -> tuple[Indicator, ...]:
    """The indicators whose names differ from an indicator's in brackets alone, itself among them; none where no other does."""
    bare, inside = split_qualifier(indicator.name.ja)
    same = tuple(each for each in strategy.indicators if split_qualifier(each.name.ja)[0] == bare)
    return same if inside and len(same) > 1 else ()


def bracket_words(strategy: Strategy) -> Iterator[tuple[Indicator, str]]:
    """Each indicator whose name differs from others' in brackets alone, with their content and how else that is called."""
    named = [(each, *split_qualifier(each.name.ja)) for each in strategy.indicators]
    same: dict[str, list[str]] = {}
    for _, bare, inside in named:
        same.setdefault(bare, []).append(inside)
    for indicator, bare, inside in named:
        others = [other for other in same[bare] if other != inside]
        if inside and len(same[bare]) > 1:
            yield from ((indicator, word) for word in (inside, *_called_also(inside)) if word not in others)


@cache
def _called_also(inside: str) -> tuple[str, ...]:
    groups = read_toml(FILE)["brackets"]["groups"]
    return tuple(word for group in groups if inside in group for word in group if word != inside)
