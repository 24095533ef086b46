"""Japanese typed in Latin letters: `shusshousuu no mokuhyou` becomes kana before anything is matched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.token import Script, Token
from knowledge.question.text.tokenizer import fold

_LONGEST_SYLLABLE = 3
_SHORTEST_WORD = 4  # a shorter word needs a neighbour in romaji to be taken for one


@dataclass(frozen=True, slots=True)
class _Table:
    syllables: dict[str, str]
    long: dict[str, str]
    only_beside: frozenset[str]


@cache
def _table() -> _Table:
    data = read_toml(DATA / "language" / "romaji.toml")
    return _Table(data["syllable"], data["long"], frozenset(data["only_beside"]["words"]))


def kana(word: str) -> str | None:
    """The hiragana of a word in romaji, None where it is none.

    >>> kana("shusshousuu"), kana("kouryuu"), kana("target")
    ('しゅっしょうすう', 'こうりゅう', None)
    """
    table = _table()
    for accented, plain in table.long.items():
        word = word.replace(accented, plain)
    result, place = [], 0
    while place < len(word):
        if word[place : place + 1] == word[place + 1 : place + 2] and word[place] not in "aiueon":
            result.append("っ")
            place += 1
        for length in range(_LONGEST_SYLLABLE, 0, -1):
            syllable = table.syllables.get(word[place : place + length])
            if syllable and place + length <= len(word):
                result.append(syllable)
                place += length
                break
        else:
            return None
    return "".join(result)


def expand(tokens: Sequence[Token], known: Callable[[Token], bool]) -> Iterator[Token]:
    """The tokens, with every word in romaji as kana tokens. `known` tells an English word from a candidate for romaji."""
    romaji = [kana(token.surface) if token.script is Script.LATIN else None for token in tokens]
    sure = [
        bool(reading) and len(token.surface) >= _SHORTEST_WORD and not known(token)
        for token, reading in zip(tokens, romaji, strict=True)
    ]
    taken = list(sure)
    short = _table().only_beside
    for place, token in enumerate(tokens):
        if romaji[place] and not taken[place] and (token.surface in short or not known(token)):
            near = next((at for at in range(place - 1, -1, -1) if tokens[at].script is not Script.NUMBER), None)
            before = near is not None and taken[near]
            after = place + 1 < len(tokens) and sure[place + 1] and any(sure)
            taken[place] = before or (after and not known(token))
    for token, reading, use in zip(tokens, romaji, taken, strict=True):
        if not (use and reading):
            yield token
            continue
        for index, char in enumerate(reading):
            yield Token(fold(char)[0], char, token.start, token.end, Script.HIRAGANA, token.gap and index == 0, romaji=True)
