"""What a question takes back: 間違えた、小売のほう; sorry, I mean births; 基本目標2、いや5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame
from knowledge.question.tagging.tag_window import TagWindow

_PAIR = 2
_REPLACED = (Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.UNIT)


class Negation(TagWindow):
    """Takes out of a frame what the question takes back."""

    def __init__(self, around: TagWindow, frame: Frame) -> None:
        super().__init__(around.tokens, around.tags)
        self.frame = frame

    def correct(self) -> None:
        """After 間違えた, `I mean` or a number said anew, the last of what was said twice holds: its kind's words before it go."""
        could = [place for place, tag in enumerate(self.tags) if tag.has(Slot.DISCOURSE) or tag.has(Slot.FILLER, "greeting")]
        for place in [place for place in could if self._takes_back(place)]:
            after = [mention for mention in self.frame.mentions if mention.place > place and mention.named]
            numbered = [group for group in self.frame.groups if group.place >= place and group.numbers]
            if after or numbered:
                self.frame.mentions = [mention for mention in self.frame.mentions if mention.place > place]
            if numbered:
                self.frame.groups = [group for group in self.frame.groups if group.place >= place]
                self._drop_digits()
            else:
                self._renumber(place)
            self._replace_years(place)
            self._replace_cues(place)
            self._replace_kinds(place)

    def _replace_years(self, place: int) -> None:
        """2020年、いや2021年: a year after what is taken back stands for those before it."""
        before = [tag.year.year for tag in self.tags[:place] if tag.year]
        after = [tag.year.year for tag in self.tags[place:] if tag.year]
        if before and after:
            self.frame.years = [year for year in self.frame.years if year in after]

    def _replace_cues(self, place: int) -> None:
        """目標、いや現状値: a field, status or rank after what is taken back stands for those before it."""
        for slot in _REPLACED:
            before = {value for tag in self.tags[:place] for value in tag.values(slot)}
            after = {value for tag in self.tags[place:] for value in tag.values(slot)}
            if after and slot in self.frame.cues:
                self.frame.cues[slot] = [value for value in self.frame.cues[slot] if value in after or value not in before]

    def _replace_kinds(self, place: int) -> None:
        """目標3の指標、じゃなくて施策: a kind after what is taken back stands for those before it."""
        kinds = [group for group in self.frame.groups if group.sure and not group.numbers]
        if any(group.place > place for group in kinds):
            self.frame.groups = [group for group in self.frame.groups if group not in kinds or group.place > place]

    def _renumber(self, place: int) -> None:
        """基本目標3、いや違う、5の施策: a mere number after what is taken back stands for the group's number before it."""
        numbers = {int(tag.quantity.quantity.amount) for tag in self.tags[place:] if tag.has(Slot.DIGITS) and tag.quantity}
        numbers |= {int(value) for value in self.tags[place + 1].values(Slot.NUMBER)} if self._between_numbers(place) else set()
        before = [group for group in self.frame.groups if group.place < place and group.numbers]
        if not before or len(numbers) != 1:
            return
        self.frame.groups[self.frame.groups.index(before[-1])] = replace(before[-1], numbers=tuple(numbers))
        self._drop_digits()

    def _drop_digits(self) -> None:
        """A number that only says anew which goal is meant is no figure."""
        self.frame.digits = []
        self.frame.quantities = [tag for tag in self.frame.quantities if not tag.has(Slot.DIGITS)]

    def _takes_back(self, place: int) -> bool:
        """Whether a tag takes back what was said: by itself (間違えた), or as a clause of its own or the beginning of one."""
        tag = self.tags[place]
        begins = place > 0 and (self.breaks(place - 1) or self.plain(place - 1))
        if (
            tag.has(Slot.DISCOURSE, "correct")
            or self._between_names(place)
            or self._between_numbers(place)
            or self._between_groups(place)
        ):
            return True
        if tag.has(Slot.DISCOURSE, "correct_between") and begins:
            sides = self.tags[:place], self.tags[place:]
            return all(any(each.has(Slot.NAME) for each in side) for side in sides)
        if tag.has(Slot.DISCOURSE, "excludes_previous") and begins and self.breaks(place - 1):
            return place + 1 < len(self.tags)
        ends = place + 1 < len(self.tags) and (self.breaks(place + 1) or self._numbers_anew(place + 1))
        return begins and ((tag.has(Slot.DISCOURSE, "correct_alone") and ends) or self._says_anew(place))

    def _numbers_anew(self, place: int) -> bool:
        """Whether a number stands at a place, after a numbered group: 目標2、あ違う3の指標."""
        number = self.has(place, Slot.DIGITS) or self.has(place, Slot.NUMBER)
        return number and any(group.numbers and group.place < place for group in self.frame.groups)

    def _between_names(self, place: int) -> bool:
        """Whether nothing but a change of mind stands between two names: 健診、あやっぱり満足度, births no sorry visitors."""
        if not self.has(place, Slot.DISCOURSE, "correct_alone", "correct_between"):
            return False
        before, after = (next(self._beyond(place, step), None) for step in (-1, 1))
        named = [set(self.tags[at].values(Slot.NAME)) for at in (before, after) if at is not None]
        return len(named) == _PAIR and all(named) and not named[0] & named[1]

    def _between_numbers(self, place: int) -> bool:
        """Whether a change of mind stands right between two numbers in words: goal two no six."""
        beside = all(self.has(at, Slot.NUMBER) for at in (place - 1, place + 1))  # in words: 2 no. 6 is number 6
        return beside and self.has(place, Slot.DISCOURSE, "correct_alone")

    def _between_groups(self, place: int) -> bool:
        """Whether a change of mind stands between two numbered groups: goal five sorry goal one, 目標二の施策うん違うな五の施策."""
        if not self.has(place, Slot.DISCOURSE, "correct_alone") or self.has(place + 1, Slot.DIGITS):  # measure no. 4
            return False
        next_words = list(islice(self._beyond(place, 1), _PAIR))
        numbers = [at for at in next_words if self.has(at, Slot.DIGITS) or self.has(at, Slot.NUMBER)]
        follows = bool(numbers) and all(
            at in numbers or self.has(at, Slot.GROUP) or self.has(at, Slot.SCOPE)
            for at in next_words[: next_words.index(numbers[0])]
        )
        return follows and any(group.numbers and group.place < place for group in self.frame.groups)

    def _beyond(self, place: int, step: int) -> Iterator[int]:
        """The places on one side of a change of mind that say something, the nearest first."""
        end = len(self.tags) if step > 0 else -1
        for at in range(place + step, end, step):
            hesitates = self.plain(at) or self.has(at, Slot.DISCOURSE, "correct_alone", "correct_between")
            if not (hesitates or self.breaks(at)):
                yield at

    def _says_anew(self, place: int) -> bool:
        """Whether an interjection begins a clause that is a mere number, after a numbered group: 基本目標2、あ5だ、…."""
        tag = self.tags[place]
        if not (tag.has(Slot.FILLER, "greeting") or tag.has(Slot.DISCOURSE, "correct_alone")):
            return False
        clause = list(takewhile(lambda at: not self.breaks(at), range(place + 1, len(self.tags))))
        numbers = [at for at in clause if self.tags[at].has(Slot.DIGITS)]
        bare = all(self.plain(at) or at in numbers for at in clause)
        return bare and len(numbers) == 1 and any(group.numbers and group.place < place for group in self.frame.groups)
