"""How Japanese names are read: what the vocabulary knows, and the rest by SudachiPy or by their words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import jaconv

from knowledge.notation.letter_names import reading_of_letters
from knowledge.notation.units import DATA, read_toml
from knowledge.strategy.word_readings import read_by_words
from knowledge.vocabulary.model import vocabulary

if TYPE_CHECKING:
    from sudachipy import Tokenizer

_KANA = re.compile(r"[\u3041-\u3096ー0-9]+")
_BRACKETS = re.compile(r"([()])")
_LEAST_PART = 3  # characters of a known name that is read as such within a longer one


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading in hiragana, brackets kept; `known` where the vocabulary has it for the whole name."""

    kana: str
    known: bool


def read_name(name: str) -> Reading | None:
    """How a name is read; None where a part of it is not known.

    >>> read_name("合計特殊出生率")
    Reading(kana='ごうけいとくしゅしゅっしょうりつ', known=True)
    """
    plain = unicodedata.normalize("NFKC", name)
    if plain in _names():
        return Reading(_names()[plain], known=True)
    parts = [part if part in ("(", ")") else _read_part(part) for part in _BRACKETS.split(plain) if part]
    return None if None in parts or not parts else Reading("".join(filter(None, parts)), known=False)


def analysed_reading(word: str) -> str | None:
    """A word's reading by SudachiPy, digits kept; None where it is not installed or does not know the word."""
    tokenizer = _tokenizer()
    if tokenizer is None:
        return None
    parts = (_token_reading(each.surface(), each.reading_form()) for each in tokenizer.tokenize(_without_signs(word)))
    read = str(jaconv.kata2hira("".join(parts)))
    for wrong, right in read_toml(DATA / "reading_endings.toml")["corrections"].items():
        read = read.replace(wrong, right)
    return read if _KANA.fullmatch(read) else None


def _read_part(text: str) -> str | None:
    """The reading of a text without brackets: its longest known names and its ending, then what is between them."""
    parts = [_read_piece(piece) for piece in _known_words().split(_without_signs(text)) if piece]
    return None if None in parts else "".join(filter(None, parts))


def _read_piece(piece: str) -> str | None:
    known = _names().get(piece) or _endings().get(piece)
    kana = str(jaconv.kata2hira(piece))
    return known or (kana if _KANA.fullmatch(kana) else reading_of_letters(piece) or _unknown_piece(piece))


def _unknown_piece(piece: str) -> str | None:
    """The reading of a piece that no list holds: by SudachiPy, else by its words."""
    return analysed_reading(piece) if _tokenizer() else read_by_words(piece)


def _token_reading(surface: str, read: str) -> str:
    return reading_of_letters(surface) or (surface if surface.isdecimal() else read) or surface


def _without_signs(text: str) -> str:
    """A text without punctuation and space."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] not in "PZ")


@cache
def _names() -> dict[str, str]:
    """The vocabulary's names with their readings."""
    return {term.name: term.kana[0] for term in vocabulary() if term.kana}


@cache
def _endings() -> dict[str, str]:
    endings: dict[str, str] = read_toml(DATA / "reading_endings.toml")["endings"]
    return endings


@cache
def _known_words() -> re.Pattern[str]:
    """A known name anywhere, or an ending at the end."""
    names = sorted((name for name in _names() if len(name) >= _LEAST_PART), key=len, reverse=True)
    endings = sorted(_endings(), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, names))}|(?:{'|'.join(endings)})$)")


@cache
def _tokenizer() -> Tokenizer | None:
    if find_spec("sudachipy") is None:
        return None
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="small").tokenizer(mode=SplitMode.C)
