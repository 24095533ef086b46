"""Words typed without the space between them: targetscore is target and score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.question.lexicon import Lexicon
from knowledge.question.slots import Slot
from knowledge.question.text import Script, Token
from knowledge.question.tokens import stem
from knowledge.question.vocabulary import common_words

_SHORTEST = 4
_SAYS_LITTLE = frozenset({Slot.FILLER, Slot.BEYOND, Slot.COUNTER})


def unglued(tokens: Iterable[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The tokens, with an unknown English word in two where both its parts ask for something or name it."""
    for token in tokens:
        cut = _cut(token, lexicon)
        if cut is None:
            yield token
            continue
        first, second = token.surface[:cut], token.surface[cut:]
        middle = token.start + cut
        yield Token(stem(first), first, token.start, middle, token.script, token.gap, capital=token.capital)
        yield Token(stem(second), second, middle, token.end, token.script, gap=True)


def _cut(token: Token, lexicon: Lexicon) -> int | None:
    word = token.surface
    if token.script is not Script.LATIN or token.end - token.start != len(word):
        return None
    if lexicon.knows(word) or word in lexicon.respelling or word in common_words():
        return None
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    return next((cut for cut in cuts if _tells(word[:cut], lexicon) and _tells(word[cut:], lexicon)), None)


def _tells(word: str, lexicon: Lexicon) -> bool:
    """Whether a word of ours says something by itself."""
    return word in lexicon.words and any(sense.slot not in _SAYS_LITTLE for sense in lexicon.senses(stem(word)))
