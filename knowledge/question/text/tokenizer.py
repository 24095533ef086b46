"""From a plain text to tokens: words and numbers, single characters of Japanese, each with the key it is compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple, Self

import jaconv
import Stemmer

from knowledge.notation.letter_names import letter_names_pattern, letters
from knowledge.question.text.characters import signs
from knowledge.question.text.normalize import normalize, plain, spelling_pattern
from knowledge.question.text.token import Script, Token, Traced

_KEPT = 16384  # phrases of which the keys are kept: those of the language, and of some plans
VERBATIM = "="  # before a word of ours: this form alone, not others with the same stem

_TOKEN = re.compile(r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)|(?P<latin>[a-z\u00c0-\u024f]+)|(?P<space>[ \t\u3000]+)|(?P<one>.|\n)")
_PLAIN_ENGLISH = re.compile(r"[a-z' =-]+")
_LETTERS = ("Lo", "Lm", "Nl", "Ll", "Lu")  # Unicode's categories of kanji, the signs written like them, other alphabets
_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=4096)
def fold(char: str) -> tuple[str, Script]:
    """A character's key and script: katakana and hiragana are one, a long vowel mark and quotes have no key.

    >>> fold("ァ")[0], fold("ァ")[1].name, fold("ー")[0], fold("数")[0]
    ('ぁ', 'KATAKANA', '', '数')
    """
    table = signs()
    if char in table.sentence_ends:
        return char, Script.SENTENCE
    if char in table.clause_ends:
        return char, Script.CLAUSE
    if char in table.kept:
        return char, Script.SIGN
    if "\u3041" <= char <= "\u309f":
        return _voiced(char), Script.HIRAGANA
    if "\u30a1" <= char <= "\u30fa":
        return _voiced(jaconv.kata2hira(char)), Script.KATAKANA
    category = unicodedata.category(char)
    if category in _LETTERS and char not in table.dropped:
        return char, Script.KANJI
    return (char, Script.CLAUSE) if category == "So" else ("", Script.SIGN)


def _voiced(kana: str) -> str:
    return signs().folded.get(kana, kana)


@cache
def _folded() -> dict[int, str | None]:
    """The table by which a phrase in plain Japanese is folded at once."""
    dropped: dict[int, str | None] = {ord(char): None for char in signs().dropped}
    return {**{code: _voiced(jaconv.kata2hira(chr(code))) for code in range(0x3041, 0x30FB)}, **dropped}


class Keys(NamedTuple):
    """What one of our own phrases is compared by: its keys, the English words in it, and the keys joined by spaces."""

    keys: tuple[str, ...]
    english: tuple[str, ...]
    joined: str

    @classmethod
    def of(cls, keys: Iterable[str], english: Iterable[str] = ()) -> Self:
        """From keys and English words, which are joined here."""
        written = tuple(keys)
        return cls(written, tuple(english), " ".join(written))


PhraseKeys = Callable[[str], Keys]


def kept_keys(spelling: Mapping[str, str]) -> PhraseKeys:
    """The keys of our own phrases under one table of spelling variants, those met lately kept: plans share most of them."""
    return lru_cache(_KEPT)(partial(_keys, spelling=spelling, variants=spelling_pattern(tuple(spelling))))


def phrase_keys(phrase: str, spelling: Mapping[str, str]) -> Keys:
    """The keys of one of our own phrases, and the English words in it; the same keys that `tokenize` finds in a question."""
    return _keys(phrase, spelling, spelling_pattern(tuple(spelling)))


def _keys(phrase: str, spelling: Mapping[str, str], variants: re.Pattern[str]) -> Keys:
    text = letter_names_pattern().sub(lambda match: letters(match[0]), plain(phrase))
    if _PLAIN_ENGLISH.fullmatch(text):
        words = text.replace("'", " ").replace("-", " ").split()
        return Keys.of(
            (word if word.startswith(VERBATIM) else stem(word) for word in words), (word.lstrip(VERBATIM) for word in words)
        )
    if not _not_plain().isdisjoint(text):
        tokens = [token for token in tokenize(normalize(phrase, spelling)) if not token.script.ends_clause]
        return Keys.of((token.key for token in tokens), (token.surface for token in tokens if token.script is Script.LATIN))
    return Keys.of(variants.sub(lambda match: spelling[match[0]], text).translate(_folded()))


@cache
def _not_plain() -> frozenset[str]:
    """The characters of phrases that have to be taken apart as questions are: digits, Latin letters, ends of clauses."""
    return frozenset((*map(chr, range(ord("0"), ord("z") + 1)), *signs().clause_ends, *signs().sentence_ends))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of an English word, without accents.

    >>> stem("visitors"), stem("manufacturing")
    ('visitor', 'manufactur')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return str(_stemmer.stemWord(plain))


def tokenize(traced: Traced) -> Iterator[Token]:
    """The tokens of a normalised text, from left to right."""
    gap = False
    for match in _TOKEN.finditer(traced.text):
        start, end = match.span()
        place = (traced.origin[start], traced.origin[end - 1] + 1)
        if match.lastgroup == "latin":
            typed = traced.typed[slice(*place)]
            in_kana = not typed[0].isascii() and fold(plain(typed[0])[0])[1] is Script.KATAKANA
            yield Token(stem(match[0]), match[0], *place, Script.LATIN, gap, capital=typed.istitle(), in_kana=in_kana)
        elif match.lastgroup == "number":
            yield Token(match[0].replace(",", ""), match[0], *place, Script.NUMBER, gap)
        else:
            key, script = fold(match[0]) if match.lastgroup == "one" else ("", Script.SIGN)
            if not key:
                gap = gap or match[0] != signs().long
                continue
            yield Token(key, match[0], *place, script, gap)
        gap = False
