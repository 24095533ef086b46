"""What the pipeline works on: tokens that know where in the typed text they came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Script(Enum):
    """What a token is written in."""

    LATIN = "latin", ""
    KANJI = "kanji", "japanese"
    KATAKANA = "katakana", "japanese"
    HIRAGANA = "hiragana", "japanese"
    NUMBER = "number", ""
    SIGN = "sign", ""  # %, ¥, #, & and the like, which words can hold
    CLAUSE = "clause", "end"  # a comma, a bracket: the clause ends
    SENTENCE = "sentence", "end"  # a full stop, a question mark, a new line

    def __init__(self, _: str, kind: str) -> None:
        self.japanese = kind == "japanese"  # whether such tokens are written without spaces
        self.ends_clause = kind == "end"  # whether what follows belongs to another clause

    __hash__ = object.__hash__  # every member is one object


class Token(NamedTuple):
    """A word in Latin script, a number, a sign, or one Japanese character.

    `key` is what it is compared by (a stem, a folded kana); `surface` is the normalised writing; `start` and `end` are
    its place in the typed text; `gap` tells that something other than a token stood before it; `capital`
    that it was typed with a capital and small letters after it; `in_kana` that letters were typed by their Japanese names.
    """

    key: str
    surface: str
    start: int
    end: int
    script: Script
    gap: bool = False
    romaji: bool = False
    capital: bool = False
    in_kana: bool = False


@dataclass(frozen=True, slots=True)
class Traced:
    """A string whose every character knows the place in the typed text that it came from."""

    text: str
    origin: tuple[int, ...]
    typed: str

    @classmethod
    def of(cls, typed: str) -> Traced:
        """The typed text itself."""
        return cls(typed, tuple(range(len(typed))), typed)

    def replace(self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> Traced:
        """The string with every match replaced; what is put in keeps the places of the match, from its first to its last."""
        if not pattern.search(self.text):
            return self
        chars: list[str] = []
        origin: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = replacement(match)
            start, end = match.span()
            chars += (self.text[last:start], new)
            origin += self.origin[last:start]
            first = [self.origin[min(start + offset, end - 1)] for offset in range(len(new))]
            origin += [*first[:-1], self.origin[end - 1]] if len(new) > 1 else first
            last = end
        chars.append(self.text[last:])
        origin += self.origin[last:]
        return Traced("".join(chars), tuple(origin), self.typed)

    def put(self, pattern: re.Pattern[str], text: str) -> Traced:
        """The string with the same text in place of every match."""
        return self.replace(pattern, lambda _: text)
