"""Several questions in one message: where one is complete and the next is too, they are read apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.token import Token

_SUBJECTS = (Slot.NAME,)
_WHOLES = {"city", "national"}  # a strategy as a whole is where something stands, not what is asked about
_WANTS = (Slot.FIELD, Slot.STATUS, Slot.RANK)


def split(tokens: Sequence[Token], tags: Sequence[Tag]) -> list[tuple[Tag, ...]]:
    """The tags of each question, in order; chatter and what only adds to a question stays with it."""
    questions: list[list[Tag]] = [[]]
    for piece in _pieces(tokens, tags):
        if questions[-1] and _complete(piece) and _complete(questions[-1]) and not (_negates(piece) or _left_out(questions[-1])):
            questions.append([])
        questions[-1] += piece
    return [tuple(question) for question in questions]


def _pieces(tokens: Sequence[Token], tags: Sequence[Tag]) -> Iterator[list[Tag]]:
    """Clauses, each with the sign that ends it."""
    piece: list[Tag] = []
    for tag in tags:
        piece.append(tag)
        if not tag.senses and tokens[tag.start].script.ends_clause:
            yield piece
            piece = []
    if piece:
        yield piece


def _complete(piece: Sequence[Tag]) -> bool:
    """Whether a piece says both what it is about and what is wanted of it."""
    about = any(set(tag.values(*_SUBJECTS)) - _WHOLES for tag in piece)
    wants = any(tag.has(slot) for tag in piece for slot in _WANTS)
    return about and wants


def _left_out(piece: Sequence[Tag]) -> bool:
    """Whether a piece ends by saying that it is not meant: 元気高齢者の数ではなく、…."""
    said = [tag for tag in piece if tag.senses]
    return bool(said) and said[-1].has(Slot.DISCOURSE, "excludes_previous")


def _negates(piece: Sequence[Tag]) -> bool:
    negating = ("excludes_previous", "excludes_next", "correct")
    return any(tag.has(Slot.DISCOURSE, *negating) for tag in piece)
