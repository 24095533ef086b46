"""Slips of writing that are mended before words are looked for: marks in words, signs of another script, contracted forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from knowledge.notation.dictated_numbers import dictated_numbers
from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Traced

_KANJI = r"[\u4e00-\u9fff\u3005]"
_KATAKANA = r"[\u30a1-\u30fa]"
_KATAKANA_WORD = r"[\u30a1-\u30fc]"


def mend_slips(traced: Traced) -> Traced:
    """The text with those slips mended; `traced` is in NFKC and lower case."""
    for pattern, write in (*_rules(), *dictated_numbers()):
        traced = traced.replace(pattern, write)
    return traced


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    rules = (*_marks(), *_look_alikes(), *_contractions())
    return tuple((re.compile(pattern), partial(_put, text)) for pattern, text in rules)


def _put(text: str, match: re.Match[str]) -> str:
    return match.expand(text) if "\\" in text else text


def _marks() -> Iterator[tuple[str, str]]:
    """Marks that are written out: クエスチョンマーク, new line. A hyphen or a slash takes the spaces around it away."""
    for sign, words in signs().spoken.items():
        for word in words:
            katakana = re.match(_KATAKANA, word)
            alone = rf"(?<!{_KATAKANA_WORD}){word}(?!{_KATAKANA_WORD})" if katakana else rf"(?<![a-z]){word}(?![a-z])"
            yield (rf"\s*{alone}\s*" if sign in "-/" else alone), sign


def _look_alikes() -> Iterator[tuple[str, str]]:
    """Kanji inside a word in katakana, then katakana by itself beside kanji; a long vowel mark there may be a dash."""
    pairs = signs().look_alike.items()
    yield from ((rf"(?<={_KATAKANA}){kanji}(?={_KATAKANA})", kana) for kana, kanji in pairs)
    for kana, kanji in pairs:
        if kana != signs().long:
            yield rf"(?<={_KANJI}){kana}(?!{_KATAKANA_WORD})|(?<!{_KATAKANA_WORD}){kana}(?={_KANJI})", kanji


def _contractions() -> Iterator[tuple[str, str]]:
    """What is spoken in fewer sounds than it is written with: 遅れてん for 遅れてる."""
    for language in ("ja", "en"):
        yield from read_toml(DATA / "language" / language / "contraction.toml").items()
