"""What limits a question to a part of what is held: 夏の観光客, 40代の受診率, births per 1,000 people, foreigners only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.coverage import Coverage
from knowledge.question.query.frame import Part
from knowledge.question.query.phrases import Phrases
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.token import Script

_OF_WORDS = (Script.KANJI, Script.KATAKANA, Script.LATIN)
_OF_PARTS = (Slot.KEYWORD, Slot.BEYOND, Slot.PART)
_ASKED = (Slot.FIELD, Slot.STATUS, Slot.RANK)
_NUMBERS = (Slot.DIGITS, Slot.NUMBER, Slot.ORDINAL, Slot.QUANTITY)


class Restriction(TagWindow):
    """Finds the words that limit what one question asks of its subjects."""

    def __init__(self, coverage: Coverage, phrases: Phrases) -> None:
        super().__init__(coverage.tokens, coverage.tags)
        self.coverage = coverage
        self.phrases = phrases

    def find(self) -> Iterator[Part]:
        """The parts: where a clause has a subject or limits what the others ask; anywhere, where the thread gives the subject."""
        clauses = {self.coverage.parts[place] for place in self.coverage.subjects}
        for place in range(len(self.tags)):
            if (
                not clauses
                or self.coverage.parts[place] in clauses
                or self._limits_the_rest(place)
                or self.coverage.in_brackets(place)
            ):
                yield from self._part(place)

    def _limits_the_rest(self, place: int) -> bool:
        """Whether the clause of a place only limits what another asks: 40代の人では, of those over 60, 夏休みだけだと.

        A clause with a copula tells of somebody instead (40代の者ですが), and so does one that begins with no preposition.
        """
        part = self.coverage.parts[place]
        clause = [at for at, number in enumerate(self.coverage.parts) if number == part and not self.breaks(at)]
        if any(self.has(at, Slot.FIELD, "scope") for at in clause) and not any(self.has(at, Slot.ASK, "wh") for at in clause):
            return any(self._says_whom(at) for at in clause)  # 対象は外国籍の方です
        tells = any(self.has(at, Slot.FILLER, "copula") or self.has(at, Slot.FIELD) for at in clause)
        if any(self._limits(at) or (self._limits_the_next(at) and not tells) for at in clause):
            return any(self._says_whom(at) for at in clause)
        asks = any(self.has(at, Slot.ASK, "wh", "count") or self.has(at, Slot.FILLER, "request") for at in clause)
        if any(self.has(at, Slot.PART, "share") or (asks and self._is_part(at)) for at in clause):
            return part > min(map(self.coverage.parts.__getitem__, self.coverage.subjects))  # うち八十歳以上は何人
        if tells:
            return False
        if any(self.has(at, Slot.PART) for at in clause) and all(self.has(at, Slot.PART) or self._says_little(at) for at in clause):
            return True  # コンビニ分で
        if self.has(place, Slot.PART) and self.has(place + 1, Slot.COUNTER, "topic"):
            return True
        leads = self._leads_a_part(clause[0]) if clause else False
        return self._is_age(place) and (leads or any(self.has(at, Slot.COUNTER, "topic") for at in clause))

    def _limits(self, place: int) -> bool:
        """Whether a word limits what a question asks, whatever else its clause says: 外国人のみ, girls only."""
        return self.has(place, Slot.COUNTER, "limit") or self.has(place, Slot.DISCOURSE, "restricts") or self._limits_before(place)

    def _limits_before(self, place: int) -> bool:
        """Whether an English word that limits ends its clause, and so limits what stands before it: girls only."""
        ends = place + 1 == len(self.tags) or self.breaks(place + 1)
        return ends and self.has(place, Slot.COUNTER, "limit_before")

    def _says_little(self, place: int) -> bool:
        return self.plain(place) or self.has(place, Slot.DISCOURSE, "next")

    def _says_whom(self, place: int) -> bool:
        """Whether a word can say of whom or what a part is: men, 外国人, an unknown word, 第2子以降."""
        return self._is_part(place) or self._names_a_part(place) or self._unknown(place)

    def _is_part(self, place: int) -> bool:
        """Whether a word is of a part whatever the plan holds: 男性, 第2子, those over 60."""
        numbered = self.has(place, Slot.COUNTER, "part_after") and self._numbered(place - 1)
        return numbered or self.has(place, Slot.PART) or self._bounds_an_age(place)

    def _is_age(self, place: int) -> bool:
        """Whether persons of an age are meant: 40代, 60歳以上, in their forties, those over 60."""
        numbered = self.has(place, Slot.COUNTER, "part_after") and self._numbered(place - 1)
        return numbered or self.has(place, Slot.PART, "age") or self._bounds_an_age(place)

    def _leads_a_part(self, place: int) -> bool:
        """Whether a clause begins with a preposition or with what chooses among a whole: for people…, of those…."""
        return self.has(place, Slot.COUNTER, "link") or self.has(place, Slot.DISCOURSE, "among")

    def _part(self, place: int) -> Iterator[Part]:
        if not self.tags[place].senses and place not in self.coverage.frame.left_aside:
            return
        spans = self._places(place)
        if spans:
            yield self._of(*spans)
        elif self._among(place):
            begins = place + 1 if place + 1 < len(self.tags) and self.breaks(place + 1) else place  # 観光客数のうち、県外の方は
            after = [
                at for at in self._clause_after(begins) if self._names_a_part(at) or self._unknown(at) or self.has(at, Slot.CITY)
            ]
            yield from map(self._of, after)
        elif self.has(place, Slot.COUNTER, "limit") or self._limits_before(place):
            yield from self._limited(place)
        elif self._limits_the_next(place):
            yield from islice((self._of(at) for at in self._clause_after(place) if self._names_a_part(at) or self._unknown(at)), 1)

    def _places(self, place: int) -> tuple[int, ...]:
        """Where the words of a part stand of which one stands at a place; nothing where none does."""
        tag = self.tags[place]
        if (tag.has(Slot.COUNTER, "part_after") and self._numbered(place - 1)) or self._per_quantity(place):
            return place - 1, place
        if self._tells_each(place):
            return place - 1, place
        if self._counts_something(place) or (tag.has(Slot.ASK, "per") and self.has(place + 1, Slot.QUANTITY)):
            return place, place + 1
        if self._bounds_an_age(place):
            return place, place + 1, place + 2
        if self._tells_which(place):
            return place, *self._clause_after(place)
        part = tag.has(Slot.PART) and (not tag.has(Slot.FILLER) or self.coverage.attached(place))
        headed = self._names_a_part(place) and self.has(place + 1, Slot.COUNTER, "head_after")
        return (place,) if part or headed or place in self.coverage.frame.left_aside else ()

    def _among(self, place: int) -> bool:
        """Whether a word says that some of a whole are meant: 出生数のうち, how many of the births."""
        of = self.has(place, Slot.ASK, "count") and self.has(place + 1, Slot.COUNTER, "of")
        if self.has(place, Slot.COUNTER, "among_before"):
            of = of or self.has(place + 1, Slot.NAME) or self.has(place + 2, Slot.NAME)
        return of or (
            self.tags[place].has(Slot.COUNTER, "among_after")
            and (self.has(place - 1, Slot.NAME) or self.has(place - 1, Slot.KEYWORD))
        )

    def _bounds_an_age(self, place: int) -> bool:
        """Whether persons are limited by a mere number: people under 30, those over 60."""
        bound = place + (2 if self.has(place + 1, Slot.ASK, "check") else 1)  # how many of them are over 80
        if not (self.has(bound, Slot.COMPARE) and self.has(bound + 1, Slot.DIGITS)):
            return False
        return self.has(place, Slot.UNIT) or self.has(place, Slot.DISCOURSE, "among") or self.has(place, Slot.ASK, "ones")

    def _tells_which(self, place: int) -> bool:
        """Whether a relative clause tells which of the persons of a name are meant: visitors who stayed overnight."""
        relative = self.has(place, Slot.COUNTER, "relative") and self.has(place - 1, Slot.NAME)
        return relative and not any(self.tags[at].has_any(_ASKED) for at in self._clause_after(place))

    def _limits_the_next(self, place: int) -> bool:
        """Whether a word limits what follows it: only drugstores, just for temples."""
        return self.has(place, Slot.COUNTER, "limit_before") or self.has(place, Slot.DISCOURSE, "restricts")

    def _tells_each(self, place: int) -> bool:
        """Whether a figure is asked for of each of a kind that nobody knows: 地区ごとに."""
        japanese = self.has(place, Slot.ASK, "per") and self.tokens[self.tags[place].start].script.japanese
        return japanese and place > 0 and (self._unknown(place - 1) or self.has(place - 1, Slot.COUNTER, "place_suffix"))

    def _counts_something(self, place: int) -> bool:
        """Whether a number, or 何, makes one word with what it counts: 3,000世帯, 何市町村."""
        tag = self.tags[place]
        asks = tag.has(Slot.ASK, "wh") and tag.end - tag.start == 1 and self.tokens[tag.start].script is Script.KANJI
        if not ((asks or tag.has(Slot.DIGITS)) and place + 1 < len(self.tags)):
            return False
        after = self.tokens[self.tags[place + 1].start]
        joined = not asks if after.script is Script.LATIN else after.script in (Script.KANJI, Script.KATAKANA) and not after.gap
        return joined and (self._names_a_part(place + 1) or (self.surface(place).isascii() and self._unknown(place + 1)))

    def _names_a_part(self, place: int) -> bool:
        """Whether a word names something of its own, and no indicator by its name."""
        tag = self.tags[place]
        return tag.has_any(_OF_PARTS) and not tag.has(Slot.NAME)

    def _unknown(self, place: int) -> bool:
        tag = self.tags[place]
        return not tag.senses and not self.breaks(place) and self.tokens[tag.start].script in _OF_WORDS

    def _clause_after(self, place: int) -> Iterator[int]:
        return takewhile(lambda at: not self.breaks(at), range(place + 1, len(self.tags)))

    def _limited(self, place: int) -> Iterator[Part]:
        """What 〜だけ and 〜に限ると limit to: a topic, or a word that nobody knows."""
        before = place - 1
        while before > 0 and self.tags[before].has(Slot.FILLER) and not self.tags[before].has(Slot.KEYWORD):
            before -= 1
        tag = self.tags[before] if before >= 0 else None
        if tag is None or self.breaks(before):
            return
        if not tag.senses or self._names_a_part(before) or (tag.has(Slot.CITY) and not tag.has(Slot.NAME)):  # 郡山市だけの人口
            yield self._of(before)

    def _per_quantity(self, place: int) -> bool:
        """Whether a word makes a share of the quantity before it: 1,000人あたり."""
        return self.has(place, Slot.COUNTER, "per_after") and self.has(place - 1, Slot.QUANTITY)

    def _numbered(self, place: int) -> bool:
        return place >= 0 and self.tags[place].has_any(_NUMBERS)

    def _of(self, *places: int) -> Part:
        ids = tuple(value for place in places for value in self.tags[place].values(Slot.NAME, Slot.KEYWORD))
        return Part(places[-1], self.phrases.of(*places), ids)
