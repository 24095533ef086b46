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
_NOTHING = r"[^\s\S]"
_LETTER = re.compile("[a-z]")


def mend_slips(traced: Traced) -> Traced:
    """The text with those slips mended; `traced` is in NFKC and lower case."""
    english, japanese = _LETTER.search(traced.text), not traced.text.isascii()
    rules = (*(_rules("en") if english else ()), *(_rules("ja") if japanese else ()), *dictated_numbers())
    for pattern, write in rules:
        traced = traced.replace(pattern, write)
    return traced


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """The rules of a language: each pattern with the function that writes a match."""
    shapes = _look_alikes() if language == "ja" else ()
    contractions = read_toml(DATA / "language" / language / "contraction.toml").items()
    rules = (*_marks(language), *shapes, *contractions)
    return tuple((re.compile(pattern), partial(_put, text)) for pattern, text in rules)


def _put(text: str, match: re.Match[str]) -> str:
    return match.expand(text) if "\\" in text else text


def _marks(language: str) -> Iterator[tuple[str, str]]:
    """Marks that are written out: クエスチョンマーク, new line. A hyphen or a slash takes the spaces around it away."""
    for sign, words in signs().spoken.items():
        own = [word for word in words if word.isascii() == (language == "en")]
        alone = "|".join(rf"(?<!{_alike(word)}){word}(?!{_alike(word)})" for word in own)
        if own:
            yield (rf" ?(?:{alone}) ?" if sign in "-/" else alone), sign


def _alike(word: str) -> str:
    """What no mark's word may stand beside: of katakana and of Latin letters one word is written in a row."""
    if word.isascii():
        return "[a-z]"
    return _KATAKANA_WORD if re.match(_KATAKANA, word) else _NOTHING


def _look_alikes() -> Iterator[tuple[str, str]]:
    """Kanji inside a word in katakana, then katakana by itself beside kanji; a long vowel mark there may be a dash."""
    pairs = signs().look_alike.items()
    yield from ((rf"(?<={_KATAKANA}){kanji}(?={_KATAKANA})", kana) for kana, kanji in pairs)
    for kana, kanji in pairs:
        if kana != signs().long:
            yield rf"(?<={_KANJI}){kana}(?!{_KATAKANA_WORD})|(?<!{_KATAKANA_WORD}){kana}(?={_KANJI})", kanji
