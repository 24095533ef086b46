"""What a question leaves out or denies: 出生数以外, except goal 3, 遅れていない, not on track; denied twice, it holds again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame, Group, Mention
from knowledge.question.query.ordinals import HIGHEST_ORDINAL, ordinal_number
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy

_PREDICATES = (Slot.STATUS, Slot.UNIT, Slot.SCALE, Slot.FILTER, Slot.DIRECTION)
_DENIED = frozenset({*_PREDICATES, Slot.YEAR})
_NAMING = (Slot.NAME, Slot.KEYWORD, Slot.SCOPE, Slot.YEAR, Slot.QUANTITY, Slot.DIGITS, Slot.FIELD, Slot.GROUP, *_PREDICATES)
_DENYING = (Slot.DISCOURSE, Slot.POLARITY)
_LISTING = (*_PREDICATES, Slot.RANK)
_NUMBERED = frozenset({Kind.GOAL, Kind.CROSS_GOAL, Kind.MEASURE, Kind.PRINCIPLE})


class Exclusion(TagWindow):
    """Takes out of a frame what the question leaves out, and turns round what it denies."""

    def __init__(self, around: TagWindow, frame: Frame, strategy: Strategy) -> None:
        super().__init__(around.tokens, around.tags)
        self.frame = frame
        self.strategy = strategy
        self._out: set[int] = set()  # where the mentions stand that are left out
        self._denied: set[int] = set()  # where the statuses stand that are denied

    def exclude(self) -> None:
        """Leave out and deny, from left to right."""
        for place, tag in enumerate(self.tags):
            if not tag.has_any(_DENYING) or self._leave_out_numbers(place):
                continue
            if tag.has(Slot.DISCOURSE, "excludes_previous"):
                self._leave_out(self._joined(self._named_before(place), -1))
            elif tag.has(Slot.POLARITY, "negative"):
                goal = self._goal_before(place)
                self._leave_out([goal]) if goal is not None else self._deny(self._denied_before(place))
            if tag.has(Slot.DISCOURSE, "excludes_number") and self._of_all(place):
                self._leave_out(self._joined(self._named_after(place), 1))
            if tag.has(Slot.DISCOURSE, "excludes_next") and not (place and tag.has(Slot.DIRECTION)):  # visitors drop
                self._leave_out(self._joined(self._named_after(place), 1))
            if tag.has(Slot.DISCOURSE, "excludes_number") and any(each.has(Slot.ASK, "list") for each in self.tags[:place]):
                named = self._named_after(place)  # everything in goal 1 but the new jobs
                self._leave_out(self._joined(named, 1) if named is not None and self.has(named, Slot.NAME) else ())
            if tag.has(Slot.DISCOURSE, "negates_next", "excludes_next") and (goal := self._goal_after(place)) is not None:
                self._leave_out([goal])
            elif tag.has(Slot.DISCOURSE, "negates_next"):
                self._deny(self._named_after(place), twice=False)
                self.frame.negated |= {Slot.QUANTITY} if self._figure_after(place) else frozenset()
        self._drop_mentions()
        self._choose_status()

    def _choose_status(self) -> None:
        """遅れてるのは要らない、達成した指標, not the ones behind, the achieved: of statuses apart, those not denied are meant."""
        if not self._denied:
            return
        wanted = {at for at, tag in enumerate(self.tags) if tag.has(Slot.STATUS)} - self._denied
        if wanted and all(self._apart(at, out) for at in wanted for out in self._denied):
            self.frame.cues[Slot.STATUS] = list(
                dict.fromkeys(v for at in sorted(wanted) for v in self.tags[at].values(Slot.STATUS))
            )
            self.frame.negated -= {Slot.STATUS}

    def _apart(self, wanted: int, denied: int) -> bool:
        """Whether a denial of one status says nothing of another: a word that excludes, or the end of a clause, is between."""
        between = range(min(wanted, denied) + 1, max(wanted, denied))
        if wanted > denied:
            return any(
                self.breaks(at) or self.has(at, Slot.DISCOURSE, "excludes_previous", "excludes_number", "leads") for at in between
            )
        clause = takewhile(lambda at: not self.breaks(at), between)
        asks = any(self.has(at, Slot.GROUP) or self.has(at, Slot.ASK) or self.has(at, Slot.FILLER, "request") for at in clause)
        return asks and any(map(self.breaks, between))

    def _leave_out_numbers(self, place: int) -> bool:
        """Leave out what mere numbers name of the kind that is listed: goals except 3, all goals but 2 and 5, 3以外の基本目標."""
        step = -1 if self.has(place, Slot.DISCOURSE, "excludes_previous") else 1
        excludes = step < 0 or self.has(place, Slot.DISCOURSE, "excludes_next", "excludes_number")
        listed = [group for group in self.frame.groups if group.sure and not group.numbers]
        numbers = list(self._numbers(place, step)) if excludes and listed else []
        if not numbers:
            return False
        kinds = frozenset(kind for kind in listed[0].kinds if kind in _NUMBERED)
        named = tuple(sorted(number for _, number in numbers))
        places = frozenset(at for at, _ in numbers)
        if not kinds:
            return False
        self.frame.left_out.append(Group(kinds, named, listed[0].national, True, place, places))
        gone = [self.tags[at] for at in places]
        self.frame.quantities = [tag for tag in self.frame.quantities if tag not in gone]
        self.frame.digits = [number for number in self.frame.digits if number not in named]
        self.frame.cardinals = [number for number in self.frame.cardinals if number not in named]
        return True

    def _numbers(self, place: int, step: int) -> Iterator[tuple[int, int]]:
        """The mere numbers on one side of a place that belong to no group, and where they stand: 2 and 5."""
        spans = {at for group in self.frame.groups if group.numbers for at in group.span}
        at = place + step
        while self.has(at, Slot.COUNTER, "article") or (0 <= at < len(self.tags) and self._fills(at)):
            at += step  # all but the first, 最後の一つを除いて
        while at not in spans and (numbers := self._named_numbers(at)):
            yield from ((at, number) for number in numbers)
            at += 2 * step if self.has(at + step, Slot.DISCOURSE, "and") or self._comma(at + step) else len(self.tags) + 1

    def _fills(self, place: int) -> bool:
        """Whether a word says nothing beside a number that is counted: 最後のやつ, 最後の一つ."""
        return self.plain(place) and not self.tags[place].has_any((Slot.ORDINAL, Slot.DIGITS))

    def _named_numbers(self, place: int) -> tuple[int, ...]:
        if self.has(place, Slot.ORDINAL):
            return tuple(map(ordinal_number, self.tags[place].values(Slot.ORDINAL)))
        found = self.tags[place].quantity if self.has(place, Slot.DIGITS) else None
        return (int(found.quantity.amount),) if found and found.quantity.amount <= HIGHEST_ORDINAL else ()

    def _comma(self, place: int) -> bool:
        if not 0 <= place < len(self.tags):
            return False
        return not self.tags[place].senses and self.tokens[self.tags[place].start].key in signs().commas

    def _drop_mentions(self) -> None:
        """Drop the mentions that are left out, unless nothing would be left to speak of."""
        last = max(self._out, default=-1)
        first = min((mention.place for mention in self.frame.mentions if mention.named), default=len(self.tags))
        aside = [mention for mention in self.frame.mentions if mention.place in self._out and mention.place > first]
        self.frame.left_aside = {mention.place for mention in aside if not self._of_indicator(mention)}
        out = {mention.ids for mention in self.frame.mentions if mention.place in self._out}
        left = [m for m in self.frame.mentions if m.place not in self._out and (m.place > last or m.ids not in out)]
        for mention in self.frame.mentions:
            if mention.place in self._out:
                self.frame.excluded.update(mention.ids)
        renamed = {i for mention in self.frame.mentions if mention.place in self._out and mention.named for i in mention.ids}
        self.frame.excluded -= renamed & {i for mention in left if mention.named for i in mention.ids}  # another name of it
        if left or self._lists() or not any(mention.named for mention in self.frame.mentions):
            self.frame.mentions = left

    def _of_indicator(self, mention: Mention) -> bool:
        """Whether an indicator is left out, and not a part of one: births outside marriage."""
        return mention.named or any(self.strategy[i].kind is Kind.INDICATOR for i in mention.ids)

    def _lists(self) -> bool:
        """Whether the question asks for some of all, so that it speaks of something even where nothing is named."""
        groups = any(group.sure and not group.numbers for group in self.frame.groups)
        return groups or any(self.frame.has(slot) for slot in _LISTING)

    def _named_before(self, place: int) -> int | None:
        """What `じゃなくて` leaves out: the tag before it; before a mere 人数, 数字 or もの, what that is of."""
        before = self.previous(place)
        while before is not None and (self.tags[before].values(Slot.FIELD) == ("value",) or self.has(before, Slot.ASK, "ones")):
            before = self.previous(before)
        return before

    def _named_after(self, place: int) -> int | None:
        """The next tag in the clause that names something: what `not`, `not for` and `rather than` leave out."""
        for after in range(place + 1, len(self.tags)):
            if self.breaks(after):
                return None
            if self.has(after, Slot.COUNTER, "than_before") and self.has(after, Slot.FIELD, "goal"):
                continue  # those under goal 3
            if self.tags[after].has_any(_NAMING):
                return after
        return None

    def _goal_after(self, place: int) -> int | None:
        """Where the numbered goal stands that a list's members are not of: which don't belong to goal 4, that are not in it."""
        at = place + 1
        while at < len(self.tags) and not self.breaks(at) and (self.plain(at) or self._tells_where(at)):
            at += 1
        linked = any(self.has(each, Slot.COUNTER, "link") or self.has(each, Slot.FIELD, "goal") for each in range(place + 1, at))
        return at if linked and self._is_numbered(at) and self._lists() else None

    def _goal_before(self, place: int) -> int | None:
        """The same before a denial: 目標2に属さない指標, 基本目標4にはない指標."""
        at = place - 1
        while at >= 0 and not self.breaks(at) and (self.plain(at) or self._tells_where(at) or self.has(at, Slot.COUNTER, "topic")):
            at -= 1
        in_it = self.has(at + 1, Slot.FILLER, "particle") and not self.has(at + 1, Slot.COUNTER, "link", "range")
        spans = [group.span for group in self.frame.groups if group.numbers]
        goal = next((min(span) for span in spans if at in span), None)
        return goal if in_it and goal is not None and self._lists() else None

    def _tells_where(self, place: int) -> bool:
        """Whether a word could be the verb of belonging: an unknown one, belong, under."""
        return not self.tags[place].senses or self.has(place, Slot.FIELD, "goal")

    def _is_numbered(self, place: int) -> bool:
        return any(group.numbers and place in group.span for group in self.frame.groups)

    def _predicate_before(self, place: int) -> int | None:
        """The status in the clause that limits a kind: 達成した指標."""
        clause = takewhile(lambda at: not self.breaks(at), range(place - 1, -1, -1))
        return next((at for at in clause if self.has(at, Slot.STATUS)), None)

    def _figure_after(self, place: int) -> bool:
        """Whether a statement denies the figure behind it: the target isn't 3,000; isn't it 3,000 only asks for it."""
        begins = place == 0 or self.breaks(place - 1)
        return not begins and (self.has(place + 1, Slot.QUANTITY) or self.has(place + 1, Slot.DIGITS))

    def _denied_before(self, place: int) -> int | None:
        """What ない denies: the word before it, with nothing between but endings and particles."""
        before = place - 1
        while before >= 0 and (self.tags[before].has(Slot.POLARITY) or self.has(before, Slot.DISCOURSE, "excludes_previous")):
            before -= 1
        return before if before >= 0 and not self.breaks(before) else None

    def _of_all(self, place: int) -> bool:
        """Whether `but` leaves out of all that was said before it in its clause: everything in goal 1 but the new jobs."""
        clause = takewhile(lambda at: not self.breaks(at), range(place - 1, -1, -1))
        return any(self.has(at, Slot.ASK, "list") for at in clause)

    def _joined(self, place: int | None, step: int) -> Iterator[int]:
        """A place, and the names or numbered goals that are joined to it: 出生数と観光客以外, except goal 1 and goal 2."""
        spans = {at: group.span for group in self.frame.groups if group.numbers for at in group.span}
        while place is not None:
            yield place
            ends = spans.get(place, {place})
            link = (max(ends) if step > 0 else min(ends)) + step
            beyond = link + step
            alike = all(self.has(at, Slot.NAME) for at in (place, beyond)) or (place in spans and beyond in spans)
            place = beyond if alike and self.has(link, Slot.DISCOURSE, "and") else None

    def _deny(self, place: int | None, *, twice: bool = True) -> None:
        """Turn round what a word says; where it may be denied twice, a second denial takes back the first."""
        tag = None if place is None else self.tags[place]
        of_years = tag is not None and not tag.senses and bool(self.frame.years)  # 2025年より前に期限が来ない
        slots = {Slot.YEAR} if of_years else {slot for slot in _DENIED if tag and (tag.has(slot) or tag.has(Slot.FIELD))}
        self.frame.denies_nothing |= not slots
        if place is not None and Slot.STATUS in slots and self._denied - {place}:
            twice = False  # neither behind nor achieved: two statuses, each denied once
        self._denied |= {place} if place is not None and Slot.STATUS in slots else set()
        self.frame.negated = self.frame.negated ^ slots if twice else self.frame.negated | slots

    def _leave_out(self, places: Iterable[int]) -> None:
        for place in places:
            tag = self.tags[place]
            numbered = [group for group in self.frame.groups if group.numbers and place in group.span]
            if numbered and (len(self.frame.groups) > len(numbered) or self._lists()):
                self.frame.left_out += numbered
                left = [group for group in self.frame.groups if group not in numbered]
                kinds = {kind for group in left for kind in group.kinds}
                unnumbered = [
                    replace(g, numbers=(), span=frozenset({g.place})) for g in numbered if Kind.MEASURE in g.kinds - kinds
                ]
                self.frame.groups = left + unnumbered[:1]  # 基本目標1の施策、2番目以外
            elif tag.has(Slot.NAME) or tag.has(Slot.KEYWORD):
                self._out.add(place)
            else:
                self._leave_out_word(place, tag)

    def _leave_out_word(self, place: int, tag: Tag) -> None:
        if tag.year and set(self.frame.years) - {tag.year.year}:
            self.frame.years = [year for year in self.frame.years if year != tag.year.year]
        elif tag in self.frame.quantities and len(self.frame.quantities) > 1:
            self.frame.quantities.remove(tag)  # 2,350人ではなく2,530人
        elif any(tag.has(slot) for slot in (Slot.YEAR, *_PREDICATES)):
            self._deny(place, twice=not any(each.has(Slot.DISCOURSE, "negates_next") for each in self.tags[:place]))  # and not
        elif tag.has(Slot.QUANTITY) or tag.has(Slot.DIGITS):
            self.frame.negated |= {Slot.QUANTITY}  # 3,000人じゃない
        elif tag.has(Slot.GROUP):
            left = [group for group in self.frame.groups if group.place != place]
            self.frame.groups = left or self.frame.groups
            predicate = self._predicate_before(place)
            if not left:
                self.frame.negated ^= _DENIED  # 単位が%の指標以外
            elif predicate is not None:
                self._deny(predicate)  # 達成した指標を除き、遅れた指標
        elif tag.has(Slot.FIELD):
            self._leave_out_field(tag)
        elif tag.has(Slot.SCOPE) and not any(each.has(Slot.CITY) for each in self.tags):
            self._leave_out_side(national=tag.has(Slot.SCOPE, "national"))

    def _leave_out_field(self, tag: Tag) -> None:
        """目標じゃなくて現状値: another field is meant; without another, what is said of it is denied: not due in 2024."""
        left = [field for field in self.frame.fields if field not in tag.values(Slot.FIELD)]
        if left and not self.frame.years:
            self.frame.cues[Slot.FIELD] = left
        else:
            self.frame.negated |= _DENIED

    def _leave_out_side(self, *, national: bool) -> None:
        """国のではなく: the city's is meant."""
        self.frame.national = not national
        others = [group for group in self.frame.groups if group.national != national]
        self.frame.groups = others or [replace(group, national=not national) for group in self.frame.groups]
