"""Several questions in one message: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Token
from knowledge.strategy.plan_key import local_id

_LEAST_ITEMS = 2
_WHOLES = frozenset({"city", "national"})  # a strategy as a whole is where something stands, not what is asked about
_WANTS = frozenset({Slot.FIELD, Slot.STATUS, Slot.RANK})
_NUMBERS = frozenset({Slot.DIGITS, Slot.ORDINAL})
_MORE_WANTS = frozenset({(Slot.ASK, "why"), (Slot.ASK, "count"), (Slot.GROUP, "measure"), (Slot.GROUP, "indicator")})
_REFERS = frozenset((Slot.DISCOURSE, value) for value in ("it", "there", "next", "and"))
_NEGATES = frozenset(
    (Slot.DISCOURSE, value) for value in ("excludes_previous", "excludes_next", "correct", "correct_alone", "correct_between")
)

Tags = tuple[Tag, ...]


@dataclass(slots=True)
class Piece:
    """A stretch of a message, and what can be said of it.

    `about`: it names something or speaks of a topic; `named`: by name or number; `called`: by name; `counted`: it speaks
    of a kind of entity; `asks`: a field, a status or a rank is asked for; `wants`: that, a number, a reason or members;
    `number`: a number of something; `refers`: it goes on from what was said; `values`: what is asked for.
    """

    tags: list[Tag]
    called: bool = False
    about: bool = False
    named: bool = False
    counted: bool = False
    asks: bool = False
    wants: bool = False
    number: bool = False
    scope: bool = False
    refers: bool = False
    negates: bool = False
    filters: bool = False
    left_out: bool = False
    values: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tags: Sequence[Tag]) -> Piece:
        """What a stretch of tags says."""
        has = {(sense.slot, sense.value) for tag in tags for sense in tag.senses}
        slots = {slot for slot, _ in has}
        names = {value for slot, value in has if slot is Slot.NAME and local_id(value) not in _WHOLES}
        topics = {value for slot, value in has if slot is Slot.KEYWORD and local_id(value) not in _WHOLES}
        counted, asks = Slot.GROUP in slots, bool(slots & _WANTS)
        said = [tag for tag in tags if tag.senses]
        return cls(
            list(tags),
            called=bool(names),
            about=bool(names or topics) or counted,
            named=bool(names) or (counted and bool(slots & _NUMBERS)),
            counted=counted,
            asks=asks,
            wants=asks or bool(has & _MORE_WANTS),
            number=(Slot.ASK, "count") in has,
            scope=Slot.SCOPE in slots,
            refers=bool(has & _REFERS),
            negates=bool(has & _NEGATES),
            filters=bool(slots & {Slot.STATUS, Slot.RANK}),
            left_out=bool(said) and said[-1].has(Slot.DISCOURSE, "excludes_previous"),
            values=frozenset(value for slot, value in has if slot in _WANTS),
        )

    def add(self, more: Piece) -> None:
        """Go on with another stretch."""
        self.tags += more.tags
        for flag in _FLAGS:
            setattr(self, flag, getattr(self, flag) or getattr(more, flag))
        self.left_out = more.left_out
        self.values |= more.values


_FLAGS = ("called", "about", "named", "counted", "asks", "wants", "number", "scope", "refers", "negates", "filters")


def split(tokens: Sequence[Token], tags: Sequence[Tag]) -> list[Tags]:
    """The tags of each question, in order; chatter and what only adds to a question stays with it."""
    return [tuple(piece.tags) for piece in Segmentation(tokens, tags).questions()]


class Segmentation:
    """Finds the questions of one message."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag]) -> None:
        self.tokens = tokens
        self.tags = tags

    def questions(self) -> list[Piece]:
        """The questions."""
        items = self._items()
        if items:
            return items
        found: list[Piece] = []
        wanted = False  # whether anything was asked for so far
        for piece in map(Piece.of, self._clauses()):
            wanted = wanted or any(each.wants for each in found[-1:])
            if found and not self._begins(piece, found, wanted=wanted):
                found[-1].add(piece)
            else:
                found.append(piece)
        return found

    def _items(self) -> list[Piece]:
        """The items of a list, each with its question; none where they only name what one question is about."""
        places = [place for place, tag in enumerate(self.tags) if self._key(tag) == signs().item]
        if len(places) < _LEAST_ITEMS:
            return []
        bounds = [0, *places, len(self.tags)]
        head, *items = [Piece.of(self.tags[a:b]) for a, b in pairwise(bounds)]
        asking = [item for item in items if item.wants]
        if len(asking) < _LEAST_ITEMS or (head.wants and not all(item.about for item in asking)):
            return []
        head.add(items[0])
        return [head, *items[1:]]

    def _clauses(self) -> Iterator[Tags]:
        """Clauses, each with the sign that ends it; `and how many` begins one too."""
        clause: list[Tag] = []
        for place, tag in enumerate(self.tags):
            if (
                clause
                and tag.has(Slot.DISCOURSE, "and")
                and any(t.has(Slot.ASK, "count") for t in self.tags[place + 1 : place + 2])
            ):
                yield tuple(clause)
                clause = []
            clause.append(tag)
            if not tag.senses and self.tokens[tag.start].script.ends_clause:
                yield tuple(clause)
                clause = []
        if clause:
            yield tuple(clause)

    def _begins(self, piece: Piece, before: Sequence[Piece], *, wanted: bool) -> bool:
        """Whether a piece is a question of its own, after those before it."""
        last = before[-1]
        if piece.negates or last.left_out:
            return False
        if last.called and last.asks and piece.called and piece.asks:
            return True
        if piece.number and last.number:
            return last.counted and (piece.counted or piece.scope)
        if not (self._marked(last) and wanted and (last.about or len(before) > 1 or last.filters)):
            return False
        if piece.about:
            return self._marked(piece) or (piece.asks and piece.named)
        return piece.refers and piece.wants and not piece.values <= last.values

    def _marked(self, piece: Piece) -> bool:
        """Whether a piece ends with a question mark."""
        return self._key(piece.tags[-1]) in signs().question_marks

    def _key(self, tag: Tag) -> str:
        return self.tokens[tag.start].key if not tag.senses else ""
