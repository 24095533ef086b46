"""What of a message only sets the scene: who writes or asks, why, and what the answer is for. It is not read any further.

A sentence is left out beside one that asks and names what it asks about, unless it could name, date, count or limit something.
Of a sentence that asks, who asks it is left out (councillor Hale asks what…), and what for (before Friday's meeting).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.narration import Narration
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import quotations, signs
from knowledge.question.text.token import Script, Token

_LEAST = 3  # words of a sentence that tells something: fewer may say what is meant (Gotham City.)
_TOLD = 4  # words of one that may hold a word by which questions ask
_NAMES = (Slot.NAME, Slot.GROUP)
_CONTENT = (*_NAMES, Slot.KEYWORD, Slot.BEYOND, Slot.PART, Slot.YEAR, Slot.QUANTITY, Slot.DIGITS, Slot.KEEPER, Slot.WORDING)
_DATED = (Slot.TIME, Slot.ORDINAL, Slot.NUMBER, Slot.UNIT, Slot.SCALE, Slot.SCOPE, Slot.CITY, Slot.REQUEST, Slot.ASK)
_WANTS = (Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.ASK)
_STRONG = (
    Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.COMPARE, Slot.DIRECTION, Slot.FILTER, Slot.SERIES, Slot.AGGREGATE, Slot.EVALUATION,
)  # fmt: skip
_LIMITS = (
    "limit", "limit_before", "condition", "part_after", "among_after", "among_before", "place_suffix", "per_after", "outside",
)  # fmt: skip
_REFERS = (
    "restricts", "excludes_next", "excludes_previous", "negates_next", "among", "other", "correct", "correct_between", "there",
)  # fmt: skip
_LIMITING = (*_NAMES, Slot.PART, Slot.YEAR, Slot.QUANTITY, Slot.DIGITS, Slot.STATUS, Slot.FIELD, Slot.RANK, Slot.KEYWORD)
_ASKS = ("verb", "request")
_PURPOSE = ("purpose", "link", "by_before")  # with `before_year`, all that leads what an answer is for


class Scene(TagWindow):
    """Finds what sets the scene among the tags of one message."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag], typed: str) -> None:
        super().__init__(tokens, tags)
        self.narration = Narration(tokens, tags)
        self.quotes = [match.span() for match in quotations(typed)]

    def left(self) -> tuple[Tag, ...]:
        """The tags without it."""
        sentences = list(self._sentences())
        dropped = {place for each in sentences for place in (*self._asker(each), *self._purpose(each), *self._reported(each))}
        dropped.update(place for each in sentences for place in self.narration.told(each))
        if len(sentences) > 1:
            dropped.update(at for each in sentences for at in self._beside_quotes(each))
            asking = [each for each in sentences if self._is_whole(each)]
            named = any(self.tags[at].has(Slot.NAME) for each in asking for at in each)
            dropped.update(
                at for each in sentences if asking and each not in asking and self._tells(each, named=named) for at in each
            )
        return tuple(tag for place, tag in enumerate(self.tags) if place not in dropped) if dropped else tuple(self.tags)

    def _sentences(self) -> Iterator[range]:
        start = 0
        for place in range(len(self.tags)):
            if self._ends(place):
                yield range(start, place + 1)
                start = place + 1
        if start < len(self.tags):
            yield range(start, len(self.tags))

    def _ends(self, place: int) -> bool:
        return self.breaks(place) and self._first(place).script is Script.SENTENCE

    def _is_whole(self, sentence: Sequence[int]) -> bool:
        """Whether a sentence asks for something, and names or numbers what."""
        tags = [self.tags[at] for at in sentence]
        kind = any(tag.has(Slot.GROUP) for tag in tags) and _has(tags, (Slot.DIGITS, Slot.STATUS))
        named = kind or any(tag.has(Slot.NAME) for tag in tags)
        asks = _has(tags, _WANTS) or self._first(sentence[-1]).key in signs().question_marks
        return named and (asks or any(tag.has(Slot.FILLER, "request") for tag in tags))

    def _tells(self, sentence: Sequence[int], *, named: bool) -> bool:
        """Whether a sentence tells something that no question could be about or be limited by."""
        tags = [self.tags[at] for at in sentence if not self.breaks(at)]
        if len(tags) < _LEAST or self._first(sentence[-1]).key in signs().question_marks:
            return False
        if _has(tags, _CONTENT) or any(tag.has_any(_DATED) and not tag.has(Slot.FILLER) for tag in tags):
            return False
        if any(tag.has(Slot.COUNTER, *_LIMITS) or tag.has(Slot.DISCOURSE, *_REFERS) for tag in tags):
            return False
        strong = any(tag.has_any(_STRONG) and not tag.has(Slot.FILLER) for tag in tags)
        return not strong or (named and len(tags) >= _TOLD and not any(tag.has(Slot.FILLER, "request") for tag in tags))

    def _beside_quotes(self, sentence: Sequence[int]) -> Iterator[int]:
        """What stands around a quotation that names something, in a sentence that does not ask; and the quoted figure.

        Another sentence asks about it: 前回の「目標は3,200人」は誤り。正しくは何人か。Of two, the last is what is meant.
        """
        inside = {at: quote for at in sentence for quote in self.quotes if self._stands_in(at, quote)}
        named = [quote for at, quote in inside.items() if self.tags[at].has_any(_NAMES)]
        outside = [self.tags[at] for at in sentence if at not in inside and not self._counts_a_page(at)]
        limited = any(tag.has_any((*_CONTENT, Slot.FIELD)) and not tag.has(Slot.FILLER) for tag in outside)
        if not named or limited or self._is_question(sentence) or self._asks_when():
            return
        for at in sentence:
            figure = self.tags[at].has(Slot.QUANTITY) or self.tags[at].has(Slot.DIGITS)
            figure = figure and not (self.has(at - 1, Slot.GROUP) or self.has(at + 1, Slot.GROUP))
            if not self.breaks(at) and (inside.get(at) != named[-1] or figure):
                yield at

    def _stands_in(self, place: int, quote: tuple[int, int]) -> bool:
        return quote[0] <= self._first(place).start and self._first(place).end <= quote[1]

    def _counts_a_page(self, place: int) -> bool:
        """Whether a number says where something stands: 3頁, slide 4."""
        return self.has(place, Slot.DIGITS) and any(self.has(at, Slot.DISCOURSE, "label") for at in (place - 1, place + 1))

    def _is_question(self, sentence: Sequence[int]) -> bool:
        """Whether a sentence asks, by a word or a mark; `says` by itself requests nothing."""
        tags = [self.tags[at] for at in sentence]
        requests = any(tag.has(Slot.FILLER, "request") and not tag.has(Slot.FILLER, "chatter") for tag in tags)
        asks = requests or any(tag.has(Slot.ASK, "wh", "which", "count") for tag in tags)
        return asks or self._first(sentence[-1]).key in signs().question_marks

    def _asks_when(self) -> bool:
        return any(tag.has(Slot.ASK, "when") or tag.has(Slot.FIELD, "year") for tag in self.tags)

    def _asker(self, sentence: range) -> Iterator[int]:
        """Where the name stands of who asks or says something: Councillor Hale asks what…, 遠藤部長が…と聞いています."""
        for place in sentence:
            if self._is_person(place):
                yield from self._name_before(place)
        for clause in self._clauses(sentence):
            yield from self._who_says(clause)
        yield from self._circumstances(sentence)

    def _clauses(self, sentence: range) -> Iterator[range]:
        start = sentence.start
        for at in sentence:
            if self.breaks(at):
                yield range(start, at)
                start = at + 1
        yield range(start, sentence.stop)

    def _who_says(self, clause: range) -> Iterator[int]:
        """The unknown words of an English clause before its verb of saying: Councillor Hale asks, our mayor noted that."""
        lead = list(self._until_content(clause))
        asked = len(lead)
        while lead and self.has(lead[-1], Slot.FILLER, "function"):
            lead.pop()
        says = any(self.has(at, Slot.DISCOURSE, "it") for at in clause[len(lead) : asked])  # noted that
        strangers = [at for at in lead if not self.tags[at].senses]
        known = any(self.tags[at].has(Slot.FILLER, "aside") or self.tags[at].has(Slot.COUNTER, "own") for at in lead)
        named = known or any(self._first(at).capital for at in strangers)
        if lead and named and len(lead) < len(clause) and (says or self._asks(lead[-1])):
            yield from strangers

    def _until_content(self, clause: range) -> list[int]:
        """The words of a clause before those that say what is asked, where they are in English."""
        lead: list[int] = []
        for at in clause:
            asks = any(self.has(at, slot) for slot in (Slot.ASK, *_STRONG)) and not self.has(at, Slot.FILLER, "verb")
            if self._first(at).script is not Script.LATIN or self.tags[at].has_any(_CONTENT) or asks:
                break
            lead.append(at)
        return lead

    def _circumstances(self, sentence: range) -> Iterator[int]:
        """What somebody tells of himself before he asks, without a mark between: I'm on the train, what was the checkup rate."""
        asks = next((at for at in sentence if self.has(at, Slot.ASK, "wh")), None)
        lead = range(sentence.start, sentence.start if asks is None else asks)
        own = any(self.has(at, Slot.COUNTER, "own") for at in lead)
        told = own and len(lead) >= _TOLD
        told = told and not any(self.tags[at].has_any(_LIMITING) or self.narration.limits(at) for at in lead)
        if told and self._first(lead[0]).script is Script.LATIN and any(self.tags[at].has_any(_NAMES) for at in sentence):
            yield from lead

    def _asks(self, place: int) -> bool:
        return self.has(place, Slot.FILLER, *_ASKS) or self.has(place, Slot.DISCOURSE, "asks")

    def _is_person(self, place: int) -> bool:
        """Whether a word behind a name says that it is somebody's who does something: 鈴木委員から, ブラウンさんが."""
        title = self.has(place, Slot.COUNTER, "person") or self.has(place, Slot.FILLER, "aside")
        if not title or place + 1 == len(self.tags) or not self._first(place).script.japanese:
            return False
        does = self.plain(place + 1) and not self.has(place + 1, Slot.COUNTER, "link")
        return does or any(self._stands_in(place + 1, quote) for quote in self.quotes)

    def _name_before(self, place: int) -> Iterator[int]:
        """Where the unknown signs of a name stand right before a place."""
        at = place - 1
        while at >= 0 and not self.tags[at].senses and not self.breaks(at) and self._first(at).script is not Script.HIRAGANA:
            yield at
            at -= 1

    def _purpose(self, sentence: range) -> Iterator[int]:
        """Where the end of a sentence stands that says what the answer is for: before Friday's meeting, at your convenience."""
        leads = [
            at for at in sentence if self.tags[at].has(Slot.COUNTER, *_PURPOSE) or self.tags[at].has(Slot.COMPARE, "before_year")
        ]
        ends = [*(at for at in sentence if self.breaks(at)), sentence.stop] if leads else []
        for place in leads:
            tail = range(place, ends[bisect_left(ends, place)])
            before = range(sentence.start, place - (not self.has(place, Slot.COUNTER, "by_before")))
            if tail and self._leads_a_purpose(place, tail) and any(self.tags[at].has_any(_NAMES) for at in before):
                yield from tail
                return

    def _reported(self, sentence: range) -> Iterator[int]:
        """Where a sentence says that somebody asked what it quotes, and whom: 商工会の人に…はいくつかって聞かれて困っています."""
        quoted_at = (at for at in sentence if self.has(at - 1, Slot.ASK, "check") and self.has(at, Slot.FILLER, "particle"))
        end = next((at for at in quoted_at if self.has(at, Slot.POLARITY, "bridge") or self.has(at, Slot.DISCOURSE, "and")), None)
        if end is None or not any(self.tags[at].has_any((*_NAMES, Slot.KEYWORD)) for at in range(sentence[0], end)):
            return
        tail = [self.tags[at] for at in range(end, sentence.stop)]
        says_more = (*_NAMES, Slot.PART, Slot.YEAR, Slot.QUANTITY, Slot.DIGITS, *_STRONG)
        if len(tail) < _LEAST or any(tag.has_any(says_more) or tag.has(Slot.COUNTER, *_LIMITS) for tag in tail):
            return
        yield from (at for at in range(end, sentence.stop) if not self.breaks(at))
        asker = next(
            (at for at in sentence if self.has(at, Slot.POLARITY, "bridge") or self.has(at, Slot.COUNTER, "away_after")), end
        )
        if not any(self.tags[at].has_any((*_CONTENT, *_STRONG)) for at in range(sentence[0], asker)):
            yield from range(sentence[0], asker)

    def _leads_a_purpose(self, place: int, tail: range) -> bool:
        own = self.has(place, Slot.COUNTER, "purpose") and self.has(place + 1, Slot.COUNTER, "own")
        own = own or (self.has(place, Slot.COUNTER, "link") and self.has(place + 1, Slot.COUNTER, "yours"))
        event = self.has(place, Slot.COMPARE, "before_year") and self.has(tail[-1], Slot.FILLER) and len(tail) > 1
        event = event or self._is_deadline(place, tail)
        event = event and not self.has(tail[-1], Slot.FILLER, "aside") and self._first(place).script is Script.LATIN
        return (own or event) and not any(self.tags[at].has_any((*_CONTENT, Slot.FIELD)) for at in tail)

    def _is_deadline(self, place: int, tail: range) -> bool:
        """Whether a request says by which day it should be done: needs it by tomorrow."""
        dated = self.has(place, Slot.COUNTER, "by_before") and self.has(tail[-1], Slot.FILLER, "date")
        return dated and any(self.has(at, Slot.FILLER, "request") for at in range(place) if not self._ends(at))

    def _first(self, place: int) -> Token:
        return self.tokens[self.tags[place].start]


def _has(tags: Sequence[Tag], slots: Sequence[Slot]) -> bool:
    return any(tag.has_any(slots) for tag in tags)
