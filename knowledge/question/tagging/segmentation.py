"""Several questions in one message: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script, Token

_SUBJECTS = (Slot.NAME, Slot.KEYWORD)
_WHOLES = {"city", "national"}  # a strategy as a whole is where something stands, not what is asked about
_WANTS = (Slot.FIELD, Slot.STATUS, Slot.RANK)
_NEGATING = ("excludes_previous", "excludes_next", "correct", "correct_alone")
_COUNTS = ("count", "wh")

Tags = tuple[Tag, ...]


def split(tokens: Sequence[Token], tags: Sequence[Tag]) -> list[Tags]:
    """The tags of each question, in order; chatter and what only adds to a question stays with it."""
    return Segmentation(tokens, tags).questions()


class Segmentation:
    """Finds the questions of one message."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag]) -> None:
        self.tokens = tokens
        self.tags = tags

    def questions(self) -> list[Tags]:
        """The tags of each question."""
        items = self._items()
        if items:
            return items
        found: list[Tags] = []
        for piece in self._pieces():
            if found and self._begins(piece, found):
                found.append(piece)
            else:
                found = [*found[:-1], (*found[-1], *piece)] if found else [piece]
        return found or [()]

    def _items(self) -> list[Tags]:
        """The items of a list, each with its question; none where they only name what one question is about."""
        places = [place for place, tag in enumerate(self.tags) if self._key(tag) == signs().item]
        bounds = [0, *places, len(self.tags)]
        head, *items = [tuple(self.tags[a:b]) for a, b in pairwise(bounds)]
        asking = [item for item in items if _wants(item)]
        if len(asking) < 2 or (_wants(head) and not all(_about(item) for item in asking)):
            return []
        return [(*head, *items[0]), *items[1:]]

    def _pieces(self) -> Iterator[Tags]:
        """Clauses, each with the sign that ends it; `and how many` begins one too."""
        piece: list[Tag] = []
        for place, tag in enumerate(self.tags):
            if piece and tag.has(Slot.DISCOURSE, "and") and self._asks_a_number(self.tags[place + 1 : place + 2]):
                yield tuple(piece)
                piece = []
            piece.append(tag)
            if not tag.senses and self.tokens[tag.start].script.ends_clause:
                yield tuple(piece)
                piece = []
        if piece:
            yield tuple(piece)

    def _begins(self, piece: Tags, before: Sequence[Tags]) -> bool:
        """Whether a piece is a question of its own, after those before it."""
        last = before[-1]
        if any(tag.has(Slot.DISCOURSE, *_NEGATING) for tag in piece) or _left_out(last):
            return False
        if _complete(last) and _complete(piece):
            return True
        if self._asks_a_number(piece) and self._asks_a_number(last):
            return _counted(last) and (_counted(piece) or any(tag.has(Slot.SCOPE) for tag in piece))
        if not (self._ends_a_sentence(last) and self._marked(last)):
            return False
        asked = any(_wants(question) for question in before)
        if not (asked and (_about(last) or len(before) > 1 or _filters(last))):
            return False
        if _about(piece):
            return self._marked(piece) or (_asks(piece) and _named(piece))
        return _refers(piece) and _wants(piece) and not _same_wants(piece, last)

    def _asks_a_number(self, piece: Sequence[Tag]) -> bool:
        return any(tag.has(Slot.ASK, "count") for tag in piece)

    def _ends_a_sentence(self, piece: Tags) -> bool:
        return not piece[-1].senses and self.tokens[piece[-1].start].script is Script.SENTENCE

    def _marked(self, piece: Tags) -> bool:
        """Whether a piece ends with a question mark."""
        return self._key(piece[-1]) in signs().question_marks

    def _key(self, tag: Tag) -> str:
        return self.tokens[tag.start].key if not tag.senses else ""


def _complete(piece: Sequence[Tag]) -> bool:
    """Whether a piece says both what it is about, by name, and what is wanted of it."""
    return _asks(piece) and any(set(tag.values(Slot.NAME)) - _WHOLES for tag in piece)


def _named(piece: Sequence[Tag]) -> bool:
    """Whether a piece calls something by name or number."""
    numbered = _counted(piece) and any(tag.has(Slot.DIGITS) or tag.has(Slot.ORDINAL) for tag in piece)
    return numbered or any(set(tag.values(Slot.NAME)) - _WHOLES for tag in piece)


def _about(piece: Sequence[Tag]) -> bool:
    """Whether a piece names something, or speaks of a topic."""
    return any(set(tag.values(*_SUBJECTS)) - _WHOLES for tag in piece) or _counted(piece)


def _counted(piece: Sequence[Tag]) -> bool:
    """Whether a piece speaks of a kind of entity."""
    return any(tag.has(Slot.GROUP) for tag in piece)


def _asks(piece: Sequence[Tag]) -> bool:
    return any(tag.has(slot) for tag in piece for slot in _WANTS)


def _wants(piece: Sequence[Tag]) -> bool:
    """The same, or whether a piece asks for a number, a reason, or for what stands under something."""
    more = any(tag.has(Slot.ASK, "why", "count") or tag.has(Slot.GROUP, "measure", "indicator") for tag in piece)
    return _asks(piece) or more


def _filters(piece: Sequence[Tag]) -> bool:
    """Whether a piece asks for whatever is in a state: 遅れているのは."""
    return any(tag.has(Slot.STATUS) or tag.has(Slot.RANK) for tag in piece)


def _refers(piece: Sequence[Tag]) -> bool:
    """Whether a piece goes on from what was said before it."""
    return any(tag.has(Slot.DISCOURSE, "it", "there", "next", "and") for tag in piece)


def _same_wants(piece: Sequence[Tag], last: Sequence[Tag]) -> bool:
    """Whether a piece wants only what the one before wanted: 増えた?それとも減った."""
    wants = [{value for tag in each for value in tag.values(*_WANTS)} for each in (piece, last)]
    return wants[0] <= wants[1]


def _left_out(piece: Sequence[Tag]) -> bool:
    """Whether a piece ends by saying that it is not meant: 元気高齢者の数ではなく、…."""
    said = [tag for tag in piece if tag.senses]
    return bool(said) and said[-1].has(Slot.DISCOURSE, "excludes_previous")
