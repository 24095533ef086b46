"""What a question says it does not mean: 出荷額じゃなくて販売額, `not the births`, 間違えた、小売のほう."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow

_REPLACED = (Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.UNIT)
_NAMING = (Slot.NAME, Slot.KEYWORD, Slot.SCOPE, Slot.YEAR, Slot.STATUS, Slot.FIELD, Slot.GROUP)


class Negation(TagWindow):
    """Takes out of a frame what the question leaves out or takes back."""

    def __init__(self, around: TagWindow, frame: Frame) -> None:
        super().__init__(around.tokens, around.tags)
        self.frame = frame

    def exclude(self) -> None:
        """Drop what the question says it does not mean, unless nothing would be left to speak of."""
        out: set[int] = set()
        for place, tag in enumerate(self.tags):
            if tag.has(Slot.DISCOURSE, "excludes_previous"):
                self._drop(self._named_before(place), out)
            if tag.has(Slot.DISCOURSE, "excludes_next"):
                self._drop(self._named_after(place), out)
            following = self.next(place) if tag.has(Slot.DISCOURSE, "negates_next") else None
            if following is not None and any(
                self.tags[following].has(slot) for slot in (Slot.YEAR, Slot.UNIT, Slot.FIELD, Slot.STATUS)
            ):
                self.frame.negated = True
        left = [mention for mention in self.frame.mentions if mention.place not in out]
        for mention in self.frame.mentions:
            if mention.place in out:
                self.frame.excluded.update(mention.ids)
        if left or not any(m.named for m in self.frame.mentions):
            self.frame.mentions = left

    def _named_before(self, place: int) -> int | None:
        """What `じゃなくて` leaves out: the tag before it; before a mere 人数 or 数字, what that is of."""
        before = self.previous(place)
        while before is not None and self.tags[before].values(Slot.FIELD) == ("value",):
            before = self.previous(before)
        return before

    def _named_after(self, place: int) -> int | None:
        """The next tag in the clause that names something: what `not`, `not for` and `rather than` leave out."""
        for after in range(place + 1, len(self.tags)):
            if self.breaks(after):
                return None
            if any(self.tags[after].has(slot) for slot in _NAMING):
                return after
        return None

    def _drop(self, place: int | None, out: set[int]) -> None:
        if place is None:
            return
        tag = self.tags[place]
        if tag.has(Slot.NAME) or tag.has(Slot.KEYWORD):
            out.add(place)
        elif tag.year and set(self.frame.years) - {tag.year.year}:
            self.frame.years = [year for year in self.frame.years if year != tag.year.year]
        elif any(tag.has(slot) for slot in (Slot.YEAR, Slot.STATUS, Slot.FIELD)) and not tag.has(Slot.GROUP):
            self._drop_fields(tag)
        elif tag.has(Slot.GROUP):
            left = [group for group in self.frame.groups if group.place != place]
            self.frame.groups = left or self.frame.groups
        elif tag.has(Slot.DIGITS) and any(place in group.span for group in self.frame.groups):
            self.frame.groups = [group for group in self.frame.groups if place not in group.span]
        elif tag.has(Slot.SCOPE):
            meant = not tag.has(Slot.SCOPE, "national")
            self.frame.national = meant
            others = [group for group in self.frame.groups if group.national != (not meant)]
            self.frame.groups = others or [replace(group, national=meant) for group in self.frame.groups]

    def _drop_fields(self, tag: Tag) -> None:
        """目標じゃなくて現状値: another field is meant; without another, what is said is negated."""
        fields = self.frame.cues.get(Slot.FIELD, [])
        left = [field for field in fields if field not in tag.values(Slot.FIELD)]
        if tag.has(Slot.FIELD) and left and not self.frame.years:
            self.frame.cues[Slot.FIELD] = left
        else:
            self.frame.negated = True

    def correct(self) -> None:
        """After 間違えた, `I mean` or a number said anew, the last of what was said twice holds: its kind's words before it go."""
        for place in [place for place in range(len(self.tags)) if self._takes_back(place)]:
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

    def _renumber(self, place: int) -> None:
        """基本目標3、いや違う、5の施策: a mere number after what is taken back stands for the group's number before it."""
        numbers = {int(tag.quantity.quantity.amount) for tag in self.tags[place:] if tag.has(Slot.DIGITS) and tag.quantity}
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
        if tag.has(Slot.DISCOURSE, "correct"):
            return True
        if tag.has(Slot.DISCOURSE, "excludes_previous") and begins and self.breaks(place - 1):
            return place + 1 < len(self.tags) and not self.breaks(place + 1)
        ends = place + 1 < len(self.tags) and self.breaks(place + 1)
        return begins and ((tag.has(Slot.DISCOURSE, "correct_alone") and ends) or self._says_anew(place))

    def _says_anew(self, place: int) -> bool:
        """Whether an interjection begins a clause that is a mere number, after a numbered group: 基本目標2、あ5だ、…."""
        tag = self.tags[place]
        if not (tag.has(Slot.FILLER, "greeting") or tag.has(Slot.DISCOURSE, "correct_alone")):
            return False
        clause = list(takewhile(lambda at: not self.breaks(at), range(place + 1, len(self.tags))))
        numbers = [at for at in clause if self.tags[at].has(Slot.DIGITS)]
        bare = all(self.plain(at) or at in numbers for at in clause)
        return bare and len(numbers) == 1 and any(group.numbers and group.place < place for group in self.frame.groups)
