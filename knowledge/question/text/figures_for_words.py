"""Figures that are typed for words of the same sound: `target 4 births`, `how much left 2 reach it`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.slots import Senses, Slot
from knowledge.question.text.token import Script, Token
from knowledge.question.text.tokenizer import VERBATIM, stem

_WORDS = {"4": "for", "2": "to"}
_THREE = 3  # the figure and its neighbours
_YEAR = 4  # digits
_BEFORE = frozenset({Slot.FIELD, Slot.STATUS, Slot.FILLER, Slot.COMPARE, Slot.GROUP})  # what neither is counted nor ranks
_NUMBERED = ("goal", "cross_goal", "measure", "principle")
_AFTER = {"4": frozenset({Slot.NAME, Slot.KEYWORD}), "2": frozenset({Slot.FIELD, Slot.STATUS})}


def words_for_figures(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The tokens, with such a figure made its word; behind a word that is numbered or counted it is a number."""
    for place, token in enumerate(tokens):
        beside = tokens[place - 1 : place + 2] if place else ()
        if token.surface in _WORDS and len(beside) == _THREE and _joins(beside, lexicon):
            word = _WORDS[token.surface]
            yield token._replace(key=stem(word), surface=word, script=Script.LATIN)
        else:
            yield token


def _joins(beside: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the figure in the middle stands between a word that takes no number and what its word leads to."""
    first, figure, last = beside
    before, after = _senses(first, lexicon), _senses(last, lexicon)
    numbers = any(sense.slot is Slot.GROUP and sense.value in _NUMBERED for sense in before)
    plain = bool(before) and all(sense.slot in _BEFORE for sense in before) and not numbers
    year = figure.surface == "4" and last.script is Script.NUMBER and len(last.surface) == _YEAR
    return plain and (year or any(sense.slot in _AFTER[figure.surface] for sense in after))


def _senses(token: Token, lexicon: Lexicon) -> Senses:
    """What an English word can mean."""
    if token.script is not Script.LATIN:
        return ()
    word = lexicon.respelling.get(token.surface, token.surface)
    return (*lexicon.senses(stem(word)), *lexicon.senses(VERBATIM + word))
