"""The text of a request about digests while it is read: what is understood is taken out of it, the rest is left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from babel.dates import get_month_names

from knowledge.notation.units import DATA, read_toml

T = TypeVar("T")


class RequestText:
    """What is left to be read of a text; `refused` was read, and makes no sense or is more than can be kept."""

    def __init__(self, text: str) -> None:
        self.left = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
        self.refused: list[str] = []

    def read(self, patterns: Iterable[str], value: Callable[[re.Match[str]], T | None]) -> list[T]:
        """The values of all places that a pattern fits, which are then read."""
        values: list[T] = []
        for pattern in patterns:
            while found := re.search(pattern, self.left):
                self.left = f"{self.left[: found.start()]} {self.left[found.end() :]}"
                made = value(found)
                if made is None:
                    self.refused.append(found[0].strip())
                else:
                    values.append(made)
        return values

    def words(self, table: Mapping[str, list[str]]) -> list[str]:
        """The keys of the words that stand in it, the longest words first."""
        return [key for word, key in longest_first(table) for _ in self.read([whole(word)], lambda found: found)]

    def only(self, values: Sequence[T]) -> T | None:
        """The one value that was said, None where none was; of several, the first, and the others are refused."""
        distinct = list(dict.fromkeys(values))
        self.refused += [str(each) for each in distinct[1:]]
        return distinct[0] if distinct else None

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not understood, and what was and cannot be kept."""
        return (*self.refused, *self.left.split())


def whole(word: str) -> str:
    """A word's pattern: a Latin word stands for itself alone."""
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() and word[0].isalpha() else re.escape(word)


def longest_first(table: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """The words of a table with their keys."""
    return sorted(((word, key) for key, words in table.items() for word in words), key=lambda pair: -len(pair[0]))


@cache
def request_data() -> dict[str, Any]:
    """The words, as `data/schedule.toml` has them; in its patterns, the names of tables stand for any of their words."""
    read = read_toml(DATA / "schedule.toml")
    relative = {word: key for key, words in read["relative_period"].items() for word in words}
    data = {**read, "month": {name: [name] for name in month_names()}, "relative_period": relative}
    either = {name: "(?:" + "|".join(whole(word) for word, _ in longest_first(data[name])) + ")" for name in _TABLES}
    either["any_weekday"] = f"(?:{either['weekday']}|{either['short_weekday']})"

    def filled(pattern: str) -> str:
        for name, words in either.items():
            pattern = pattern.replace(f"{{{name}}}", words)
        return pattern

    patterns = {
        name: [filled(each) for each in ([found] if isinstance(found, str) else found)] for name, found in data["pattern"].items()
    }
    return {**data, "pattern": {**patterns, "any_weekday": [either["any_weekday"]]}}


_TABLES = ("weekday", "short_weekday", "ordinal", "half", "month")


@cache
def month_names() -> dict[str, int]:
    """The number of each month by its English names, whole and short."""
    whole_names, short_names = get_month_names("wide", locale="en"), get_month_names("abbreviated", locale="en")
    return {name.casefold(): number for names in (whole_names, short_names) for number, name in names.items()}
