"""How a Japanese text is read by the words in it, where no morphological analyser is installed.

`data/authoring/word_readings.tsv` has some 14,000 frequent words with their readings, and for each kanji how it is read within a
compound and how alone. A text is taken for the fewest words that make it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import jaconv

from knowledge.notation.units import DATA, read_toml

WORD_READINGS = DATA / "authoring" / "word_readings.tsv"
LONGEST_WORD = 5  # signs
_KANJI = re.compile(r"[\u4e00-\u9fff々]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+|(?<=[\u3041-\u3096\u30a1-\u30fa])ー")


class _Piece(NamedTuple):
    """A stretch of a text that is read: to where it goes, how it is read, and its cost: words, and signs that stand for none."""

    end: int
    kana: str
    cost: tuple[int, int]


class _Words(NamedTuple):
    """Readings of words, and of single kanji in a compound and alone."""

    words: dict[str, str]
    joined: dict[str, str]
    alone: dict[str, str]


def read_by_words(text: str) -> str | None:
    """The reading of a text in hiragana, digits kept; None where a sign of it is in no word and has no reading.

    >>> read_by_words("海水浴"), read_by_words("自主防災組織"), read_by_words("住み続けたい"), read_by_words("ABC")
    ('かいすいよく', 'じしゅぼうさいそしき', 'すみつづけたい', None)
    """
    best: dict[int, tuple[tuple[int, int], str]] = {0: ((0, 0), "")}
    for start in range(len(text)):
        (words, signs), read = best.get(start, ((0, 0), None))
        for piece in _pieces(text, start) if read is not None else ():
            cost = (words + piece.cost[0], signs + piece.cost[1])
            if piece.end not in best or cost < best[piece.end][0]:
                best[piece.end] = (cost, f"{read}{piece.kana}")
    return best[len(text)][1] if len(text) in best else None


def _pieces(text: str, start: int) -> Iterator[_Piece]:
    table = _table()
    for end in range(start + 2, min(start + LONGEST_WORD, len(text)) + 1):
        if text[start:end] in table.words:
            yield _Piece(end, table.words[text[start:end]], (1, 0))
    sign = text[start]
    if _KANJI.match(sign):
        near = text[max(start - 1, 0) : start] + text[start + 1 : start + 2]
        compound = _KANJI.search(near)
        read = table.joined.get(sign) if compound else table.alone.get(sign) if _ends_noun().match(text, start + 1) else None
        yield from (_Piece(start + 1, kana, (1, 1)) for kana in (read,) if kana)
    elif sign.isdecimal() or _KANA.match(text, start):
        yield _Piece(start + 1, str(jaconv.kata2hira(sign)), (0, 1))


@cache
def _ends_noun() -> re.Pattern[str]:
    """What may follow a noun of one kanji: a particle, or no hiragana."""
    return re.compile(rf"(?![\u3041-\u3096])|[{read_toml(DATA / 'reading_endings.toml')['kana']['particles']}]")


@cache
def _table() -> _Words:
    words: dict[str, str] = {}
    joined: dict[str, str] = {}
    alone: dict[str, str] = {}
    for line in WORD_READINGS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, read, *by_itself = line.split("\t")
        if len(word) > 1:
            words[word] = read
            continue
        joined[word] = read
        alone |= {word: by_itself[0]} if by_itself else {}
    return _Words(words, joined, alone)
