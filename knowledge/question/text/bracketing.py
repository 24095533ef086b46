"""Brackets within a name: 育児休業取得率(男性) and 施策(1) are one name each, and no aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.slots import Slot
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Token
from knowledge.strategy.model import LEVELS

_FARTHEST = 40  # tokens of a name before its bracket
_LONGEST = 12  # tokens within one


def join_brackets(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without those brackets whose content makes a longer name of what stands before them."""
    joined = (pair for pair in _pairs(tokens) if _is_name(tokens, pair, lexicon) or _numbers_level(tokens, pair, lexicon))
    dropped = {place for pair in joined for place in pair}
    return [token for place, token in enumerate(tokens) if place not in dropped]


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The places of brackets that open and close."""
    opened: int | None = None
    for place, token in enumerate(tokens):
        if token.surface in signs().opening:
            opened = place
        elif token.surface in signs().closing and opened is not None:
            if place - opened <= _LONGEST:
                yield opened, place
            opened = None


def _numbers_level(tokens: Sequence[Token], pair: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether a bracket holds the number of the level whose word stands before it: 施策(5), whether there is a fifth or not."""
    opening, closing = pair
    if closing != opening + 2 or not tokens[opening + 1].surface.isdecimal():
        return False
    before = [token.key for token in tokens[max(0, opening - _LONGEST) : opening]]
    senses = (sense for first in range(len(before)) for sense in lexicon.senses(" ".join(before[first:])))
    return any(sense.slot is Slot.GROUP and sense.value in LEVELS for sense in senses)


def _is_name(tokens: Sequence[Token], pair: tuple[int, int], lexicon: Lexicon) -> bool:
    opening, closing = pair
    inner = [token.key for token in tokens[opening + 1 : closing]]
    before = [token.key for token in tokens[max(0, opening - _FARTHEST) : opening] if token.surface not in signs().closing]
    return bool(inner) and any(lexicon.senses(" ".join((*before[first:], *inner))) for first in range(len(before)))
