"""Numbers beside a group's word: goals 1 and 4, the last goal, all six goals, agenda item 3."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.query.frame import LAST
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy

_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}  # I is a word
_MEMBERS = ("measure", "indicator")
_PAIR_BEFORE = ("goal", "hyphen", "measure", "link")  # the tags before a measure's word that hold a pair
_MOST_SPREAD = 10
HIGHEST_ORDINAL = 30  # a larger number beside a goal or measure is a quantity


def ordinal_number(value: str) -> int:
    """The number of an ordinal's value; those counted from the end are negative."""
    return LAST if value == "last" else int(value)


def spread(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The tags with `the first two`, 最後の3つ as one ordinal of several values, where nothing in the question ranks."""
    if not any(tag.has(Slot.ORDINAL) for tag in tags) or any(tag.has(Slot.STATUS) or tag.has(Slot.ASK, "compare") for tag in tags):
        return tuple(tags)
    left: list[Tag] = []
    for tag in tags:
        ends = left[-1] if left and left[-1].has(Slot.ORDINAL, "1", "last") and not left[-1].has(Slot.FILLER, "adjective") else None
        size = _size(tag) if ends else 0
        if ends and 1 < size <= _MOST_SPREAD:
            numbers = range(1, size + 1) if ends.has(Slot.ORDINAL, "1") else range(-size, 0)
            left[-1] = Tag(ends.start, tag.end, tuple(Sense(Slot.ORDINAL, str(number)) for number in numbers))
        elif not (tag.has(Slot.COUNTER, "cardinal") and left and len(left[-1].values(Slot.ORDINAL)) > 1):
            left.append(tag)
    return tuple(left)


def _size(tag: Tag) -> int:
    """A small whole number, in digits or in words."""
    if tag.has(Slot.NUMBER):
        return int(tag.values(Slot.NUMBER)[0])
    return int(tag.quantity.quantity.amount) if tag.has(Slot.DIGITS) and tag.quantity else 0


class Ordinals(TagWindow):
    """Tells numbers that name something from numbers that count. `used` are the tags that belong to a group before them."""

    def __init__(self, around: TagWindow) -> None:
        super().__init__(around.tokens, around.tags)
        self.used: set[int] = set()
        self._row = range(0)

    def numbers_before(self, place: int) -> tuple[int, ...]:
        """The ordinal before a group's word: the third goal."""
        before = self.previous(place)
        if before is not None and (self.has(before, Slot.SCOPE) or self.has(before, Slot.CITY)):
            before = self.previous(before)  # the third city goal
        between = range((before or 0) + 1, place)
        apart = any(self.tags[at].has(Slot.COUNTER, "article", "topic") for at in between)  # first the target; 最初のには指標が
        other = before is None or before in self.used or apart or not self.tags[before].has(Slot.ORDINAL)
        if before is None or other or self._ranks(before) or self._labels(before):
            return ()
        return tuple(map(ordinal_number, self.tags[before].values(Slot.ORDINAL)))

    def _ranks(self, place: int) -> bool:
        """Whether an ordinal tells a place in a ranking: 下から3番目の指標, 低い順で2番目の指標."""
        if self.has(place, Slot.ORDINAL, "last"):
            return False
        before = place - 1
        while before >= 0 and self.has(before, Slot.FILLER, "particle") and not self.has(before, Slot.COUNTER, "upper", "lower"):
            before -= 1
        return self.has(before, Slot.RANK) or self.has(before, Slot.COUNTER, "upper", "lower", "order_after")

    def numbers_after(self, place: int) -> tuple[int, ...]:
        """The numbers that follow a group's word: 目標1と4, goals 5 and 6; they belong to it and to nothing else."""
        last = self._last_after(place)
        if last is not None:
            self.used.add(last)
            return (LAST,)
        numbers: list[int] = []
        at = place + 1
        span = False  # whether the next number ends a range
        while at < len(self.tags):
            number = None if self._counts_none(place, at) or self._numbers_next(at) else self._number_at(at)
            if number is not None:
                numbers += range(numbers[-1] + 1, number) if span and numbers else []
                numbers.append(number)
                self.used.add(at)
            elif self.tags[at].has(Slot.COUNTER, "ordinal", "before") or (
                (numbers or self._ordinal_after(at))
                and self._joins(at)
                and at + 1 < len(self.tags)
                and (self._number_at(at + 1) is not None or (self.has(at, Slot.COUNTER, "range") and self._repeats(place, at + 1)))
            ):
                pass
            else:
                break
            span = self.tags[at].has(Slot.COUNTER, "range")
            at += 1
            if span and self._repeats(place, at):
                self.used.add(at)  # 基本目標1から基本目標3まで
                at += 1
        return tuple(numbers)

    def _repeats(self, place: int, at: int) -> bool:
        """Whether a group's word is said again before the number that ends a range."""
        again = at + 1 < len(self.tags) and self._number_at(at + 1) is not None
        return again and bool(set(self.tags[place].values(Slot.GROUP)) & set(self.tags[at].values(Slot.GROUP)))

    def _numbers_next(self, place: int) -> bool:
        """Whether an ordinal belongs to the group's word behind it: 基本目標3の2番目の施策, goal 3 second measure."""
        after = self.next(place)
        ordinal = self.has(place, Slot.ORDINAL) and not self._labels(place)
        return ordinal and after is not None and self.tags[after].has(Slot.GROUP)

    def _labels(self, place: int) -> bool:
        """Whether a number in words numbers the group's word before it: goal number five, measures."""
        labelled = self.tokens[self.tags[place].start].surface in signs().number_words
        return labelled and self.has(place - 1, Slot.GROUP)

    def _counts_none(self, place: int, at: int) -> bool:
        """Whether a zero behind a member's word tells that there is none of them: 施策0の基本目標, indicators 0."""
        if self._ordinal_value(at) != 0:
            return False
        counted = self.has(at + 1, Slot.COUNTER, "link") and self.has(at + 2, Slot.GROUP, "goal")
        return self.has(place, Slot.GROUP, "indicator") or (counted and self.tokens[self.tags[at + 1].start].script.japanese)

    def pair_after(self, place: int) -> tuple[int, int] | None:
        """The numbers of a goal and its measure that follow a measure's word: 施策3-1; they belong to it and to nothing else."""
        places = (place + 1, place + 2, place + 3)
        if places[-1] >= len(self.tags) or self.tokens[self.tags[place + 2].start].key != signs().hyphen:
            return None
        goal, measure = self._ordinal_value(place + 1), self._ordinal_value(place + 3)
        if goal is None or measure is None:
            return None
        self.used.update(places)
        return goal, measure

    def pair_before(self, place: int) -> tuple[int, int] | None:
        """The same before it: 3-1の施策."""
        if place < len(_PAIR_BEFORE) or not self.has(place - 1, Slot.COUNTER, "link"):
            return None
        goal, measure = self._ordinal_value(place - 4), self._ordinal_value(place - 2)
        hyphen = self.tokens[self.tags[place - 3].start].key == signs().hyphen
        return (goal, measure) if hyphen and goal and measure else None

    def owners_before(self, place: int, highest: int) -> tuple[int, ...]:
        """The numbers of goals before a member's word, without the goal's own: 4の指標, 1〜3の施策."""
        linked = self.has(place - 1, Slot.COUNTER, "link") and self.tokens[self.tags[place - 1].start].script.japanese
        first = place - 1
        while linked and first > 0 and (self._ordinal_value(first - 1) is not None or self._joins(first - 1)):
            first -= 1
        counted = first == place - 2 and self.tags[first].has(Slot.ORDINAL)  # 2番目の施策
        if not linked or first == place - 1 or counted or not self._begins(first):
            return ()
        numbers = self._series(first, place - 1)
        return numbers if numbers and max(numbers) <= highest else ()

    def owners_after(self, place: int, highest: int) -> tuple[int, ...]:
        """The same behind it: indicators of 4."""
        at = place + 2
        if not self.has(place + 1, Slot.COUNTER, "of") or at >= len(self.tags) or not self.tags[at].has(Slot.DIGITS):
            return ()
        number, after = self._ordinal_value(at), self.next(at)
        if number is None or number > highest or (after is not None and self.tags[after].has(Slot.GROUP)):
            return ()
        self.used.add(at)
        return (number,)

    def owns(self, place: int, highest: int) -> bool:
        """Whether a number is that of a goal whose members are named after it."""
        at = self._end_of_row(place + 1)
        members = self.has(at + 1, Slot.GROUP, *_MEMBERS)
        return members and bool(self.owners_before(at + 1, highest))

    def _end_of_row(self, place: int) -> int:
        """Where a row of numbers and what joins them ends that goes on at a place; it is looked for once for all its places."""
        if place not in self._row:
            at = place
            while at < len(self.tags) and (self._joins(at) or self._ordinal_value(at) is not None):
                at += 1
            self._row = range(place, at)
        return self._row.stop

    def _begins(self, place: int) -> bool:
        """Whether nothing before a place in its clause belongs to what stands there: 上位3の指標 are three of them."""
        if self.has(place - 1, Slot.COUNTER, "upper", "lower"):
            return False
        before = self.previous(place)
        leads = before is not None and any(self.tags[before].has(slot) for slot in (Slot.DISCOURSE, Slot.SCOPE, Slot.CITY))
        return before is None or leads

    def _series(self, first: int, end: int) -> tuple[int, ...]:
        """The numbers from one place to another, with those that a range spans."""
        numbers: list[int] = []
        for at in range(first, end):
            number = self._ordinal_value(at)
            if number is not None:
                numbers += range(numbers[-1] + 1, number) if numbers and self.has(at - 1, Slot.COUNTER, "range") else []
                numbers.append(number)
        return tuple(numbers)

    def _number_at(self, place: int) -> int | None:
        number = self._ordinal_value(place)
        return self._roman(place) if number is None else number

    def _roman(self, place: int) -> int | None:
        """A Roman numeral in letters right after a group's word; one of a single letter only as a capital."""
        token = self.tokens[self.tags[place].start]
        single = len(token.surface) == 1 and not token.capital
        return None if single else _ROMAN.get(token.surface)

    def _last_after(self, place: int) -> int | None:
        """Where the word stands that takes the last of a group: 考え方の最後は, 施策 最後; 施策を最後に takes none."""
        at = place + 2 if self.has(place + 1, Slot.COUNTER, "link") else place + 1
        ends = at + 1 >= len(self.tags) or self.breaks(at + 1) or self.has(at + 1, Slot.COUNTER, "topic")
        return at if self.has(at, Slot.ORDINAL, "last") and ends and self.tokens[self.tags[at].start].script.japanese else None

    def _ordinal_after(self, place: int) -> bool:
        """Whether what follows a comma can only number what stands before it: 基本的な考え方、4つ目は."""
        return place + 1 < len(self.tags) and self.tags[place + 1].has(Slot.ORDINAL)

    def _joins(self, place: int) -> bool:
        tag = self.tags[place]
        comma = not tag.senses and self.tokens[tag.start].key in signs().commas
        return comma or tag.has(Slot.DISCOURSE, "and") or tag.has(Slot.COUNTER, "range")

    def amount(self, place: int) -> int | None:
        """A small number in digits or words."""
        return self._cardinal(place)

    def _ordinal_value(self, place: int) -> int | None:
        tag = self.tags[place]
        after = place + 1
        counted = after < len(self.tags) and (self.tags[after].has(Slot.COUNTER, "cardinal") or self.tags[after].has(Slot.UNIT))
        if tag.has(Slot.ORDINAL) and not tag.has(Slot.ORDINAL, "last"):
            return int(tag.values(Slot.ORDINAL)[0])
        if tag.has(Slot.NUMBER):
            return int(tag.values(Slot.NUMBER)[0])
        if tag.has(Slot.DIGITS) and tag.quantity and not counted:
            amount = tag.quantity.quantity.amount
            return int(amount) if 0 <= amount <= HIGHEST_ORDINAL else None
        return None

    def is_label(self, place: int) -> bool:
        """Whether a number only numbers a line or an item of an agenda."""
        quantity = self.tags[place].quantity
        if quantity is not None and quantity.quantity.amount > HIGHEST_ORDINAL:
            return False
        before = self.previous(place)
        labelled = before is not None and self.tags[before].has(Slot.DISCOURSE, "label")
        first = place == 0 or self.breaks(place - 1)
        linked = self.has(place + 2, Slot.COUNTER, "link")  # (2)のKPI
        alone = place + 1 < len(self.tags) and self.breaks(place + 1) and not linked
        return labelled or (first and alone and len(self.tags) > place + 2)

    def is_total(self, before: int | None, tag: Tag, strategy: Strategy, *, national: bool) -> bool:
        """Whether the number before a group's word is how many of the kind there are."""
        cardinal = None if before is None else self._cardinal(before)
        if cardinal is None:  # all of a plan's entities are counted otherwise, for each word that groups them
            return False
        kinds = {Kind(value) for value in tag.values(Slot.GROUP)}
        return cardinal in {len([e for e in strategy.of_kind(kind) if e.national == national]) for kind in kinds}

    def _cardinal(self, place: int) -> int | None:
        tag = self.tags[place]
        if tag.has(Slot.COUNTER, "cardinal") and place:
            tag = self.tags[place - 1]
        if tag.has(Slot.NUMBER):
            return int(tag.values(Slot.NUMBER)[0])
        return int(tag.quantity.quantity.amount) if tag.has(Slot.DIGITS) and tag.quantity else None

    def counts(self, place: int) -> bool:
        """Whether a group's word only counts what stands before it: 基本的な考え方の4項目."""
        counted = self.has(place - 1, Slot.DIGITS) or self.has(place - 1, Slot.NUMBER)
        return counted and self.has(place, Slot.COUNTER, "cardinal")

    def span(self, place: int, numbers: tuple[int, ...]) -> frozenset[int]:
        """The places of a group's word and of the numbers right after it."""
        after = range(place + 1, len(self.tags))
        return frozenset((place, *(at for at in after if at in self.used))) if numbers else frozenset((place,))
