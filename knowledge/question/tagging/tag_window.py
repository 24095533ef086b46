"""A tag's surroundings in its clause: what stands before it, what follows it, where the clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.token import Token


class TagWindow:
    """The tags of one question, seen from one place of theirs."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag]) -> None:
        self.tokens = tokens
        self.tags = tags

    def has(self, place: int, slot: Slot, *values: str) -> bool:
        """Whether there is a tag at that place, and it can mean one of the values."""
        return 0 <= place < len(self.tags) and self.tags[place].has(slot, *values)

    def surface(self, *places: int) -> str:
        """The words at those places as they were typed, in their normal form."""
        covered = [token for place in places for token in self.tokens[self.tags[place].start : self.tags[place].end]]
        return "".join((" " if t.gap and not t.script.japanese else "") + t.surface for t in covered).strip()

    def breaks(self, place: int) -> bool:
        """Whether the clause ends at a place."""
        tag = self.tags[place]
        return not tag.senses and self.tokens[tag.start].script.ends_clause

    def plain(self, place: int) -> bool:
        """Whether a tag says nothing by itself."""
        tag = self.tags[place]
        return bool(tag.senses) and all(sense.slot in (Slot.FILLER, Slot.COUNTER, Slot.POLARITY) for sense in tag.senses)

    def next(self, place: int | None) -> int | None:
        """The next tag that says something, within the clause."""
        if place is None:
            return None
        for following in range(place + 1, len(self.tags)):
            if self.breaks(following):
                return None
            if self.tags[following].has(Slot.COUNTER, "cardinal") or not self.plain(following):
                return following
        return None

    def previous(self, place: int) -> int | None:
        """The tag before it that says something, within the clause."""
        for before in range(place - 1, -1, -1):
            if self.breaks(before):
                return None
            if not self.plain(before):
                return before
        return None
