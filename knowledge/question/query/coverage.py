"""What a question says that nothing explains, and how much that counts against answering it.

待機児童数の目標 must not become an answer about something near, but a colleague's chatter must not stand in the way
either. So an unknown word counts in full where it is attached to what is asked about (by の, by `of`, or side by side),
nearly so elsewhere in the clause that asks, and next to nothing in a clause that asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from knowledge.question.lexicon.fulltext import FullText
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame, Mention
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script, Token
from knowledge.strategy.model import Kind

_WEIGHT = {Script.KANJI: 1.0, Script.KATAKANA: 0.7, Script.HIRAGANA: 0.2, Script.NUMBER: 0.5}
_LATIN = {1: 0.2, 2: 0.5, 3: 1.0}  # by length; longer words weigh `_WORD`
_WORD = 2.0
_BEYOND = 3.0  # a word for what no strategy holds
_ATTACHED = 1.0
_PHRASED = 0.6
_LOOSE = 0.3
_BESIDE = 0.8  # in the clause that asks: one whole word that nothing explains refuses
_ASIDE = 0.15
_STRANGER = 1.6  # a topic of something else, attached to what is asked about
_TOLD = 5  # tags of a clause that tells something, and is no item of a list
_HARDLY_ASKED = {"goal", "description", "latest"}  # fields whose words are in many sentences: sit, include, about, now
_ROW = 3  # names
_ENDINGS = 2  # the most tags of a verb's own ending: お示し|し
_MOST_ASIDE = 1.0  # what all words told aside count at most: by themselves they refuse nothing
_OF_THE_TEXT = 0.5  # the fit of a word that only the text holds, beside a topic's 1
_SUBJECT = (Slot.NAME, Slot.KEYWORD, Slot.GROUP)
_TELLING = (*_SUBJECT, Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.FILTER, Slot.KEEPER, Slot.QUANTITY)
_SAYS_MORE = (Slot.FILLER, Slot.FIELD, Slot.STATUS, Slot.GROUP, Slot.ASK)
_MEASURED = {"value", "latest", "change", "trend"}  # what has a figure for each year
_UNHELD = {"finer", "bare_year"}  # times that no figure is from
_SAYS_WHICH = (Slot.AGGREGATE, Slot.RANK, Slot.COMPARE)
_OURS = (Slot.NAME, Slot.KEYWORD, Slot.CITY, Slot.SCOPE)


class Coverage(TagWindow):
    """Weighs what a frame leaves unexplained."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag], frame: Frame, text: FullText) -> None:
        super().__init__(tokens, tags)
        self.text = text
        self.frame = frame

    def weigh(self) -> list[list[int]]:
        """Write residue and strangers into the frame; where the unknown words stand that count."""
        unknown: list[list[int]] = []
        named = {m.place for m in self.frame.mentions if m.named} | {g.place for g in self.frame.groups if g.numbers}
        self.subjects = named or {m.place for m in self.frame.mentions}
        self.anchored = bool(self.subjects or self.frame.quantities)
        self.parts = self._parts()
        asking = self._asking
        self.asked = {self.parts[place] for place in named or {p for p in self.subjects if self.parts[p] in asking}}
        told_aside = 0.0
        for clause in self._clauses():
            relevant = any(self.tags[place].has_any(_TELLING) for place in clause)
            relevant = relevant or (not self.anchored and any(self.tags[place].has(Slot.BEYOND, "indicator") for place in clause))
            for run in self._unknown(clause):
                explained = self._asks_politely(run) or self._is_denied(run)
                if explained or (not self._ends_a_word(run[0], run[-1]) and self._in_the_text(run)):
                    continue
                self.frame.places |= self._is_place(run) or self._sets_the_place(run)
                timed = any(self._is_timed(place) for place in run)
                sought = self._is_all_that_is_asked(run, clause)
                aside = (self._away(run) and not self._is_ranked(run)) or (self._told_aside(run) and not timed and not sought)
                share = (
                    _ATTACHED
                    if timed or sought or self._alone_in_brackets(run) or self._limits_ahead(run, clause)
                    else _ASIDE
                    if aside
                    else self._share(run, clause, relevant=relevant)
                )
                weight = share * sum(self._weight(place) for place in run)
                if share <= _LOOSE:
                    told_aside += weight
                    continue
                self.frame.residue += weight
                self.frame.places |= any(self.tags[place].has(Slot.BEYOND, "place") for place in run) and not self._away(run)
                unknown.append(run)
                self.frame.unheld_times |= {v for place in run for v in self.tags[place].values(Slot.TIME)} & _UNHELD
        self.frame.residue += min(told_aside, _MOST_ASIDE)
        for mention in self.frame.mentions:
            tag = self.tags[mention.place]
            chatter = mention.score <= _OF_THE_TEXT or tag.has_any(_SAYS_MORE)
            attached = not chatter and self._attached(mention.place, mention.place)
            share = _ATTACHED if attached else _ASIDE if self._told_aside([mention.place]) else _LOOSE
            self.frame.strangers[mention.place] = _STRANGER * share
            if attached and self._in_compound(mention.place):
                self.frame.compounds[mention.place] = self.surface(mention.place)
                self.frame.measurable |= self.surface(mention.place).endswith(signs().quantities) and not mention.named
        return unknown

    def aside(self, place: int) -> bool:
        """Whether a word stands in a clause that asks nothing, beside one that does."""
        return bool(self.asked) and self.parts[place] not in self.asked

    def attached(self, place: int) -> bool:
        """Whether a word is tied to what is asked about: beside it, or by の or a preposition."""
        return self._attached(place, place)

    def in_brackets(self, place: int) -> bool:
        """Whether a clause stands in brackets right behind a subject: 出生数(男子)."""
        opening = self.parts.index(self.parts[place]) - 1
        bracket = opening > 0 and self.breaks(opening) and self._first(opening).surface in signs().opening
        return bracket and opening - 1 in self.subjects

    def _alone_in_brackets(self, run: Sequence[int]) -> bool:
        """Whether unknown words are all that stands in brackets right behind a subject: births (boys)."""
        if not self.in_brackets(run[0]):
            return False
        part = [at for at, number in enumerate(self.parts) if number == self.parts[run[0]] and not self.breaks(at)]
        return part == list(run) and not self._shortens_a_name(run)

    def _limits_ahead(self, run: Sequence[int], clause: Sequence[int]) -> bool:
        """Whether all that stands before a mark is a preposition and what no strategy holds: for twins, how many births."""
        alone = len(clause) == len(run) + 1 and clause[0] < run[0] and self._first(clause[0]).script is Script.LATIN
        return alone and self._links(clause[0]) and any(self.tags[at].has(Slot.BEYOND) for at in run)

    def _shortens_a_name(self, run: Sequence[int]) -> bool:
        """Whether a word's signs stand in their order in the name of what is spoken of: 受診率(特健), of 特定健康診査."""
        names = (self.text.strategy[i].name for mention in self.frame.mentions for i in mention.ids)
        return any(is_subsequence(self.surface(*run), name.ja) for name in names)

    def _parts(self) -> list[int]:
        """The number of the clause that each tag stands in."""
        numbers, number = [], 0
        for place in range(len(self.tags)):
            number += self._opens(place)
            numbers.append(number)
            number += self.breaks(place)
        return numbers

    def _opens(self, place: int) -> bool:
        """Whether another clause begins where no mark ends one: over lunch I wondered which goal…, …をください会議で使います."""
        requested = self.has(place - 1, Slot.COUNTER, "humble") and not self.plain(place) and not self.breaks(place)
        led = self.has(place - 1, Slot.DISCOURSE, "leads") and not self.breaks(place)
        return requested or led or self.tags[place].has(Slot.DISCOURSE, "asks")

    @cached_property
    def _asking(self) -> set[int]:
        """The numbers of the clauses that ask for something."""
        asks = [set(tag.values(Slot.FIELD)) - _HARDLY_ASKED or tag.has(Slot.ASK, "wh", "which") for tag in self.tags]
        return {self.parts[place] for place, asked in enumerate(asks) if asked}

    def _told_aside(self, run: Sequence[int]) -> bool:
        """Whether words stand in a clause that names nothing, beside one that does.

        What no strategy holds is told aside only in a clause of some length that asks nothing: I sit on the budget committee.
        """
        part = self.parts[run[0]]
        if not self.asked or part in self.asked or self._sets_the_place(run) or self._counts(part):
            return False
        if not any(self.tags[place].has(Slot.BEYOND) for place in run):
            return True
        long = self.parts.count(part) >= _TOLD
        return long and part not in self._asking and self._first(run[0]).script is Script.LATIN

    def _counts(self, part: int) -> bool:
        """Whether a clause asks how many there are of something: of the births, how many were twins."""
        return part in self._counting

    @cached_property
    def _counting(self) -> set[int]:
        """The numbers of the clauses that ask how many there are."""
        return {self.parts[place] for place, tag in enumerate(self.tags) if tag.has(Slot.ASK, "count", "persons")}

    def _sets_the_place(self, run: Sequence[int]) -> bool:
        """Whether a clause holds a place and nothing else, and so says of where the rest is asked: いわき市の場合、…."""
        if not (any(self.tags[at].has(Slot.BEYOND, "place") for at in run) or self._is_place(run)):
            return False
        clause = [place for place, part in enumerate(self.parts) if part == self.parts[run[0]] and not self.breaks(place)]
        return all(at in run or self.plain(at) or self.tags[at].has(Slot.DISCOURSE, "next") for at in clause)

    def _in_the_text(self, run: Sequence[int]) -> bool:
        """Whether the strategy's own text holds the words; then they are a topic."""
        tokens = [token for place in run for token in self.tokens[self.tags[place].start : self.tags[place].end]]
        beyond = self.tags[run[0]].has(Slot.BEYOND) or self.tags[run[0]].has(Slot.TIME, "finer")
        found = () if beyond else self.text.holding(tokens)
        if found:
            self.frame.mentions.append(Mention(found, False, _OF_THE_TEXT, run[0]))
        return bool(found)

    def _asks_politely(self, run: Sequence[int]) -> bool:
        """Whether an unknown word is the verb of a polite request, whatever verb it is: お示し願います, 御披露いただきたい."""
        place = run[-1] + 1
        while self.has(place, Slot.FILLER, "particle") and place - run[-1] <= _ENDINGS:
            place += 1
        return self.has(run[0] - 1, Slot.COUNTER, "honorific") and self.has(place, Slot.COUNTER, "humble")

    def _is_denied(self, run: Sequence[int]) -> bool:
        """Whether a word is taken back, or a place said not to be meant beside the city: fifty no 60%, 福島県ではなく郡山市."""
        if self.has(run[-1] + 1, Slot.DISCOURSE, "correct_alone") and self.has(run[-1] + 2, Slot.QUANTITY):
            return True
        place = all(self.tags[at].has(Slot.BEYOND) for at in run) and any(tag.has(Slot.CITY) for tag in self.tags)
        return place and (
            self.has(run[-1] + 1, Slot.DISCOURSE, "excludes_previous")
            or self.has(run[0] - 1, Slot.DISCOURSE, "excludes_next", "negates_next")
        )

    def _clauses(self) -> Iterator[list[int]]:
        clause: list[int] = []
        for place in range(len(self.tags)):
            if self.breaks(place):
                yield clause
                clause = []
                continue
            if self._opens(place):
                yield clause
                clause = []
            clause.append(place)
        yield clause

    def _unknown(self, clause: Sequence[int]) -> Iterator[list[int]]:
        """Stretches of unknown tags; each Latin word is one of its own."""
        run: list[int] = []
        for place in clause:
            strange = (
                self._strange(self.tags[place]) or self._splits(place) or self._unheld_time(place) or self._limits_a_name(place)
            )
            new_word = self._first(place).script is Script.LATIN
            if run and (not strange or new_word):
                yield run
                run = []
            if strange:
                run.append(place)
        if run:
            yield run

    def _splits(self, place: int) -> bool:
        """Whether a filler or a topic of one kanji stands right against an unknown kanji, and so is a part of that word: 店舗."""
        tag, token = self.tags[place], self._first(place)
        if tag.end - tag.start > 1 or token.script is not Script.KANJI:
            return False
        if not (tag.has(Slot.FILLER) or tag.has(Slot.KEYWORD) or tag.has(Slot.COUNTER, "part_after")):
            return False
        beside = [at for at in (place - 1, place + 1) if 0 <= at < len(self.tags)]
        return any(not self.tags[at].senses and self._first(at).script is Script.KANJI for at in beside)

    def _unheld_time(self, place: int) -> bool:
        """Whether a time is asked for that no figure is from: a month, or a year of which the century is not told."""
        tag = self.tags[place]
        if tag.has(Slot.TIME, "bare_year"):
            return True
        if not tag.has(Slot.TIME, "finer"):
            return False
        aside = tag.has(Slot.FILLER) and self.tokens[tag.end - 1].script.japanese and not self._links(self._neighbour(place, 1))
        return (not aside and self._attached(place, place)) or self._is_timed(place)

    def _is_timed(self, place: int) -> bool:
        """Whether a value is asked for at a time that no figure is from, however far from its subject the time stands."""
        limited = self.tags[place].has(Slot.TIME, "finer") and self.has(place + 1, Slot.COUNTER, "limit")
        beside = place - 2 if self.has(place - 1, Slot.COUNTER, "link") else place - 1
        dated = self.tags[place].has(Slot.TIME, "finer") and any(
            self.has(beside, slot) for slot in (Slot.YEAR, Slot.TIME, Slot.DIGITS, Slot.QUANTITY)
        )
        return limited or dated or self._asks_the_time(place) or self._sets_the_time(place) or self._follows_subject(place)

    def _follows_subject(self, place: int) -> bool:
        """Whether nothing but prepositions stand between a subject and an English time: births as of last month."""
        before = place - 1
        while before >= 0 and (self.tags[before].has(Slot.FILLER, "function") or self.tags[before].has(Slot.SERIES, "last_time")):
            before -= 1
        return (
            self.tags[place].has(Slot.TIME, "finer")
            and self._first(place).script is Script.LATIN
            and self._is_subject(before if before >= 0 else None)
        )

    def _sets_the_time(self, place: int) -> bool:
        """Whether a clause gives the time of what another asks, and nothing else: 先月時点では, May 2021 only."""
        if not self.tags[place].has(Slot.TIME, "finer") or self.parts[place] in self.asked or not self.subjects:
            return False
        others = [at for at, part in enumerate(self.parts) if part == self.parts[place] and at != place and not self.breaks(at)]
        limits = any(self.has(at, Slot.COUNTER, "topic", "limit") for at in others)
        led = bool(others) and all(self.tags[at].has(Slot.FILLER, "function") for at in others)
        bare = not self.tags[place].has(Slot.FILLER) or (led and self._first(place).script is Script.LATIN)
        says_more = any(
            not (self.plain(at) or self.has(at, Slot.COUNTER, "topic", "limit") or self.has(at, Slot.TIME)) for at in others
        )
        return (limits or bare) and not (says_more or self.frame.greets or set(self.frame.fields) - _MEASURED)

    def _asks_the_time(self, place: int) -> bool:
        """Whether a value is asked for at a time that no figure is from: it ends a clause of the question or is its topic."""
        fields = set(self.frame.fields)
        if not self.tags[place].has(Slot.TIME, "finer") or not fields or fields - _MEASURED:
            return False
        if self.parts[place] not in self.asked | self._asking or self.has(place - 1, Slot.COUNTER, "by_before"):
            return False
        after = self._neighbour(place, 1)
        topic = after is not None and self.tags[after].has(Slot.COUNTER, "topic")
        asks = after is not None and any(self.tags[after].has(slot) for slot in (Slot.FIELD, Slot.ASK, Slot.NAME))
        return after is None or topic or asks

    def _strange(self, tag: Tag) -> bool:
        return not tag.senses or (tag.has(Slot.BEYOND) and not tag.has_any(_OURS))

    def _limits_a_name(self, place: int) -> bool:
        """Whether a word that says nothing by itself limits what it is tied to: 市長の満足度, satisfied with the mayor."""
        if not self.tags[place].has(Slot.FILLER, "aside"):
            return False
        after, before = self._beside(place, 1), self._beside(place, -1)
        if after is not None and self._links(after) and self._first(after).script.japanese:
            return self._head(self._beside(after, 1))
        if before is None or not self._links(before) or self.tags[before].has(Slot.COUNTER, "purpose", "away_before", "by_before"):
            return False
        return any(self.parts[at] == self.parts[place] for at in self.subjects if at < place)

    def _away(self, run: Sequence[int]) -> bool:
        """Whether somebody comes from a place or goes there, so that nothing of that place is asked for."""
        before, after = run[0] - 1, run[-1] + 1
        if any(self.tags[place].has(Slot.BEYOND, "indicator") for place in run):
            return False  # born to foreign residents
        beside = [place for place in (before - 1, after + 1) if 0 <= place < len(self.tags)]
        if any(self.tags[place].has(Slot.NAME) for place in beside):
            return False  # visitors from Taiwan
        if self.parts[run[0]] in self._asking:
            return False  # 台湾から来た人の数
        goes = after < len(self.tags) and self.tags[after].has(Slot.COUNTER, "away_after")
        return goes or (before >= 0 and self.tags[before].has(Slot.COUNTER, "away_before"))

    def _is_place(self, run: Sequence[int]) -> bool:
        """Whether an unknown word is a place by what follows it: 横手市, Gotham City."""
        after = run[-1] + 1
        if after >= len(self.tags) or not self.tags[after].has(Slot.COUNTER, "place_suffix") or self._first(after).gap:
            return after < len(self.tags) and self._first(run[0]).capital and self.tags[after].has(Slot.COUNTER, "place_suffix")
        begins = run[0] == 0 or self.breaks(run[0] - 1)  # of one character: 津市 at the beginning, but not 朝市 in a phrase
        return self._first(run[-1]).script is Script.KANJI and (len(run) > 1 or begins)

    def _share(self, run: Sequence[int], clause: Sequence[int], *, relevant: bool) -> float:
        if self._ends_a_word(run[0], run[-1]) or self._counts_otherwise(run) or self._is_ranked(run) or self._ends_a_phrase(run):
            return _STRANGER
        if self.subjects and (self._limits_alone(run, clause) or self._is_sought(run, clause)):
            return _ATTACHED
        if self._is_spoken_of(run):
            return _LOOSE
        if not self.anchored:
            return _ATTACHED if relevant else _ASIDE
        if not relevant:
            return _ASIDE
        if self._listed_with_a_name(run):
            return _ATTACHED
        counts = any(self.tags[place].has(Slot.ASK, "count") for place in clause)  # how many came by train
        beyond = any(self.tags[place].has(Slot.BEYOND) for place in run) and (counts or bool(self.subjects & set(clause)))
        if self._attached(run[0], run[-1]):
            return _ATTACHED if beyond or not self._phrased(run) else _PHRASED
        if beyond:
            return _ATTACHED
        return _LOOSE if self._seeks_a_passage() or not self._in_the_question(run) else _BESIDE

    def _in_the_question(self, run: Sequence[int]) -> bool:
        """Whether words stand in a clause that asks, and not beside it."""
        return not self.asked or self.parts[run[0]] in self.asked | self._asking

    def _seeks_a_passage(self) -> bool:
        """Whether a goal, a measure or a principle is sought by what it speaks of; its text may be told in other words."""
        return any(group.sure and not group.numbers and Kind.INDICATOR not in group.kinds for group in self.frame.groups)

    def _is_spoken_of(self, run: Sequence[int]) -> bool:
        """Whether a passage is sought in another clause by what this one speaks of: 進行管理の手法について、考え方を伺います."""
        sought = {self.parts[group.place] for group in self.frame.groups} if self._seeks_a_passage() else set()
        figures = any(self.text.strategy[i].kind is Kind.INDICATOR for m in self.frame.mentions if m.named for i in m.ids)
        if figures or any(self.has(at, Slot.ASK, "which") for at, part in enumerate(self.parts) if part in sought):
            return False
        linked = self.has(run[0] - 1, Slot.COUNTER, "link") and self._is_subject(run[0] - 2)
        formed = len(run) == 1 and self._is_subject(run[0] - 1)  # 継続性
        held = linked or (
            formed and self._first(run[-1] + 1 if run[-1] + 1 < len(self.tags) else run[-1]).script is Script.HIRAGANA
        )
        held = held and not any(self.tags[place].has(Slot.BEYOND) for place in run) and not self._counts(self.parts[run[0]])
        return held and bool(sought) and self.parts[run[0]] not in sought and self._first(run[0]).script.japanese

    def _counts_otherwise(self, run: Sequence[int]) -> bool:
        """Whether unknown kanji make one word with the figure before them: 90%台, 3割弱."""
        figure = self.tags[run[0] - 1].quantity if run[0] else None
        return bool(figure and figure.units) and self._first(run[0]).script is Script.KANJI and not self._first(run[0]).gap

    def _ends_a_phrase(self, run: Sequence[int]) -> bool:
        """Whether an English word ends its clause, and a preposition ties it to a name right before: visitors at our zoo."""
        link = self._beside(run[0], -1)
        tied = self._links(link) and not self.has(link or 0, Slot.COUNTER, "purpose") and self._is_subject(self._beside(link, -1))
        after = self._neighbour(run[-1], 1)
        ends = after is None or (self.has(after, Slot.DISCOURSE, "next") and not self._links(after))
        return tied and ends and self._first(run[0]).script is Script.LATIN

    def _is_ranked(self, run: Sequence[int]) -> bool:
        """Whether what is ranked is something that nobody knows: 多い月, 高い店."""
        return self.has(run[0] - 1, Slot.RANK) and self._first(run[0]).script in (Script.KANJI, Script.KATAKANA)

    def _is_sought(self, run: Sequence[int], clause: Sequence[int]) -> bool:
        """Whether unknown words are what is asked for: the topic on which a question ends (…の罰則は?), or what `what is` asks."""
        after = [place for place in clause if place > run[-1]]
        asks = self._beside(run[0], -1)
        if asks is not None and self._first(asks).script is Script.LATIN:
            asked = self.has(asks, Slot.ASK, "what", "wh") and self.has(run[0] - 1, Slot.COUNTER, "article")
            return asked or self.has(asks, Slot.ASK, "which")
        return bool(after) and self.has(after[0], Slot.COUNTER, "topic") and all(self.plain(place) for place in after)

    def _is_all_that_is_asked(self, run: Sequence[int], clause: Sequence[int]) -> bool:
        """Whether a sentence asks for an unknown word and holds nothing else: What is the remedy? or 打開策は? after another."""
        after = clause[-1] + 1
        if after == len(self.tags) or self._first(after).surface not in signs().question_marks:
            return False
        others = (at for at in clause if at not in run)
        said = list(takewhile(lambda at: self.plain(at) or self.has(at, Slot.ASK, "wh"), others))
        asks = any(self.has(at, Slot.COUNTER, "topic") or self.has(at, Slot.ASK, "wh") for at in said)
        return asks and len(said) == len(clause) - len(run)

    def _listed_with_a_name(self, run: Sequence[int]) -> bool:
        """Whether a word is asked about beside an indicator, and as it is: births and unicorns."""
        ends = ((run[-1] + 1, run[-1] + 2), (run[0] - 1, run[0] - 2))
        return any(self.has(joint, Slot.DISCOURSE, "and") and self.has(beyond, Slot.NAME) for joint, beyond in ends)

    def _in_compound(self, place: int) -> bool:
        """Whether a mention makes one word with a mention beside it, or one phrase by の: 外国人観光客数, 観光客の満足度."""
        if self._is_in_a_row(place):
            return False
        for step in (-1, 1):
            beside = self._beside(place, step)
            if beside is not None and self._links(beside) and (self._first(beside).script.japanese or self._tells_whence(beside)):
                beside = self._beside(beside, step)
            elif beside is not None and self._first(max(place, beside)).script.japanese and self._first(max(place, beside)).gap:
                beside = None
            if beside is not None and self._is_mention(beside) and (self._is_name(place) or self._is_name(beside)):
                return True
        return False

    def _is_in_a_row(self, place: int) -> bool:
        """Whether three or more are named in one clause in English, which are then a list: births visitors and new jobs."""
        if self._first(place).script is not Script.LATIN:
            return False
        named = {
            self.tags[at].values(Slot.NAME)[0] for at in self.subjects if self.parts[at] == self.parts[place] and self._is_name(at)
        }
        return len(named) >= _ROW

    def _is_name(self, place: int) -> bool:
        return self.tags[place].has(Slot.NAME)

    def _is_mention(self, place: int) -> bool:
        return self.tags[place].has(Slot.NAME) or self.tags[place].has(Slot.KEYWORD)

    def _phrased(self, run: Sequence[int]) -> bool:
        """Whether a plain English word only tells what the answer is for: `for the slide`, and not `of drugstores`."""
        token = self._first(run[0])
        before = self._beside(run[0], -1)
        return (
            token.script is Script.LATIN
            and not token.capital
            and before is not None
            and self.tags[before].has(Slot.COUNTER, "purpose")
        )

    def _attached(self, first: int, last: int) -> bool:
        """Whether the tags from first to last are tied to a subject: beside it, or by の or a preposition."""
        if self._is_subject(self._neighbour(last, 1)) or self._is_subject(self._neighbour(first, -1)):
            return True
        after, before = self._beside(last, 1), self._beside(first, -1)
        if after is not None and self._links(after) and self._head(self._beside(after, 1)):
            return self._first(after).script.japanese or self.tags[after].has(Slot.COUNTER, "of")
        while before is not None and not self._links(before) and self._qualifies(before):
            before = self._beside(before, -1)  # in the last decade
        return self._links(before) and self._head(self._beside(before, -1))

    def _qualifies(self, place: int) -> bool:
        """Whether an English word says nothing but which one of an unknown kind is meant: last, first."""
        return self._first(place).script is Script.LATIN and self.tags[place].has(Slot.ORDINAL)

    def _limits_alone(self, run: Sequence[int], clause: Sequence[int]) -> bool:
        """Whether a clause after the subject holds a word for what no strategy holds, and nothing else: 受診率、年代別で."""
        others = [place for place in clause if place not in run]
        beyond = run[0] > min(self.subjects) and any(self.tags[place].has(Slot.BEYOND, "thing") for place in run)
        little = all(self.plain(place) or self.tags[place].has(Slot.DISCOURSE, "next") for place in others)
        return beyond and little and not any(self.tags[place].has(Slot.FILLER, "copula") for place in others)

    def _tells_whence(self, place: int) -> bool:
        """Whether an English preposition right after a name tells which part of it is meant: visitors from abroad, jobs in IT."""
        ends = self._beside(self._beside(place, 1), 1)
        alone = ends is None or not self._is_mention(ends)
        named = self.has(place - 1, Slot.NAME) and self.parts[place] in self.asked
        return alone and named and not self.has(place, Slot.COUNTER, "purpose")

    def _ends_a_word(self, first: int, last: int) -> bool:
        """Whether unknown kanji make one word with a known one that says what is asked: 月平均, 何位, 改訂前の."""
        if any(self._first(place).script is not Script.KANJI for place in (first, last)):
            return False
        counted = first < last and self.tags[first].has(Slot.ASK, "wh")
        after = self._neighbour(last, 1)
        return counted or (
            after is not None
            and self._first(after).script is Script.KANJI
            and (any(self.tags[after].has(slot) for slot in _SAYS_WHICH) or self.tags[after].has(Slot.DISCOURSE, "it"))
        )

    def _neighbour(self, place: int, step: int) -> int | None:
        """The tag right beside a place in its clause; an English article keeps words apart."""
        beside = place + step
        return beside if 0 <= beside < len(self.tags) and not self.breaks(beside) else None

    def _beside(self, place: int | None, step: int) -> int | None:
        """The tag beside a place in its clause; English articles and possessives are passed over."""
        while place is not None:
            place += step
            if not 0 <= place < len(self.tags) or self.breaks(place):
                return None
            if not self.tags[place].has(Slot.COUNTER, "article"):
                return place
        return None

    def _links(self, place: int | None) -> bool:
        return place is not None and (
            self.tags[place].has(Slot.COUNTER, "link")
            or (self.tags[place].has(Slot.SERIES, "since") and not self._first(place).script.japanese)
        )

    def _is_subject(self, place: int | None) -> bool:
        return place is not None and place in self.subjects

    def _head(self, place: int | None) -> bool:
        """Whether a tag is what the question asks about or for."""
        if place is None or self.tags[place].has(Slot.FILLER) or self.tags[place].has(Slot.FIELD, "value"):
            return False
        return self.tags[place].has_any(_TELLING)

    def _weight(self, place: int) -> float:
        tag, token = self.tags[place], self._first(place)
        if tag.has(Slot.BEYOND) or tag.has(Slot.TIME, "finer", "bare_year") or tag.has(Slot.FILLER, "aside"):
            return _BEYOND
        if token.script is Script.LATIN:
            return _LATIN.get(len(token.surface), _WORD)
        if token.script is Script.KANJI and self._verb(place):
            return _WEIGHT[Script.HIRAGANA]
        return _WEIGHT.get(token.script, 0.0)

    def _verb(self, place: int) -> bool:
        """Whether a lone unknown kanji goes on in hiragana, as verbs do: 生じて, 込む."""
        around = [at for at in (place - 1, place + 1) if 0 <= at < len(self.tags)]
        alone = not any(not self.tags[at].senses and self._first(at).script is Script.KANJI for at in around)
        after = place + 1
        follows = after < len(self.tags) and self._first(after).script is Script.HIRAGANA and not self._links(after)
        return alone and follows and not self.tags[after].has(Slot.COUNTER) and not self.tags[after].senses

    def _first(self, place: int) -> Token:
        return self.tokens[self.tags[place].start]


def is_subsequence(part: str, whole: str) -> bool:
    """Whether the signs of a word stand in a text, in their order.

    >>> is_subsequence("特健", "特定健康診査"), is_subsequence("男子", "出生数")
    (True, False)
    """
    signs_left = iter(whole)
    return all(sign in signs_left for sign in part)
