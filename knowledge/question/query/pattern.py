"""Sequences of words by their kinds: how the grammar file writes them, and where they stand in a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.notation.relative_years import RelativeYear
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.token import Script

Kinds = frozenset[str]
# what words are by their form alone: most questions hold them
_OF_FORM = frozenset({"any", "word", "break", "end", "unknown", "latin", "japanese", "hiragana", "kanji"})


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a sequence: one kind of each set of `each`, none of `never`; it may be missing, or be there many times."""

    each: tuple[Kinds, ...]
    never: Kinds
    optional: bool
    repeats: bool

    def fits(self, kinds: Kinds) -> bool:
        """Whether a word of those kinds can stand here."""
        return self.never.isdisjoint(kinds) and self.fits_among(kinds)

    def fits_among(self, kinds: Kinds) -> bool:
        """Whether a word can stand here that has some of those kinds."""
        for one_of in self.each:  # noqa: SIM110 (asked some 150 times a question, and any() takes twice as long)
            if kinds.isdisjoint(one_of):
                return False
        return True


def sequence_of(sequence: Sequence[str]) -> tuple[Element, ...]:
    """A sequence as the file writes it.

    >>> [(sorted(element.each[0]), element.optional, element.repeats) for element in sequence_of(["year|digits", "any*"])]
    [(['digits', 'year'], False, False), (['any'], True, True)]
    """
    return tuple(_element(written) for written in sequence)


def _element(written: str) -> Element:
    mark = written[-1] if written[-1] in "?*" else ""
    parts = [part.strip() for part in written.removesuffix(mark).split("&")]
    each = tuple(frozenset(part.split("|")) for part in parts if not part.startswith("!"))
    never = frozenset(part[1:] for part in parts if part.startswith("!"))
    return Element(each, never, bool(mark), mark == "*")


def rarest_of(sequence: Sequence[Element]) -> Kinds:
    """Kinds of which a question must hold one for the sequence to stand in it: the fewest, and those of a meaning, if it needs any.

    >>> sorted(rarest_of(sequence_of(["latin", "year|time:fiscal-1", "digits?", "any*"])))
    ['time:fiscal-1', 'year']
    """
    needed = [kinds for element in sequence if not element.optional for kinds in element.each]
    return min(needed, key=lambda kinds: (len(kinds & _OF_FORM), len(kinds)), default=frozenset({"end"}))


def kinds_of(window: TagWindow) -> list[Kinds]:
    """What each tag of a question is: its senses, its script, whether it ends a clause; and the question's end."""
    return [*(_kinds(window, place) for place in range(len(window.tags))), frozenset({"end"})]


def _kinds(window: TagWindow, place: int) -> Kinds:
    tag = window.tags[place]
    first, last = window.tokens[tag.start].script, window.tokens[tag.end - 1].script
    found = {"any", "break" if window.breaks(place) else "word", *(() if tag.senses else ("unknown",))}
    found |= {"latin"} if first is Script.LATIN else {"japanese"} if first.japanese else set()
    found |= {"hiragana"} if last is Script.HIRAGANA else set()
    found |= {"kanji"} if first is Script.KANJI else set()
    found |= set() if place else {"first"}
    return frozenset(found).union(*map(_of_sense, tag.senses))


@cache
def _of_sense(sense: Sense) -> Kinds:
    """A sense's slot and its value in it; values that are the city's own are no kinds."""
    if sense.slot in (Slot.NAME, Slot.KEYWORD, Slot.WORDING):
        return frozenset({str(sense.slot)})
    relative = {"relative_year"} if sense.slot is Slot.TIME and RelativeYear.read(sense.value) else set()
    return frozenset({str(sense.slot), f"{sense.slot}:{sense.value}", *relative})


def find(sequence: Sequence[Element], kinds: Sequence[Kinds]) -> tuple[int, int] | None:
    """Where a sequence stands first: its first place and the one after its last."""
    for start in range(len(kinds)):
        end = _end(sequence, 0, kinds, start)
        if end is not None:
            return start, end
    return None


def _end(sequence: Sequence[Element], number: int, kinds: Sequence[Kinds], place: int) -> int | None:
    """Where the steps from a number on end, from a place on."""
    if number == len(sequence):
        return place
    element = sequence[number]
    if place < len(kinds) and element.fits(kinds[place]):
        end = _end(sequence, number if element.repeats else number + 1, kinds, place + 1)
        if end is not None:
            return end
    return _end(sequence, number + 1, kinds, place) if element.optional else None
