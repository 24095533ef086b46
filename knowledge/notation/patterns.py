"""Regular expressions put together from the pieces and patterns of `data/time.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from knowledge.notation.numerals import (
    english_pattern,
    english_year_pattern,
    kana_pattern,
    kanji_digits,
    kanji_pattern,
    words_pattern,
)
from knowledge.notation.time_tables import calendar
from knowledge.notation.units import DATA, read_toml

_NAME = re.compile(r"\{([a-z_]+)\}")


@cache
def _tables() -> Mapping[str, Any]:
    return read_toml(DATA / "time.toml")


@cache
def _pieces() -> Mapping[str, str | Sequence[str]]:
    """Every piece by its name: a list of words, or an expression that may hold other pieces."""
    eras = [word for era in calendar().eras for word in era.written]
    return {
        **_tables()["piece"],
        "era_name": [word for word in eras if len(word) > 1],
        "era_letter": "|".join(word for word in eras if len(word) == 1),
        "old_era": read_toml(DATA / "generated" / "old_eras.toml")["names"],
        "first_of_era": calendar().first_of_era,
        "kanji_number": kanji_pattern(),
        "kanji_digit": f"[{''.join(kanji_digits())}]",
        "kana_number": kana_pattern(),
        "english_number": english_pattern(),
        "english_year": english_year_pattern(),
    }


def _expression(piece: str | Sequence[str]) -> str:
    text = piece if isinstance(piece, str) else words_pattern(piece)
    return _NAME.sub(lambda match: f"(?:{_expression(_pieces()[match[1]])})", text)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that name: any of its alternatives, the first that fits."""
    return re.compile("|".join(_expression(each) for each in _tables()["pattern"][name]))


@cache
def needed(name: str) -> re.Pattern[str]:
    """What every match of the pattern of that name holds."""
    return re.compile(_expression(_tables()["needed"][name]))


def matches(name: str, text: str) -> Iterator[re.Match[str]]:
    """Every match of the pattern of that name; a text that holds nothing of what all matches hold is not searched for them."""
    return pattern(name).finditer(text) if needed(name).search(text) else iter(())


def words_of(name: str) -> frozenset[str]:
    """The words of a piece that is a list."""
    return frozenset(_pieces()[name])
