"""From tags to a frame: mentions, numbered groups, scopes, negation and correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.question.frame import LAST, Frame, Group, Mention
from knowledge.question.fulltext import FullText
from knowledge.question.residue import Residue
from knowledge.question.signs import signs
from knowledge.question.slots import Slot
from knowledge.question.tagger import Tag
from knowledge.question.text import Script, Token
from knowledge.strategy import Kind, Strategy

HIGHEST_ORDINAL = 30  # a larger number beside a goal or measure is a quantity
_NAMING = (Slot.NAME, Slot.KEYWORD, Slot.SCOPE, Slot.YEAR, Slot.STATUS, Slot.FIELD)
_HIGHEST = {"high": "most", "low": "least", "early": "earliest", "late": "latest"}
_POINTS = {"target", "baseline"}
_APART = frozenset({Slot.NAME, Slot.KEYWORD, Slot.GROUP, Slot.FILLER, Slot.YEAR, Slot.QUANTITY, Slot.DIGITS})


class FrameBuilder:
    """Walks the tags of one question from left to right and fills a frame."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag], strategy: Strategy, text: FullText) -> None:
        self.tokens = tokens
        self.tags = tags
        self.strategy = strategy
        self.text = text
        self.frame = Frame()
        self._used: set[int] = set()  # tags that belong to a tag before them
        self._scope: bool | None = None

    def build(self) -> Frame:
        """The frame of the question."""
        for place, tag in enumerate(self.tags):
            if self._breaks(place):
                self._scope = None
            elif place not in self._used:
                self._take(place, tag)
        self._exclude()
        self._correct()
        self._spread_scope()
        self._compare_points()
        self._raise_comparatives()
        self.frame.counted = {mention.place for mention in self.frame.mentions if self._has_head(mention.place, "count")}
        self.frame.headed = {m.place for m in self.frame.mentions if not m.named and self._has_head(m.place, "head")}
        Residue(self.tokens, self.tags, self.frame, self.text).weigh()
        return self.frame

    # one tag

    def _take(self, place: int, tag: Tag) -> None:
        frame = self.frame
        if tag.has(Slot.NAME) or tag.has(Slot.KEYWORD):
            self._mention(place, tag)
        if tag.has(Slot.SCOPE) or tag.has(Slot.CITY):
            self._scope = tag.has(Slot.SCOPE, "national")
            frame.national = self._scope if frame.national is None else frame.national
        self._figure(place, tag)
        if tag.has(Slot.GROUP) and not self._counts(place):
            self._group(place, tag)
        frame.greets |= tag.has(Slot.FILLER, "greeting")
        certain = bool(frame.groups) and frame.groups[-1].place == place and frame.groups[-1].sure
        for sense in tag.senses:
            if sense.slot not in _APART and not (certain and sense.slot is Slot.FIELD):
                self._cue(sense.slot, sense.value)

    def _figure(self, place: int, tag: Tag) -> None:
        """A year, a quantity, or a number written in digits or words."""
        frame = self.frame
        if tag.has(Slot.YEAR) and tag.year:
            frame.years.append(tag.year.year)
            frame.era = frame.era or tag.year.era
        if tag.has(Slot.QUANTITY):
            frame.quantities.append(tag)
        if tag.has(Slot.DIGITS):
            self._number(place, tag)
        if tag.has(Slot.NUMBER):
            frame.cardinals += [int(value) for value in tag.values(Slot.NUMBER)]
        if tag.has(Slot.ORDINAL):
            self._ordinal(place, tag)

    def _counts(self, place: int) -> bool:
        """Whether a group's word only counts what stands before it: 基本的な考え方の4項目."""
        if not self.tags[place].has(Slot.COUNTER, "cardinal") or not place or not self.frame.groups:
            return False
        return self.tags[place - 1].has(Slot.DIGITS) or self.tags[place - 1].has(Slot.NUMBER)

    def _cue(self, slot: Slot, value: str) -> None:
        values = self.frame.cues.setdefault(slot, [])
        if value not in values:
            values.append(value)

    def _mention(self, place: int, tag: Tag) -> None:
        names, topics = tag.values(Slot.NAME), tag.values(Slot.KEYWORD)
        last = self.tokens[tag.end - 1]
        surface = "".join(token.surface for token in self.tokens[tag.start : tag.end])
        self.frame.measurable |= not names and surface.endswith(signs().quantities) and surface != last.surface
        whole = [i for i in names if self.strategy[i].kind in (Kind.NATIONAL, Kind.CITY)]
        if whole:
            self._scope = self.strategy[whole[0]].kind is Kind.NATIONAL
            self.frame.national = self._scope if self.frame.national is None else self.frame.national
        self.frame.mentions.append(
            Mention(tuple(dict.fromkeys(names or topics)), bool(names), tag.score, place, topics, len(surface) == 1)
        )

    def _number(self, place: int, tag: Tag) -> None:
        if tag.quantity is None:
            return
        amount = tag.quantity.quantity.amount
        following = self._next(place)
        cardinal = following is not None and self.tags[following].has(Slot.COUNTER, "cardinal")
        after = self._next(following if cardinal else place)
        grouped = after is not None and self.tags[after].has(Slot.GROUP)
        if (cardinal or grouped) and amount <= HIGHEST_ORDINAL:
            self.frame.cardinals.append(int(amount))
            return  # four goals, 6つの基本目標: a count, not a number
        if self._is_label(place):
            return
        self.frame.digits.append(int(amount))
        self.frame.quantities.append(tag)

    def _ordinal(self, place: int, tag: Tag) -> None:
        after = self._next(place)
        if after is not None and self.tags[after].has(Slot.GROUP):
            return  # the group takes it
        self.frame.ordinals += [LAST if value == "last" else int(value) for value in tag.values(Slot.ORDINAL)]

    def _group(self, place: int, tag: Tag) -> None:
        numbers = self._numbers_before(place) or self._numbers_after(place)
        before = self._previous(place)
        what = place > 0 and self.tags[place - 1].has(Slot.ASK, "what") and not numbers
        if what:
            self._cue(Slot.ASK, "which")
        asked = what or (before is not None and (self.tags[before].has(Slot.ASK, "which") or self.tags[before].has(Slot.SCOPE)))
        self.frame.totals |= self._is_total(before, tag)
        plural = self.tokens[tag.end - 1].surface.endswith("s") and self.tokens[tag.end - 1].script is Script.LATIN
        values = tag.values(Slot.GROUP)
        unsure = tag.has(Slot.FIELD, "target") and not (numbers or asked or (plural and "goal" in values))
        kinds = frozenset(Kind(value) for value in values)
        self.frame.groups.append(Group(kinds, numbers, self._scope, not unsure, place, self._span(place, numbers)))

    def _span(self, place: int, numbers: Sequence[int]) -> frozenset[int]:
        """The places of a group's word and of the numbers right after it."""
        after = range(place + 1, len(self.tags))
        taken = [at for at in after if at in self._used] if numbers else []
        return frozenset((place, *taken))

    def _is_total(self, before: int | None, tag: Tag) -> bool:
        """Whether the number before a group's word is how many of the kind there are."""
        cardinal = None if before is None else self._cardinal(before)
        kinds = {Kind(value) for value in tag.values(Slot.GROUP)}
        return cardinal in {len([e for e in self.strategy.of_kind(kind) if e.national == bool(self._scope)]) for kind in kinds}

    def _cardinal(self, place: int) -> int | None:
        tag = self.tags[place]
        if tag.has(Slot.COUNTER, "cardinal") and place:
            tag = self.tags[place - 1]
        if tag.has(Slot.NUMBER):
            return int(tag.values(Slot.NUMBER)[0])
        return int(tag.quantity.quantity.amount) if tag.has(Slot.DIGITS) and tag.quantity else None

    # neighbours

    def _breaks(self, place: int) -> bool:
        tag = self.tags[place]
        return not tag.senses and self.tokens[tag.start].script.ends_clause

    def _plain(self, place: int) -> bool:
        tag = self.tags[place]
        return bool(tag.senses) and all(sense.slot in (Slot.FILLER, Slot.COUNTER) for sense in tag.senses)

    def _next(self, place: int | None) -> int | None:
        """The next tag that says something, within the clause."""
        if place is None:
            return None
        for following in range(place + 1, len(self.tags)):
            if self._breaks(following):
                return None
            if self.tags[following].has(Slot.COUNTER, "cardinal") or not self._plain(following):
                return following
        return None

    def _named_before(self, place: int) -> int | None:
        """What `じゃなくて` leaves out: the tag before it; before a mere 人数 or 数字, what that is of."""
        before = self._previous(place)
        while before is not None and self.tags[before].values(Slot.FIELD) == ("value",):
            before = self._previous(before)
        return before

    def _named_after(self, place: int) -> int | None:
        """The next tag in the clause that names something: what `not`, `not for` and `rather than` leave out."""
        for after in range(place + 1, len(self.tags)):
            if self._breaks(after):
                return None
            if any(self.tags[after].has(slot) for slot in _NAMING):
                return after
        return None

    def _previous(self, place: int) -> int | None:
        for before in range(place - 1, -1, -1):
            if self._breaks(before):
                return None
            if not self._plain(before):
                return before
        return None

    def _numbers_before(self, place: int) -> tuple[int, ...]:
        before = self._previous(place)
        between = range((before or 0) + 1, place)
        apart = any(self.tags[at].has(Slot.COUNTER, "article") for at in between)  # first the target
        if before is None or before in self._used or apart or not self.tags[before].has(Slot.ORDINAL):
            return ()
        return tuple(LAST if value == "last" else int(value) for value in self.tags[before].values(Slot.ORDINAL))

    def _numbers_after(self, place: int) -> tuple[int, ...]:
        """The numbers that follow a group's word: 目標1と4, goals 5 and 6; they belong to it and to nothing else."""
        numbers: list[int] = []
        at = place + 1
        span = False  # whether the next number ends a range
        while at < len(self.tags):
            number = self._ordinal_value(at)
            if number is not None:
                numbers += range(numbers[-1] + 1, number) if span and numbers else []
                numbers.append(number)
                self._used.add(at)
            elif self.tags[at].has(Slot.COUNTER, "ordinal", "before") or (
                (numbers or self._ordinal_after(at))
                and self._joins(at)
                and at + 1 < len(self.tags)
                and self._ordinal_value(at + 1) is not None
            ):
                pass
            else:
                break
            span = self.tags[at].has(Slot.COUNTER, "range")
            at += 1
        return tuple(numbers)

    def _ordinal_after(self, place: int) -> bool:
        """Whether what follows a comma can only number what stands before it: 基本的な考え方、4つ目は."""
        return place + 1 < len(self.tags) and self.tags[place + 1].has(Slot.ORDINAL)

    def _joins(self, place: int) -> bool:
        tag = self.tags[place]
        comma = not tag.senses and self.tokens[tag.start].key in signs().commas
        return comma or tag.has(Slot.DISCOURSE, "and") or tag.has(Slot.COUNTER, "range")

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
            return int(amount) if 0 < amount <= HIGHEST_ORDINAL else None
        return None

    def _is_label(self, place: int) -> bool:
        """Whether a number only numbers a line or an item of an agenda."""
        before = self._previous(place)
        labelled = before is not None and self.tags[before].has(Slot.DISCOURSE, "label")
        first = place == 0 or self._breaks(place - 1)
        alone = place + 1 < len(self.tags) and self._breaks(place + 1)
        return labelled or (first and alone and len(self.tags) > place + 2)

    # the whole

    def _exclude(self) -> None:
        """Drop what the question says it does not mean, unless nothing would be left to speak of."""
        out: set[int] = set()
        for place, tag in enumerate(self.tags):
            if tag.has(Slot.DISCOURSE, "excludes_previous"):
                self._drop(self._named_before(place), out)
            if tag.has(Slot.DISCOURSE, "excludes_next"):
                self._drop(self._named_after(place), out)
            following = self._next(place) if tag.has(Slot.DISCOURSE, "negates_next") else None
            if following is not None and any(self.tags[following].has(slot) for slot in (Slot.YEAR, Slot.UNIT, Slot.FIELD)):
                self.frame.negated = True
        left = [mention for mention in self.frame.mentions if mention.place not in out]
        for mention in self.frame.mentions:
            if mention.place in out:
                self.frame.excluded.update(mention.ids)
        if left or not any(m.named for m in self.frame.mentions):
            self.frame.mentions = left

    def _drop(self, place: int | None, out: set[int]) -> None:
        if place is None:
            return
        tag = self.tags[place]
        if tag.has(Slot.NAME) or tag.has(Slot.KEYWORD):
            out.add(place)
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

    def _correct(self) -> None:
        """After 間違えた or `I mean`, what was said before it is taken back."""
        places = [place for place in range(len(self.tags)) if self._takes_back(place)]
        for place in places:
            after = [mention for mention in self.frame.mentions if mention.place > place and mention.named]
            if after:
                self.frame.mentions = [mention for mention in self.frame.mentions if mention.place > place]

    def _compare_points(self) -> None:
        """現状値より目標値が低い, a target lower than the baseline: the indicators whose target lies below."""
        fields = [(place, field) for place, tag in enumerate(self.tags) for field in tag.values(Slot.FIELD) if field in _POINTS]
        lower = self.frame.has(Slot.COMPARE, "under") or self.frame.has(Slot.RANK, "low")
        higher = self.frame.has(Slot.COMPARE, "over") or self.frame.has(Slot.RANK, "high")
        if {field for _, field in fields} != _POINTS or lower == higher or any(m.named for m in self.frame.mentions):
            return
        standards = {field for place, field in fields if self._is_standard(place)}
        if standards == {"baseline" if lower else "target"}:
            self._cue(Slot.FILTER, "below_baseline")

    def _raise_comparatives(self) -> None:
        """もっとも and 先 make 最も先: a superlative word beside a comparative one."""
        ranks = self.frame.cues.get(Slot.RANK, [])
        if "superlative" in ranks:
            for rank in [_HIGHEST[rank] for rank in ranks if rank in _HIGHEST]:
                self._cue(Slot.RANK, rank)

    def _has_head(self, place: int, head: str) -> bool:
        """Whether a quantity of what stands at a place is named: Xの数, number of X."""
        after = place + 1
        if after < len(self.tags) and self.tags[after].has(Slot.COUNTER, "link"):
            after += 1
        before = place - 1
        if before > 0 and self.tags[before].has(Slot.COUNTER, "article"):
            before -= 1
        return (after < len(self.tags) and self.tags[after].has(Slot.COUNTER, f"{head}_after")) or (
            before >= 0 and self.tags[before].has(Slot.COUNTER, f"{head}_before")
        )

    def _is_standard(self, place: int) -> bool:
        """Whether something else is compared with what stands at a place: Xより, than X."""
        after = place + 1 < len(self.tags) and self.tags[place + 1].has(Slot.COUNTER, "than_after")
        before = [at for at in range(max(0, place - 3), place) if self.tags[at].has(Slot.COUNTER, "than_before")]
        return after or bool(before)

    def _takes_back(self, place: int) -> bool:
        """Whether a tag takes back what was said, by itself (間違えた) or as a clause of its own (…、違う、…)."""
        if self.tags[place].has(Slot.DISCOURSE, "correct"):
            return True
        begins = place > 0 and (self._breaks(place - 1) or self._plain(place - 1))
        ends = place + 1 < len(self.tags) and self._breaks(place + 1)
        return self.tags[place].has(Slot.DISCOURSE, "correct_alone") and begins and ends

    def _spread_scope(self) -> None:
        """A scope given once holds for all groups that have none."""
        frame = self.frame
        scopes = {group.national for group in frame.groups if group.national is not None}
        scope = frame.national if len(scopes) < 2 else None
        if scope is not None:
            frame.groups = [replace(group, national=scope if group.national is None else group.national) for group in frame.groups]
