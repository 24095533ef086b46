"""Slips of writing that are mended before words are looked for: marks in words, signs of another script, contracted forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

from knowledge.notation.dictated_numbers import Rewriting, dictated_numbers
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
    rules = (*(_rules("en") if english else ()), *(_rules("ja") if japanese else ()))
    for pattern, write in rules:
        traced = traced.replace(pattern, write)
    return traced


@cache
def _rules(language: str) -> tuple[Rewriting, ...]:
    """The rules of a language: each pattern with the function that writes a match."""
    contractions = read_toml(DATA / "language" / language / "contraction.toml").items()
    shapes = _look_alikes() if language == "ja" else ()
    return (*_written(_marks(language)), *shapes, *_written(contractions), *dictated_numbers(language))


def _written(rules: Iterable[tuple[str, str]]) -> Iterator[Rewriting]:
    yield from ((re.compile(pattern), partial(_put, text)) for pattern, text in rules)


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


def _look_alikes() -> Iterator[Rewriting]:
    """Kanji inside a word in katakana, then katakana by itself beside kanji; a long vowel mark there may be a dash."""
    kana_of = {kanji: kana for kana, kanji in signs().look_alike.items()}
    kanji_of = {kana: kanji for kana, kanji in signs().look_alike.items() if kana != signs().long}
    kanji, kana = "".join(kana_of), "".join(kanji_of)
    yield re.compile(rf"(?<={_KATAKANA})[{kanji}](?={_KATAKANA})"), lambda match: kana_of[match[0]]
    alone = rf"(?<={_KANJI})[{kana}](?!{_KATAKANA_WORD})|(?<!{_KATAKANA_WORD})[{kana}](?={_KANJI})"
    yield re.compile(alone), lambda match: kanji_of[match[0]]
