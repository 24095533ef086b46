"""What one sentence tells before it asks, without a mark between: the clauses of the asker's situation, and others' opinions.

`The editor called and I'm on a train so how many births were there`; 課長が出荷額は楽勝だって言うんだけど目標まで毎年何億円.
A clause that could limit what is asked, or names what nothing is known of, is kept, and the question is then refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.token import Script, Token

_TOPICS = (Slot.NAME, Slot.KEYWORD, Slot.GROUP)
_FIGURES = (Slot.YEAR, Slot.QUANTITY, Slot.DIGITS)
_DATED = (Slot.TIME, Slot.ORDINAL, Slot.NUMBER, Slot.SCALE)
_ASKED = (
    Slot.STATUS, Slot.RANK, Slot.COMPARE, Slot.DIRECTION, Slot.FILTER, Slot.SERIES, Slot.AGGREGATE, Slot.EVALUATION, Slot.FIELD,
)  # fmt: skip
_OFTEN_TOLD = {"goal", "description", "latest", "name", "value"}  # fields whose words are in many sentences: about, called, news
_LIMITS = ("limit", "limit_before", "condition", "part_after", "among_after", "among_before", "place_suffix", "outside")
_REFERS = ("restricts", "excludes_previous", "negates_next", "among", "correct", "correct_between")
_LEAST = 4  # tags of what somebody says of a fact in Japanese, down to the verb on which its clause ends


class Narration(TagWindow):
    """Finds what a sentence tells before it asks."""

    def told(self, sentence: range) -> Iterator[int]:
        """Where the tags stand that only tell."""
        if sentence and self._first(sentence.start).script is Script.LATIN:
            yield from self._situation(sentence)
            return
        yield from self._opinion(sentence)
        yield from self._fact(sentence)
        yield from self._source(sentence)

    def _situation(self, sentence: range) -> Iterator[int]:
        """The English clauses joined before the first one that asks; where that names nothing, those that name are kept."""
        clauses = list(self._joined(self._after_marks(sentence)))
        asking = next((n for n, clause in enumerate(clauses) if self._asks_at_once(clause)), 0)
        question = range(clauses[asking].start, sentence.stop) if asking else range(0)
        named = any(self.has(at, Slot.NAME) for at in question)
        lead = clauses[:asking]
        if not named:
            lead = [clause for clause in lead if not any(self.tags[at].has_any(_TOPICS) for at in clause)]
            named = any(self.has(at, Slot.NAME) for clause in clauses[:asking] for at in clause)
        if named and all(self._only_tells(clause) for clause in lead):
            yield from (at for clause in lead for at in clause)

    def _after_marks(self, sentence: range) -> range:
        """What follows the last mark within a sentence: a mark may set apart what limits it (two years ago, …)."""
        marks = [at for at in sentence[:-1] if self.breaks(at)]
        return range(marks[-1] + 1, sentence.stop) if marks else sentence

    def _joined(self, sentence: range) -> Iterator[range]:
        """The clauses of an English sentence: and, so, but and because begin another one."""
        start = sentence.start
        for at in range(sentence.start + 1, sentence.stop):
            if self._joins(at) and at + 1 < sentence.stop:
                yield range(start, at)
                start = at
        yield range(start, sentence.stop)

    def _joins(self, place: int) -> bool:
        joint = self.has(place, Slot.DISCOURSE, "next", "excludes_number", "cause") and self.has(place, Slot.FILLER, "function")
        after = place + 1
        says = self.has(after, Slot.COUNTER, "own") or self.has(after, Slot.DISCOURSE, "it") or self._asks(after)
        whose = self.has(after, Slot.COUNTER, "article") and not self.has(place, Slot.DISCOURSE, "and")
        bare = self.has(after, Slot.FILLER, "function") and len(self.tags[after].senses) == 1  # he, she
        return (joint or self.has(place, Slot.DISCOURSE, "and")) and not self._links(place) and (says or whose or bare)

    def _asks_at_once(self, clause: range) -> bool:
        """Whether a clause begins with its question, after its joint: so how many, and is it."""
        begins = clause.start + (self._joins(clause.start) or self.has(clause.start, Slot.DISCOURSE, "next"))
        return begins in clause and self._asks(begins)

    def _asks(self, place: int) -> bool:
        function = self.has(place, Slot.FILLER, "function") and not self.has(place, Slot.COUNTER, "own")
        return self.has(place, Slot.ASK, "wh", "which", "count") or (function and self.has(place, Slot.ASK, "check"))

    def _only_tells(self, clause: range) -> bool:
        """Whether nothing of an English clause asks, limits, or is a topic of which nothing is known."""
        for at in clause:
            tag = self.tags[at]
            if tag.has_any((*_FIGURES, Slot.PART)) or tag.has(Slot.BEYOND, "place"):
                return False
            if tag.has_any(_DATED) and not tag.has(Slot.FILLER):
                return False
            if tag.has(Slot.COUNTER, *_LIMITS) or tag.has(Slot.DISCOURSE, *_REFERS) or self.limits(at):
                return False
            if tag.has(Slot.COUNTER, "edition") and not tag.has(Slot.FILLER):
                return False
            if tag.has_any(_ASKED) and not set(tag.values(Slot.FIELD)) & _OFTEN_TOLD and not tag.has(Slot.FILLER):
                return False
        return True

    def limits(self, place: int) -> bool:
        """Whether an English word leaves something out, or is a topic of which nothing is known."""
        return self.has(place, Slot.BEYOND, "thing") or self._leaves_out(place) or self._is_sought(place)

    def _leaves_out(self, place: int) -> bool:
        """Whether a word leaves something out, and does not say where somebody is not or what he does not have."""
        mine = self.has(place + 1, Slot.COUNTER, "own") or self._links(place + 1)
        return self.has(place, Slot.DISCOURSE, "excludes_next") and not mine

    def _is_sought(self, place: int) -> bool:
        """Whether an unknown word is what a clause wants, or what it says is spoken of: about drugstores, a figure for potholes."""
        if not (self._is_unknown(place) or self.has(place, Slot.BEYOND) or self.has(place, Slot.TIME, "finer")):
            return False
        before = self._heads[place]
        about = (self.has(before, Slot.FIELD, "description") and self.has(before, Slot.FILLER, "function")) or self.has(
            before, Slot.COUNTER, "of"
        )
        named = self._first(place).capital and (self._links(before) or self.has(before, Slot.ASK, "check"))
        tied = named or (self._links(before) and self.has(before, Slot.DISCOURSE, "next"))
        return about or tied or self._wants(before)

    @cached_property
    def _heads(self) -> Sequence[int]:
        """For each place the nearest one before it that holds neither an article nor an unknown word; -1 where there is none."""
        heads: list[int] = []
        for before in range(-1, len(self.tags) - 1):
            passed = before >= 0 and (self.has(before, Slot.COUNTER, "article") or self._is_unknown(before))
            heads.append(heads[before] if passed else before)
        return heads

    def _is_unknown(self, place: int) -> bool:
        return not self.tags[place].senses and not self.breaks(place)

    def _wants(self, place: int) -> bool:
        return self.has(place, Slot.FILLER, "request") or self.has(place, Slot.REQUEST)

    def _opinion(self, sentence: range) -> Iterator[int]:
        """What somebody says of an indicator before another clause asks about it: 課長が出荷額は楽勝だって言うんだけど."""
        lead = self._led(sentence)
        if lead is None or not self._asks_only(range(lead.stop, sentence.stop)):
            return
        topics = [at for at in lead if self.has(at, Slot.COUNTER, "topic")]
        named = [at for at in lead if self.tags[at].has_any((Slot.NAME, Slot.KEYWORD))]
        says = named and any(self.has(at, Slot.COUNTER, "subject") for at in range(lead.start, named[0]))
        if says and topics and topics[-1] > named[-1] and self._predicates(range(topics[-1] + 1, lead.stop)):
            yield from range(topics[-1] + 1, lead.stop)

    def _fact(self, sentence: range) -> Iterator[int]:
        """What a clause tells of an indicator as a fact, down to its stem before a mark: 交流人口が…ことを踏まえ、目標まで."""
        end = next((at for at in sentence if self.breaks(at)), None)
        if end is None or not self._asks_only(range(end + 1, sentence.stop)):
            return
        lead = range(sentence.start, end)
        subject = next((at for at in lead if self.has(at, Slot.COUNTER, "subject") and self.has(at - 1, Slot.NAME)), None)
        stem = (
            lead and not self.tags[lead[-1]].has_any((Slot.ASK, Slot.POLARITY)) and not self.has(lead[-1], Slot.FILLER, "particle")
        )
        topic = subject is not None and self.has(subject, Slot.COUNTER, "topic")
        if subject is not None and stem and not topic and end - subject > _LEAST and self._predicates(range(subject + 1, end)):
            yield from range(subject + 1, end + 1)

    def _source(self, sentence: range) -> Iterator[int]:
        """What the passage is for that a Japanese sentence then seeks: 予算要求で…のことを引用したくてそれって何番の施策."""
        leads = [at for at in sentence if self._leads(at)]
        question = range(leads[-1] + 1, sentence.stop) if leads else range(0)
        sought = any(self.has(at, Slot.GROUP) for at in question) and any(self.has(at, Slot.ASK, "which") for at in question)
        if not sought or not any(self.has(at, Slot.DISCOURSE, "it") for at in question):
            return
        clause = range(leads[-2] + 1 if len(leads) > 1 else sentence.start, leads[-1] + 1)
        topics = [at for at in clause if self.tags[at].has_any((Slot.NAME, Slot.KEYWORD))]
        where = [at for at in clause if topics and at < topics[-1] and self.has(at, Slot.DISCOURSE, "next")]
        if topics:
            yield from range(sentence.start, where[-1] + 1 if where else clause.start)
            field = next((at for at in range(topics[-1] + 1, clause.stop) if self.has(at, Slot.FIELD)), clause.stop)
            yield from range(field, clause.stop)

    def _led(self, sentence: range) -> range | None:
        """The clause of a Japanese sentence up to the last word that leads to another one."""
        lead = [at for at in sentence if self._leads(at)]
        begins = [at + 1 for at in sentence if lead and at < lead[-1] and (self.breaks(at) or at in lead[:-1])]
        return range(begins[-1] if begins else sentence.start, lead[-1] + 1) if lead else None

    def _leads(self, place: int) -> bool:
        return self.has(place, Slot.DISCOURSE, "leads", "wishes")

    def _asks_only(self, question: range) -> bool:
        """Whether a clause asks and does not say about what, so that the one before it does."""
        asks = any(self.has(at, Slot.ASK, "wh") or self.has(at, Slot.FIELD) for at in question)
        others = any(self.tags[at].has_any((*_TOPICS, Slot.PART, Slot.KEEPER)) or self.has(at, Slot.BEYOND) for at in question)
        return asks and not others and not any(self.has(at, Slot.FIELD, "contact", "keeper") for at in question)

    def _predicates(self, words: Sequence[int]) -> bool:
        """Whether words only say how something is, and not which part of it or when."""
        for at in words:
            tag = self.tags[at]
            if (
                tag.has_any((Slot.NAME, Slot.PART, Slot.SCOPE, Slot.CITY, *_FIGURES))
                or tag.has(Slot.BEYOND, "place")
                or self.breaks(at)
            ):
                return False
            if tag.has_any((Slot.KEYWORD, Slot.BEYOND)) and self.has(at + 1, Slot.DISCOURSE, "next"):
                return False  # 県外で
            subject = tag.has(Slot.COUNTER, "subject") and not tag.has(Slot.COUNTER, "link")
            if subject or tag.has(Slot.COUNTER, *_LIMITS) or tag.has(Slot.DISCOURSE, "restricts", "among", "excludes_next"):
                return False
            if tag.has(Slot.DISCOURSE, "excludes_previous") and not self.has(at + 1, Slot.ASK, "check"):
                return False  # 無理じゃないか denies nothing
        return True

    def _links(self, place: int) -> bool:
        return self.has(place, Slot.COUNTER, "link")

    def _first(self, place: int) -> Token:
        return self.tokens[self.tags[place].start]
