"""Numbers that dictation leaves in words where figures are meant: 一点四八, いってんよんはち, ごひゃくにん."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from knowledge.notation.numerals import (
    alternatives,
    counted_english,
    digit_row,
    english_digits,
    english_pattern,
    english_scales,
    kana_pattern,
    kanji_digits,
    kanji_pattern,
    spelled_number,
)
from knowledge.notation.units import DATA, read_toml

_SPACES = re.compile(r"[ -]+")
Rewriting = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_FEWEST_KANA = 4  # of a number before a unit in kana: せんにん is also another word


@cache
def dictated_numbers(language: str) -> tuple[Rewriting, ...]:
    """Patterns of such numbers in a language, each with the function that writes a match in figures."""
    table: dict[str, Any] = read_toml(DATA / "numerals.toml")["dictated"]
    return tuple(_in_english(table) if language == "en" else (*_decimals(table), _in_kana(table)))


def in_figures(text: str) -> str:
    """The text with such numbers in figures.

    >>> in_figures("one point four eight"), in_figures("twenty four hundred"), in_figures("twenty twenty")
    ('1.48', '2400', 'twenty twenty')
    >>> in_figures("一点〇五を"), in_figures("ごひゃくにんになる"), in_figures("ろくじゅっぱーせんと"), in_figures("なんにん")
    ('1.05を', '500人になる', '60%', 'なんにん')
    """
    for pattern, write in (*dictated_numbers("ja"), *dictated_numbers("en")):
        text = pattern.sub(write, text)
    return text


def _decimals(table: dict[str, Any]) -> Iterator[Rewriting]:
    """一点四八, いってんよんはち."""
    point, not_before = alternatives(table["point"]), alternatives(table["no_decimal_before"])
    digits = f"[{''.join(kanji_digits())}]+|[0-9]{{1,3}}"
    number = rf"(?<![0-9.{''.join(kanji_digits())}])(?P<whole>{kanji_pattern()}|[0-9]{{1,3}})"
    yield re.compile(rf"{number}(?:{point})(?P<decimals>{digits})(?![0-9]|{not_before})"), _decimal
    yield re.compile(rf"(?P<whole>{kana_pattern()})(?:{point})(?P<decimals>{kana_pattern()})"), _decimal


def _in_kana(table: dict[str, Any]) -> Rewriting:
    """ごひゃくまんにん, a number in kana before a unit in kana."""
    multiplier: dict[str, str] = table["multiplier"]
    unit: dict[str, str] = table["unit"]
    first = rf"(?:(?P<large>{kana_pattern()})(?P<multiplier>{alternatives(multiplier)}))?(?P<small>{kana_pattern()})?"

    def quantity(match: re.Match[str]) -> str:
        number = "".join(match[group] or "" for group in ("large", "multiplier", "small"))
        if len(number) < _FEWEST_KANA:
            return match[0]
        large = f"{spelled_number(match['large'])}{multiplier[match['multiplier']]}" if match["large"] else ""
        small = str(spelled_number(match["small"])) if match["small"] else ""
        return large + small + unit[match["unit"]]

    return re.compile(rf"{first}(?P<unit>{alternatives(unit)})"), quantity


def _in_english(table: dict[str, Any]) -> Iterator[Rewriting]:
    """One point four eight; three thousand, twenty four hundred; sixty percent."""
    word = english_pattern()
    digits = alternatives(english_digits())
    decimals = rf"(?<![a-z])(?P<whole>{word}(?:[ -]{word})*) point (?P<decimals>(?:{digits})(?: (?:{digits}))*)(?![a-z])"
    yield re.compile(decimals), _english_decimal
    scale = english_scales()
    counted = rf"(?<![a-z])(?:a|{word}(?:[ -]{word})*)[ -](?:{scale})(?:(?:[ -]and)?[ -](?:{word}|(?:{scale})(?![a-z])))*(?![a-z])"
    yield re.compile(counted), _english_count
    yield re.compile(rf"(?<![a-z])(?<!at ){word}(?:[ -]{word})*(?= (?:{alternatives(table['percent'])})(?![a-z]))"), _english_count


def _english_decimal(match: re.Match[str]) -> str:
    decimals = "".join(english_digits()[word] for word in match["decimals"].split())
    return f"{counted_english(_SPACES.split(match['whole']))}.{decimals}"


def _english_count(match: re.Match[str]) -> str:
    number = counted_english(_SPACES.split(match[0]))
    return match[0] if number is None else str(number)


def _decimal(match: re.Match[str]) -> str:
    """A number with decimals, which are read one by one; the match as it is where they are no row of digits."""
    whole = match["whole"] if match["whole"].isdecimal() else spelled_number(match["whole"])
    decimals = digit_row(match["decimals"])
    return match[0] if whole is None or decimals is None else f"{whole}.{decimals}"
