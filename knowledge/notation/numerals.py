"""Numbers in words: 二千二十三, にせんにじゅうさん, twenty-one. Their patterns, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.notation.units import DATA, read_toml

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class _Script:
    """The words of one script: what a digit is worth, and which power of ten multiplies the digit before it."""

    digits: Mapping[str, int]
    powers: Mapping[str, int]

    @property
    def word(self) -> re.Pattern[str]:
        """Any one word, the longest first."""
        return re.compile(alternatives((*self.digits, *self.powers)))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def words_pattern(words: Iterable[str]) -> str:
    """A regular expression for any of the words; Latin ones stand by themselves."""
    every = list(words)
    latin = alternatives(word for word in every if word.isascii())
    other = alternatives(word for word in every if not word.isascii())
    parts = ([rf"(?<![a-z])(?:{latin})(?![a-z])"] if latin else []) + ([other] if other else [])
    return f"(?:{'|'.join(parts)})"


@cache
def _scripts() -> dict[str, _Script]:
    data = read_toml(DATA / "numerals.toml")
    return {name: _Script(data[name]["digit"], data[name]["power"]) for name in ("kanji", "kana")}


@cache
def katakana_numbers() -> tuple[re.Pattern[str], Mapping[str, int]]:
    """English numbers in katakana where they number or count (ワーストスリー), and what they are worth."""
    table = read_toml(DATA / "numerals.toml")["katakana"]
    behind = "|".join(f"(?<={re.escape(word)})" for word in table["after"])
    return re.compile(rf"(?:{behind})(?:{alternatives(table['number'])})(?![\u30a1-\u30fc])"), table["number"]


@dataclass(frozen=True, slots=True)
class KanaNumbers:
    """What may follow a number in kana that numbers the word before it, for some numbers less; what counts and numbers."""

    after: tuple[str, ...]
    after_doubtful: Mapping[str, Sequence[str]]
    counters: tuple[str, ...]
    numbering: tuple[str, ...]

    def may_follow(self, number: str) -> Sequence[str]:
        """What may follow that number; the empty text is the end of the hiragana."""
        return self.after_doubtful.get(number, (*self.after, ""))


@cache
def kana_numbers() -> KanaNumbers:
    """The table of what may follow."""
    table = read_toml(DATA / "numerals.toml")["kana"]
    return KanaNumbers(tuple(table["after"]), table["after_doubtful"], tuple(table["counters"]), tuple(table["numbering"]))


def longest_kana_number(text: str) -> tuple[int | None, int]:
    """The number that a text in hiragana begins with, and how many characters that is; None and 0 where it is none.

    >>> longest_kana_number("さんの"), longest_kana_number("じゅうにこ"), longest_kana_number("ほか")
    ((3, 2), (12, 4), (None, 0))
    """
    match = _kana_number().match(text)
    return (spelled_number(match[0]), match.end()) if match else (None, 0)


@cache
def _kana_number() -> re.Pattern[str]:
    """Tens and units, each of which may be missing: no row of digits, which に and し would be."""
    script = _scripts()["kana"]
    digit, power = alternatives(script.digits), alternatives(script.powers)
    return re.compile(rf"(?:(?:{digit})?(?:{power}))+(?:{digit})?|(?:{digit})")


@cache
def _english_table() -> dict[str, Any]:
    table: dict[str, Any] = read_toml(DATA / "numerals.toml")["english"]
    return table


@cache
def _english() -> dict[str, int]:
    """Single English words up to ninety."""
    table = _english_table()
    return {**table["unit"], **table["teen"], **table["ten"]}


def kanji_digits() -> Mapping[str, int]:
    """What each kanji of a digit is worth."""
    return _scripts()["kanji"].digits


@cache
def kanji_pattern() -> str:
    """A number in kanji."""
    script = _scripts()["kanji"]
    return f"[{''.join((*script.digits, *script.powers))}]+"


@cache
def kana_pattern() -> str:
    """A number in hiragana; a particle that sounds like a digit does not begin one, as に in までにごひゃく does not."""
    script = _scripts()["kana"]
    digit, power = alternatives(script.digits), alternatives(script.powers)
    particle = alternatives(kana_numbers().after_doubtful)
    return rf"(?!(?:{particle})(?:{digit})(?:{power}))(?:(?:{alternatives((*script.digits, *script.powers))})ー?)+"


@cache
def english_pattern() -> str:
    """An English number from one to ninety-nine."""
    table = _english_table()
    small = alternatives((*table["unit"], *table["teen"], *table["ten"]))
    return rf"(?:(?:{alternatives(table['ten'])})[ -]?(?:{alternatives(table['unit'])})|{small})(?![a-z])"


@cache
def english_year_pattern() -> str:
    """A year in English words: two thousand and eighteen, twenty twenty-one, nineteen ninety, twenty oh five."""
    table = _english_table()
    zero = rf"(?:{alternatives(table['zero'])})[ -](?:{alternatives(table['unit'])})(?![a-z])"
    tens = rf"(?:{alternatives(table['ten'])})(?:[ -]?(?:{alternatives(table['unit'])}))?(?![a-z])"
    after = rf"(?:{zero}|{tens}|(?:{alternatives(table['teen'])})(?![a-z]))"
    thousand = rf"two[ -]thousand(?![a-z])(?:(?:[ -]and)?[ -]{english_pattern()})?"
    return rf"(?<![a-z])(?:{thousand}|(?:nineteen|twenty)[ -]{after})"


def spelled_number(text: str) -> int | None:
    """The value of a number in words; None where the text is none.

    Digits without a power between them are read one by one, as telephone numbers are.

    >>> spelled_number("二千二十三"), spelled_number("にじゅう"), spelled_number("二〇二四"), spelled_number("twenty-one")
    (2023, 20, 2024, 21)
    """
    for script in _scripts().values():
        words = list(script.word.findall(text.replace("ー", "")))
        if words and "".join(words) == text.replace("ー", ""):
            return _value(words, script)
    return _english_value(re.split(r"[ -]+", text))


def digit_row(text: str) -> str | None:
    """Digits that are read one by one, in figures, noughts kept; None where the text is anything else.

    >>> digit_row("〇五"), digit_row("よんはち"), digit_row("十五")
    ('05', '48', None)
    """
    for script in _scripts().values():
        words = list(script.word.findall(text))
        if words and "".join(words) == text and all(word in script.digits for word in words):
            return "".join(str(script.digits[word]) for word in words)
    return text if text.isdigit() and text.isascii() else None


def _value(words: list[str], script: _Script) -> int:
    if not any(word in script.powers for word in words):
        return int("".join(str(script.digits[word]) for word in words))
    total, digit = 0, 0
    for word in words:
        if word in script.powers:
            total, digit = total + (digit or 1) * 10 ** script.powers[word], 0
        else:
            digit = digit * 10 + script.digits[word]
    return total + digit


def _english_value(words: list[str]) -> int | None:
    table = _english_table()
    known = _english()
    separated = [part for word in words for part in _separated(word)]
    parts = [known.get(word, 0) for word in separated if word != "and"]
    if not parts or any(word not in known and word not in (*table["zero"], table["thousand"], "and") for word in separated):
        return None
    if table["thousand"] in separated:
        return 1000 * parts[0] + sum(parts[1:])
    century = len(parts) > 1 and parts[0] in (19, 20) and (parts[1] >= 10 or separated[1] in table["zero"])
    return 100 * parts[0] + sum(parts[1:]) if century else sum(parts)


def counted_english(words: Iterable[str]) -> int | None:
    """The value of English number words with hundreds, thousands and more; None where one of them is no such word.

    >>> counted_english(["twenty", "four", "hundred"]), counted_english(["three", "thousand", "and", "five"])
    (2400, 3005)
    """
    known, scales = _english(), _english_table()["scale"]
    total, group = 0, 0
    for word in words:
        if word in scales and scales[word] > _HUNDRED:
            total, group = total + (group or 1) * scales[word], 0
        elif word in scales:
            group = (group or 1) * scales[word]
        elif word in known or word == "a":
            group += known.get(word, 1)
        elif word != "and":
            return None
    return total + group


def english_scales() -> str:
    """An expression for hundred, thousand and so on."""
    return alternatives(_english_table()["scale"])


def english_digits() -> Mapping[str, str]:
    """The words for single digits as decimals are read out, each with its figure."""
    table = _english_table()
    return {**{word: str(value) for word, value in table["unit"].items()}, **dict.fromkeys((*table["zero"], "zero"), "0")}


def _separated(word: str) -> list[str]:
    """One word, twentyone, as twenty and one."""
    table = _english_table()
    match = re.fullmatch(rf"({alternatives(table['ten'])})({alternatives(table['unit'])})", word)
    return list(match.groups()) if match else [word]
