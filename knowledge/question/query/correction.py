"""Corrections within a question (2020年、いや2021年; I mean births; 目標2、いや5の施策): of two of a kind the later holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.token import Token

_PAIR = 2
_REPLACED = (Slot.YEAR, Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.UNIT)
_NUMBERS = (Slot.DIGITS, Slot.NUMBER, Slot.ORDINAL)
_CHANGES_OF_MIND = ("correct_alone", "correct_between")


def corrected(tokens: Sequence[Token], tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The tags without what the question takes back; a number said anew stands where the one before it stood."""
    if not any(tag.has(Slot.DISCOURSE) or tag.has(Slot.FILLER, "greeting") for tag in tags):
        return tuple(tags)
    return Correction(tokens, tags).tags_left()


class Correction(TagWindow):
    """Takes out of a question's tags what is said anew after 間違えた, `I mean` or a number."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag]) -> None:
        super().__init__(tokens, tags)
        self._dropped: set[int] = set()
        self._moved: dict[int, list[int]] = {}  # before which place others now stand

    def tags_left(self) -> tuple[Tag, ...]:
        """What is left, in the order in which it is meant."""
        could = [at for at, tag in enumerate(self.tags) if tag.has(Slot.DISCOURSE) or tag.has(Slot.FILLER, "greeting")]
        for place in [place for place in could if self._takes_back(place)]:
            self._replace(place)
        moved = {at for places in self._moved.values() for at in places}
        left = (at for at in range(len(self.tags)) if at not in moved)
        order = (at for place in left for at in (*self._moved.get(place, ()), place))
        return tuple(self.tags[at] for at in order if at not in self._dropped)

    def _replace(self, place: int) -> None:
        """Drop what stands before a place and is of a kind with what stands behind it, and the change of mind itself."""
        before = [at for at in range(place) if at not in self._dropped]
        after = range(place + 1, len(self.tags))
        gone = {
            at
            for slot in _REPLACED
            if any(self.has(at, slot) for at in after)
            for at in before
            if self._says_other(at, slot, after)
        }
        numbered = {at: self._numbers_of(at) for at in (*before, *after) if self.has(at, Slot.GROUP)}
        if any(self.has(at, Slot.NAME) for at in after):
            gone |= {at for at in before if self._is_mention(at)} | set(self._unknown_before(place))
        gone |= self._renumbered(before, after, numbered)
        kinds = [at for at in after if self._is_kind(at) and not numbered[at]]
        gone |= {at for at in before if kinds and self._is_kind(at) and not numbered[at]}
        self._dropped |= gone | {place} if gone else set()

    def _says_other(self, place: int, slot: Slot, after: Sequence[int]) -> bool:
        """Whether a word says something in a slot that nothing behind it says too, and names no numbered goal."""
        said = {value for at in after for value in self.tags[at].values(slot)}
        values = self.tags[place].values(slot)
        return bool(values) and said.isdisjoint(values) and not (self.has(place, Slot.GROUP) and self._numbers_of(place))

    def _renumbered(self, before: Sequence[int], after: Sequence[int], numbered: dict[int, list[int]]) -> set[int]:
        """The numbers that are said anew: with their kind (goal 3, I mean goal 5), or alone, where those before them stood."""
        anew = [at for at in after if numbered.get(at)]
        old = [at for at in before if numbered.get(at)]
        if anew:
            kinds = {value for at in anew for value in self.tags[at].values(Slot.GROUP)}
            again = [at for at in old if kinds & set(self.tags[at].values(Slot.GROUP))]
            return {each for at in again for each in (at, *numbered[at])} | {at for at in before if self._is_mention(at)}
        numbers = [at for at in after if self._is_number(at)]
        if not old or len({self.surface(at) for at in numbers}) != 1:
            return set()
        self._moved.setdefault(min(numbered[old[-1]]), []).append(numbers[0])
        return {*numbered[old[-1]], *numbers[1:]}

    def _numbers_of(self, place: int) -> list[int]:
        """Where the numbers of a group's word stand: behind it, joined, or right before it as an ordinal."""
        found: list[int] = []
        at = place + 1
        while self._is_number(at) or (self._is_number(at + 1) and self._joins(at)):
            found += [at] if self._is_number(at) else []
            at += 1
        return found or ([place - 1] if self.has(place - 1, Slot.ORDINAL) else [])

    def _joins(self, place: int) -> bool:
        """Whether a word stands between a kind and its number, or between two of its numbers."""
        denies = self.has(place, Slot.DISCOURSE, *_CHANGES_OF_MIND, "correct")
        return not denies and (self.has(place, Slot.DISCOURSE, "and") or self.has(place, Slot.COUNTER, "range", "before"))

    def _is_number(self, place: int) -> bool:
        return any(self.has(place, slot) for slot in _NUMBERS) and not self.tags[place].year

    def _is_mention(self, place: int) -> bool:
        return (self.has(place, Slot.NAME) or self.has(place, Slot.KEYWORD)) and not self.has(place, Slot.GROUP)

    def _is_kind(self, place: int) -> bool:
        return self.has(place, Slot.GROUP) and not self.has(place, Slot.FIELD, "target")

    def _unknown_before(self, place: int) -> Iterator[int]:
        """The words right before a change of mind that nothing is known of: knew jaws, I mean new jobs."""
        said = takewhile(lambda at: not self.tags[at].senses or self.plain(at), range(place - 1, -1, -1))
        return (at for at in said if not self.tags[at].senses)

    def _takes_back(self, place: int) -> bool:
        """Whether a tag takes back what was said: by itself (間違えた), or as a clause of its own or the beginning of one."""
        tag = self.tags[place]
        begins = place > 0 and (self.breaks(place - 1) or self.plain(place - 1))
        if tag.has(Slot.DISCOURSE, "correct") or self._between_names(place) or self._between_numbers(place):
            return True
        if tag.has(Slot.DISCOURSE, "correct_between") and begins:
            return all(any(each.has(Slot.NAME) for each in side) for side in (self.tags[:place], self.tags[place:]))
        if tag.has(Slot.DISCOURSE, "excludes_previous") and begins and self.breaks(place - 1):
            return place + 1 < len(self.tags)
        ends = place + 1 < len(self.tags) and (self.breaks(place + 1) or self._numbers_anew(place + 1))
        return begins and ((tag.has(Slot.DISCOURSE, "correct_alone") and ends) or self._says_anew(place))

    def _numbered_before(self, place: int) -> bool:
        """Whether a group's word with a number stands before a place."""
        return any(self.has(at, Slot.GROUP) and self._numbers_of(at) for at in range(place))

    def _numbers_anew(self, place: int) -> bool:
        """Whether a number stands at a place, after a numbered group: 目標2、あ違う3の指標."""
        return self._is_number(place) and self._numbered_before(place)

    def _between_names(self, place: int) -> bool:
        """Whether nothing but a change of mind is between two names, years or kinds: 健診、あやっぱり満足度, in 2021 no 2020."""
        if not self.has(place, Slot.DISCOURSE, *_CHANGES_OF_MIND):
            return False
        before, after = (next(self._beyond(place, step), None) for step in (-1, 1))
        beside = [self.tags[at] for at in (before, after) if at is not None]
        named = [set(tag.values(Slot.NAME)) for tag in beside]
        alike = all(tag.year for tag in beside) or all(self._is_kind(at) for at in (before, after) if at is not None)
        return (len(beside) == _PAIR and alike) or (len(named) == _PAIR and all(named) and not named[0] & named[1])

    def _between_numbers(self, place: int) -> bool:
        """Whether a change of mind stands between numbers of a kind: goal five sorry one, 目標二の施策うん違うな五の施策."""
        if not self.has(place, Slot.DISCOURSE, "correct_alone") or self.has(place + 1, Slot.DIGITS):  # measure no. 4
            return False
        next_words = list(islice(self._beyond(place, 1), _PAIR))
        numbers = [at for at in next_words if self._is_number(at)]
        follows = bool(numbers) and all(
            at in numbers or self.has(at, Slot.GROUP) or self.has(at, Slot.SCOPE)
            for at in next_words[: next_words.index(numbers[0])]
        )
        return follows and self._numbered_before(place)

    def _beyond(self, place: int, step: int) -> Iterator[int]:
        """The places on one side of a change of mind that say something, the nearest first."""
        end = len(self.tags) if step > 0 else -1
        for at in range(place + step, end, step):
            hesitates = self.plain(at) or self.has(at, Slot.DISCOURSE, *_CHANGES_OF_MIND)
            if not (hesitates or self.breaks(at)):
                yield at

    def _says_anew(self, place: int) -> bool:
        """Whether an interjection begins a clause that is a mere number, after a numbered group: 基本目標2、あ5だ、…."""
        if not (self.has(place, Slot.FILLER, "greeting") or self.has(place, Slot.DISCOURSE, "correct_alone")):
            return False
        clause = list(takewhile(lambda at: not self.breaks(at), range(place + 1, len(self.tags))))
        numbers = [at for at in clause if self.has(at, Slot.DIGITS)]
        bare = all(self.plain(at) or at in numbers for at in clause)
        return bare and len(numbers) == 1 and self._numbered_before(place)
