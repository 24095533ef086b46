"""Letters written by their Japanese names: エスディージーズ is sdgs."""

from __future__ import annotations

import re
from functools import cache

import jaconv

from knowledge.notation.numerals import alternatives
from knowledge.notation.units import DATA, read_toml

_KATAKANA = "[\u30a1-\u30fc]"


@cache
def _letters() -> dict[str, str]:
    names = read_toml(DATA / "language" / "letters.toml")["names"]
    return {name: letter for letter, called in names.items() for name in called}


@cache
def _plural() -> tuple[str, str]:
    ((letter, name),) = read_toml(DATA / "language" / "letters.toml")["plural"].items()
    return letter, name


@cache
def letter_names_pattern() -> re.Pattern[str]:
    """A word in katakana that is nothing but names of letters, two or more."""
    name = alternatives(_letters())
    return re.compile(rf"(?<!{_KATAKANA})(?:(?:{name})[・ ]?)+(?:{name}){_plural()[1]}?(?!{_KATAKANA})")


@cache
def initialisms() -> dict[str, str]:
    """What initialisms stand for that in small letters are another word: IT, US."""
    return dict(read_toml(DATA / "language" / "letters.toml")["initialism"])


def letters(names: str) -> str:
    """The letters that a match of the pattern names.

    >>> letters("エスディージーズ"), letters("ケーピーアイ")
    ('sdgs', 'kpi')
    """
    found = [_letters()[name] for name in re.findall(alternatives(_letters()), names)]
    return "".join(found) + (_plural()[0] if names.endswith(_plural()[1]) else "")


def reading_of_letters(word: str) -> str | None:
    """How a word of capital letters is read in Japanese, in hiragana; None where it is no such word.

    >>> reading_of_letters("SDGs"), reading_of_letters("Society")
    ('えすでぃーじーず', None)
    """
    bare = word.removesuffix("s") if len(word) > 2 else word
    if not (bare.isascii() and bare.isalpha() and bare.isupper()):
        return None
    first = {letter: name for name, letter in reversed(_letters().items())}
    read = "".join(first[letter] for letter in bare.lower()) + (_plural()[1] if bare != word else "")
    return str(jaconv.kata2hira(read))
