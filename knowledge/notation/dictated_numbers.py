"""Numbers that dictation leaves in words where figures are meant: 一点四八, いってんよんはち, ごひゃくにん."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from knowledge.notation.numerals import alternatives, digit_row, kana_pattern, kanji_digits, kanji_pattern, spelled_number
from knowledge.notation.units import DATA, read_toml

Rewriting = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_FEWEST_KANA = 4  # of a number before a unit in kana: せんにん is also another word


@cache
def dictated_numbers() -> tuple[Rewriting, ...]:
    """Patterns of such numbers, each with the function that writes a match in figures."""
    return tuple(_rewritings())


def in_figures(text: str) -> str:
    """The text with such numbers in figures.

    >>> in_figures("一点〇五を"), in_figures("ごひゃくにんになる"), in_figures("ろくじゅっぱーせんと"), in_figures("なんにん")
    ('1.05を', '500人になる', '60%', 'なんにん')
    """
    for pattern, write in dictated_numbers():
        text = pattern.sub(write, text)
    return text


def _rewritings() -> Iterator[Rewriting]:
    table: dict[str, Any] = read_toml(DATA / "numerals.toml")["dictated"]
    point, not_before = alternatives(table["point"]), alternatives(table["no_decimal_before"])
    digits = f"[{''.join(kanji_digits())}]+|[0-9]{{1,3}}"
    number = rf"(?<![0-9.{''.join(kanji_digits())}])(?P<whole>{kanji_pattern()}|[0-9]{{1,3}})"
    yield re.compile(rf"{number}(?:{point})(?P<decimals>{digits})(?![0-9]|{not_before})"), _decimal
    yield re.compile(rf"(?P<whole>{kana_pattern()})(?:{point})(?P<decimals>{kana_pattern()})"), _decimal
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

    yield re.compile(rf"{first}(?P<unit>{alternatives(unit)})"), quantity


def _decimal(match: re.Match[str]) -> str:
    """A number with decimals, which are read one by one; the match as it is where they are no row of digits."""
    whole = match["whole"] if match["whole"].isdecimal() else spelled_number(match["whole"])
    decimals = digit_row(match["decimals"])
    return match[0] if whole is None or decimals is None else f"{whole}.{decimals}"
