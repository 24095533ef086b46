"""From tags to a frame: a walk from left to right, then what is left out, how the parts relate, what stays unexplained."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from knowledge.notation.relative_years import RelativeYear
from knowledge.question.lexicon.fulltext import FullText
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.query.claims import telling_words
from knowledge.question.query.constructs import write_constructs
from knowledge.question.query.coverage import Coverage
from knowledge.question.query.exclusion import Exclusion
from knowledge.question.query.frame import LAST, REFUSED, Frame, Group, Mention
from knowledge.question.query.head_nouns import HeadNouns
from knowledge.question.query.limits import Limits
from knowledge.question.query.mention_context import MentionContext
from knowledge.question.query.named_by_figure import NamedByFigure
from knowledge.question.query.ordinals import HIGHEST_ORDINAL, Ordinals
from knowledge.question.query.pattern import kinds_of
from knowledge.question.query.phrases import Phrases
from knowledge.question.query.quoted import quoted_unknown
from knowledge.question.query.remarks import Remarks
from knowledge.question.query.restriction import Restriction
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script
from knowledge.strategy.model import Indicator, Kind
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.everyday import siblings

_ENDS = {"upper": "best", "lower": "worst"}
_CENTURY = 2000
_OF_CHANGE = (Slot.FIELD, Slot.DIRECTION, Slot.ASK, Slot.UNIT)
_BETWEEN_YEARS = (Slot.ASK, Slot.DISCOURSE, Slot.SERIES, Slot.COUNTER)  # vs, and, to
_DECADES = "1234"  # of the years that are written in two digits
_CHATTER = (Sense(Slot.FILLER, "chatter"), Sense(Slot.FILLER, "aside"))
_APART = frozenset({Slot.NAME, Slot.KEYWORD, Slot.GROUP, Slot.FILLER, Slot.YEAR, Slot.QUANTITY, Slot.DIGITS})


class FrameBuilder(TagWindow):
    """Walks the tags of one question from left to right and fills a frame."""

    def __init__(self, phrases: Phrases, strategy: Strategy, text: FullText) -> None:
        super().__init__(phrases.tokens, phrases.tags)
        self.phrases = phrases
        self.strategy = strategy
        self.text = text
        self.frame = Frame()
        self._numbering = Ordinals(self)
        self._scope: bool | None = None
        self._goals = len([goal for goal in strategy.of_kind(Kind.GOAL) if not goal.national])

    def build(self) -> Frame:
        """The frame of the question."""
        for place, tag in enumerate(self.tags):
            if self.breaks(place):
                self._scope = None
            elif place not in self._numbering.used:
                self._take(place, tag)
        self._rank_by_achievement()
        self._drop_qualifiers()
        self._drop_evaluation()
        self._name_by_brackets()
        NamedByFigure(self.frame, self.strategy).name()
        Exclusion(self, self.frame, self.strategy).exclude()
        HeadNouns(self.phrases, self.frame, self.strategy).settle()
        MentionContext(self, self.frame, self.strategy).settle()
        kinds = kinds_of(self)
        used = write_constructs(self.phrases, kinds, self.frame, self.strategy)
        limits = Limits(self.tokens, self.tags)
        self.frame.limits, self.frame.bounds = tuple(limits.find()), limits.years()
        used |= {at for group in (*self.frame.groups, *self.frame.left_out) for at in group.span}
        words = tuple(telling_words(self.phrases, kinds, used, self.frame.quantities))
        asked = (at for at, tag in enumerate(self.tags) if at not in used and (tag.has(Slot.REQUEST) or tag.has(Slot.AGGREGATE)))
        self.frame.requested += tuple(map(self.phrases.of, asked))
        coverage = Coverage(self.tokens, self.tags, self.frame, self.text)
        self.frame.unknown += self.phrases.around(coverage.weigh())
        self.frame.words = tuple(replace(word, aside=coverage.aside(word.place)) for word in words)
        self.frame.compounds = {place: self.phrases.of(place) for place in self.frame.compounds}
        remarks = [*Remarks(self.phrases, self.frame).find(), *quoted_unknown(self.phrases)]
        self.frame.unknown += remarks
        self.frame.residue += REFUSED if remarks else 0.0
        self.frame.parts = list(Restriction(coverage, self.phrases).find())
        self.frame.topics = tuple(self.phrases.around([mention.place] for mention in self.frame.mentions if mention.place >= 0))
        return self.frame

    def _take(self, place: int, tag: Tag) -> None:
        if not tag.senses:
            return
        frame, slots = self.frame, {sense.slot for sense in tag.senses}
        if Slot.NAME in slots or Slot.KEYWORD in slots:
            self._mention(place, tag)
        if Slot.SCOPE in slots or Slot.CITY in slots:
            self._scope = tag.has(Slot.SCOPE, "national")
            frame.national = self._scope if frame.national is None else frame.national
        self._figure(place, tag, slots)
        item = bool(frame.national) and tag.has(Slot.FIELD, "description")  # 国の基本目標1の項目 are its points, no indicators
        if Slot.GROUP in slots and not item and not (frame.groups and self._numbering.counts(place)):
            self._group(place, tag)
        if Slot.FILLER in slots:
            frame.chatters |= all(sense in _CHATTER for sense in tag.senses)
            frame.greets |= tag.has(Slot.FILLER, "greeting")
        certain = bool(frame.groups) and frame.groups[-1].place == place and frame.groups[-1].sure
        for sense in tag.senses:
            if sense.slot not in _APART and not (certain and sense.slot is Slot.FIELD):
                self.frame.cue(sense.slot, sense.value)

    def _figure(self, place: int, tag: Tag, slots: Container[Slot]) -> None:
        """A year, a quantity, or a number written in digits or words."""
        frame = self.frame
        if Slot.YEAR in slots and tag.year:
            frame.years.append(tag.year.year)
            frame.era = frame.era or tag.year.era
        if tag.has(Slot.TIME, "past_years"):
            frame.last_years = tag.last_years
        if Slot.QUANTITY in slots:
            frame.quantities.append(tag)
        if Slot.DIGITS in slots:
            self._number(place, tag)
        if self._sizes_ranking(place):
            self._ranking_size(place)
        elif Slot.NUMBER in slots:
            frame.cardinals += [int(value) for value in tag.values(Slot.NUMBER)]
        if Slot.ORDINAL in slots:
            self._ordinal(place, tag)

    def _mention(self, place: int, tag: Tag) -> None:
        names, topics = tag.values(Slot.NAME), tag.values(Slot.KEYWORD)
        last = self.tokens[tag.end - 1]
        surface = "".join(token.surface for token in self.tokens[tag.start : tag.end])
        bare = surface in (last.surface, *signs().quantities)
        self.frame.measurable |= not names and surface.endswith(signs().quantities) and not bare
        whole = [i for i in names if self.strategy[i].kind in (Kind.NATIONAL, Kind.CITY)]
        if whole:
            self._scope = self.strategy[whole[0]].kind is Kind.NATIONAL
            self.frame.national = self._scope if self.frame.national is None else self.frame.national
        self.frame.mentions.append(
            Mention(tuple(dict.fromkeys(names or topics)), bool(names), tag.score, place, topics, len(surface) == 1)
        )

    def _drop_qualifiers(self) -> None:
        """A word such as 累計 that tells some indicators apart asks for a sum beside the name of another one."""
        named = {i for mention in self.frame.mentions if mention.named for i in mention.ids}
        apart = {i for mention in self.frame.mentions if self._sums(mention) for i in mention.ids}
        if named and not named & apart:
            self.frame.mentions = [mention for mention in self.frame.mentions if not self._sums(mention)]

    def _drop_evaluation(self) -> None:
        """昨年度の評価, evaluation of births: of a year or of what is named, the evaluation itself is asked for.

        A principle that speaks of evaluating is not.
        """
        dated = bool(self.frame.years) or any(map(RelativeYear.read, self.frame.cues.get(Slot.TIME, ())))
        named = any(mention.named and set(mention.ids) != {self.strategy.root} for mention in self.frame.mentions)
        numbered = any(group.numbers for group in self.frame.groups)
        if (dated or named or numbered) and not self.frame.group(Kind.PRINCIPLE):
            self.frame.mentions = [m for m in self.frame.mentions if m.named or not self.tags[m.place].has(Slot.EVALUATION)]

    def _sums(self, mention: Mention) -> bool:
        return not mention.named and self.tags[mention.place].has(Slot.AGGREGATE)

    def _name_by_brackets(self) -> None:
        """歩行者通行量、平日と休日で: what tells two indicators apart names each, beside a word for both."""
        mentions = self.frame.mentions
        told = [m for m in mentions if not m.named and len(m.ids) == 1 and self._beside_both(m)]
        if len({i for mention in told for i in mention.ids}) > 1:
            self.frame.mentions = [replace(m, named=True) if m in told else m for m in mentions]

    def _beside_both(self, mention: Mention) -> bool:
        """Whether another word speaks of an indicator and of all that differ from it in brackets alone."""
        entity = self.strategy[mention.ids[0]]
        same = {each.id for each in siblings(self.strategy, entity)} if isinstance(entity, Indicator) else set()
        return bool(same) and any(same == set(other.ids) for other in self.frame.mentions if other is not mention)

    def _number(self, place: int, tag: Tag) -> None:
        if tag.quantity is None or self._sizes_ranking(place):
            return
        amount = tag.quantity.quantity.amount
        following = self.next(place)
        cardinal = following is not None and self.tags[following].has(Slot.COUNTER, "cardinal")
        after = self.next(following if cardinal else place)
        grouped = after is not None and self.tags[after].has(Slot.GROUP) and not self._numbering.owns(place, self._goals)
        labelled = place > 0 and self.has(place - 1, Slot.DISCOURSE, "label") and not self.has(place - 1, Slot.COUNTER)
        if (cardinal or grouped) and amount <= HIGHEST_ORDINAL and not labelled:
            self.frame.cardinals.append(int(amount))
            return  # four goals, 6つの基本目標: a count, not a number
        if self._numbering.is_label(place) or self._numbering.owns(place, self._goals):
            return
        if self._abbreviates_year(place):
            self.frame.years.append(_CENTURY + int(amount))
            return
        self.frame.digits.append(int(amount))
        self.frame.quantities.append(tag)

    def _abbreviates_year(self, place: int) -> bool:
        """Whether two digits are a year behind an indicator's name that ends the question, or two that it changed between.

        births 20, births 19 vs 21, 出荷額18→19何億増
        """
        if not self._is_decade(place):
            return False
        first, last = self._ends_of_decades(place, -1), self._ends_of_decades(place, 1)
        rest = (at for at in range(last + 1, len(self.tags)) if not (self.plain(at) or self.breaks(at)))
        if any(first == last or not self.tags[at].has_any(_OF_CHANGE) for at in rest):
            return False
        before = first - 1
        while before and (self.plain(before) or self.has(before, Slot.FIELD)) and not self.breaks(before):
            before -= 1
        mention = next((each for each in self.frame.mentions if each.place == before), None)
        return mention is not None and any(self.strategy[i].kind is Kind.INDICATOR for i in mention.ids)

    def _ends_of_decades(self, place: int, step: int) -> int:
        """Where such years end on one side of a place: side by side, or with a word that joins two."""
        while True:
            between = place + step
            joined = self.has(between + step, Slot.DIGITS) and (
                self.tags[between].has_any(_BETWEEN_YEARS) or self.surface(between) in signs().arrows
            )
            beside = place + step * (2 if joined else 1)
            if not self._is_decade(beside):
                return place
            place = beside

    def _is_decade(self, place: int) -> bool:
        if not self.has(place, Slot.DIGITS):
            return False
        written = self.surface(place)
        return len(written) == len("20") and written.isascii() and written[0] in _DECADES

    def _sizes_ranking(self, place: int) -> bool:
        """Whether a number tells how many of a ranking are asked for: 上位3つ, ワースト2, top three."""
        number = self.tags[place].has(Slot.NUMBER) or self.tags[place].has(Slot.DIGITS)
        return number and (self.has(place - 1, Slot.RANK) or self.has(place - 1, Slot.COUNTER, *_ENDS, "order_after"))

    def _ranking_size(self, place: int) -> None:
        self.frame.first = self._numbering.amount(place)
        for end in self.tags[place - 1].values(Slot.COUNTER):
            if end in _ENDS and not self.has(place - 1, Slot.RANK):
                self.frame.cue(Slot.RANK, _ENDS[end])
        if self.frame.has(Slot.RANK, "bad") or self.frame.has(Slot.STATUS, "behind"):
            self.frame.cues[Slot.RANK] = ["worst"]  # やばいやつTOP3

    def _rank_by_achievement(self) -> None:
        """The top three, by nothing that is told, are those that came furthest."""
        frame = self.frame
        criterion = frame.fields or frame.has(Slot.UNIT) or any(mention.named for mention in frame.mentions)
        if frame.first and frame.has(Slot.COUNTER, "upper") and frame.cues.get(Slot.RANK) == ["most"] and not criterion:
            frame.cues[Slot.RANK] = ["best"]

    def _ordinal(self, place: int, tag: Tag) -> None:
        after = self.next(place)
        if after is not None and self.tags[after].has(Slot.GROUP) and self._numbering.numbers_before(after):
            return  # the group takes it
        self.frame.ordinals += [LAST if value == "last" else int(value) for value in tag.values(Slot.ORDINAL)]

    def _group(self, place: int, tag: Tag) -> None:
        counted = self._numbering.numbers_before(place)
        numbers = self._owner(place, tag) or counted or self._numbering.numbers_after(place)
        if not numbers and tag.has(Slot.GROUP, "goal", "measure", "principle") and self._numbers_none(place):
            self.frame.unknown.append(self.phrases.of(place, place + 1))
            self.frame.residue = REFUSED
        before = self.previous(place)
        what = place > 0 and self.tags[place - 1].has(Slot.ASK, "what") and not numbers
        if what:
            self.frame.cue(Slot.ASK, "which")
        led = before is not None and (self.has(before, Slot.ASK, "which", "per") or self.has(before, Slot.SCOPE))
        asked = what or led or self.has(place + 1, Slot.FIELD, "description")  # the goal about education
        self.frame.totals |= self._numbering.is_total(before, tag, self.strategy, national=bool(self._scope))
        plural = self.tokens[tag.end - 1].surface.endswith("s") and self.tokens[tag.end - 1].script is Script.LATIN
        values = tag.values(Slot.GROUP)
        unsure = tag.has(Slot.FIELD, "target") and not (numbers or asked or (plural and "goal" in values))
        kinds = frozenset(Kind(value) for value in values)
        span = self._numbering.span(place, numbers)
        if counted and numbers == counted and before is not None:
            span |= {before}
            self.frame.cues[Slot.RANK] = [
                rank for rank in self.frame.cues.get(Slot.RANK, ()) if not self.has(before, Slot.RANK, rank)
            ]
        self.frame.groups += self._named_owner(place) if numbers and Kind.MEASURE in kinds else []
        self.frame.groups.append(Group(kinds, numbers, self._scope, not unsure, place, span, bool(counted) and numbers == counted))

    def _named_owner(self, place: int) -> list[Group]:
        """The goal that is named by its label before a numbered measure: 第2章第7節; none where a goal is numbered."""
        if any(Kind.GOAL in group.kinds and group.numbers for group in self.frame.groups) or not self.strategy.has_own_words:
            return []
        named = [each.ids[0] for each in self.frame.mentions if each.named and len(each.ids) == 1 and each.place < place]
        goal = self.strategy[named[-1]] if named else None
        if goal is None or goal.kind is not Kind.GOAL or goal.national:
            return []
        return [Group(frozenset({Kind.GOAL}), (int(goal.id.rsplit(".", 1)[1]),), self._scope, True, place - 1)]

    def _numbers_none(self, place: int) -> bool:
        """Whether a number right behind a group's word is that of none: 基本目標3.5, 施策-1."""
        after = self.tags[place + 1] if place + 1 < len(self.tags) else None
        if after is None or after.quantity is None or after.quantity.units or after.quantity.quantity.exponent:
            return False
        return bool(after.quantity.quantity.places) or after.quantity.quantity.amount < 0

    def _owner(self, place: int, tag: Tag) -> tuple[int, ...]:
        """The goal that a member's word gives by its number alone goes into the frame; a measure's own number comes back."""
        if not tag.has(Slot.GROUP, "measure", "indicator") or tag.has(Slot.GROUP, "goal"):
            return ()
        goal = Group(frozenset({Kind.GOAL}), (), self._scope, True, place - 1)
        alone = not self.frame.numbered and tag.has(Slot.GROUP, "measure")
        pair = (self._numbering.pair_after(place) or self._pair_before(place)) if alone else None
        owners = (pair[0],) if pair else self._numbering.owners_before(place, self._goals)
        owners = owners or self._numbering.owners_after(place, self._goals)
        self.frame.groups += [replace(goal, numbers=owners)] if owners else []
        return (pair[1],) if pair else ()

    def _pair_before(self, place: int) -> tuple[int, int] | None:
        """A goal's and a measure's number before its word, in plans that print both: elsewhere 1-3 are three goals."""
        labels = (entity.label or "" for entity in self.strategy.of_kind(Kind.MEASURE))
        pair = self._numbering.pair_before(place)
        if pair and pair[0] <= pair[1] and not any("-" in label for label in labels):
            pair = None  # 1-3 may be three goals, 4-2 is none
        self.frame.digits = [] if pair else self.frame.digits
        self.frame.quantities = [] if pair else self.frame.quantities
        return pair
