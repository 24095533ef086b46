"""What a question's parts say of one another: a point below another, a superlative of an adjective, a number of something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from knowledge.notation.bounds import FALLING, RISING
from knowledge.notation.relative_years import RelativeYear
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Step
from knowledge.question.query.frame import Frame
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script

_WANTING = (Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.FILTER)
_HIGHEST = {"high": "most", "low": "least", "early": "earliest", "late": "latest", "bad": "worst", "good": "best"}
_POINTS = {"target", "baseline"}
_PAIR = 2
WIDE_STATUS = ("on_track", "behind", "achieved", "unmet", "no_data", "stale", "not_computable")
_LAST_YEAR = tuple(RelativeYear(-1, fiscal=fiscal).code for fiscal in (False, True))
_TELLING = (Slot.RANK, Slot.DIRECTION, Slot.STATUS)  # how a value stands or goes
_REACH = 3  # how many tags may stand between `than` and what it compares with


class Relations(TagWindow):
    """Writes into a frame what follows from how its parts stand to one another."""

    def __init__(self, around: TagWindow, frame: Frame) -> None:
        super().__init__(around.tokens, around.tags)
        self.frame = frame

    def relate(self) -> None:
        """Spread the scope, compare the points, raise comparatives, mark what is counted."""
        self._leave_out_asides()
        self._spread_scope()
        self._compare_points()
        self._date_points()
        self._measure_in_units()
        self._range_of_years()
        self._change_within_a_year()
        self._average_the_last()
        self._ask_the_meaning()
        self._reach_the_target()
        self._ask_the_cause()
        self._tell_the_change()
        self._ask_until()
        self._plan()
        self._ask_how_many_more()
        self._divide()
        self._join_topics()
        self._rank_first()
        self._raise_comparatives()
        mentions = self.frame.mentions
        self.frame.counted = {mention.place for mention in mentions if self._has_head(mention.place, "count")}
        self.frame.headed = {m.place for m in mentions if not m.named and self._has_head(m.place, "head")}

    def _leave_out_asides(self) -> None:
        """I'm a new hire. What is the baseline of…: a name in a sentence that asks nothing, beside one that asks by name."""
        parts = list(accumulate((self._ends_part(place) for place in range(len(self.tags))), initial=0))
        asking = {parts[n] for n, tag in enumerate(self.tags) if any(tag.has(slot) for slot in _WANTING)}
        named = {parts[mention.place] for mention in self.frame.mentions if mention.named}
        led = {parts[place] for place in range(len(self.tags)) if self.has(place, Slot.DISCOURSE, "leads")}
        listed = {parts[group.place] for group in self.frame.groups if group.sure} & asking - led
        aside = named - asking if named & asking else named & led if listed else set()
        self.frame.mentions = [m for m in self.frame.mentions if not (m.named and parts[m.place] in aside)]

    def _ends_part(self, place: int) -> bool:
        """Whether a sentence ends at a place, or what leads up to the question: …, so quickly: …; 資料を作るので、…."""
        if self.tags[place].senses:
            return False
        token = self.tokens[self.tags[place].start]
        leads = token.key in signs().colons or self.has(place - 1, Slot.DISCOURSE, "leads")
        return token.script is Script.SENTENCE or (token.script is Script.CLAUSE and leads)

    def _spread_scope(self) -> None:
        """A scope given once holds for all groups that have none."""
        frame = self.frame
        scopes = {group.national for group in frame.groups if group.national is not None}
        scope = frame.national if len(scopes) < 2 else None
        if scope is not None:
            frame.groups = [replace(group, national=scope if group.national is None else group.national) for group in frame.groups]

    def _compare_points(self) -> None:
        """現状値より目標値が低い, a target lower than the baseline: the indicators whose target lies below."""
        fields = [(place, field) for place, tag in enumerate(self.tags) for field in tag.values(Slot.FIELD) if field in _POINTS]
        lower = self.frame.has(Slot.COMPARE, *FALLING) or self.frame.has(Slot.RANK, "low")
        higher = self.frame.has(Slot.COMPARE, *RISING) or self.frame.has(Slot.RANK, "high")
        if {field for _, field in fields} != _POINTS or lower == higher or any(m.named for m in self.frame.mentions):
            return
        standards = {field for place, field in fields if self._is_standard(place)}
        if standards == {"baseline" if lower else "target"}:
            self.frame.cue(Slot.FILTER, "below_baseline")

    def _date_points(self) -> None:
        """現状値は何年のもの, what year is the latest figure from: the year of that point, not of the target.

        A year's own words (いつまで, deadline) always ask for the target's; a mere `when` does where no other point is named.
        """
        frame = self.frame
        named = any(mention.named for mention in frame.mentions)
        other = frame.groups or frame.quantities or {"latest", "target"} & set(frame.fields)
        if frame.has(Slot.TIME, "baseline_year") and named and not other:
            frame.cue(Slot.FIELD, "baseline")
        years = [tag for tag in self.tags if tag.has(Slot.FIELD, "year")]
        dated = set(frame.fields) & {"baseline", "latest"}
        if years and dated and "target" not in frame.fields and all(tag.has(Slot.ASK, "when") for tag in years):
            frame.cues[Slot.FIELD] = [field for field in frame.fields if field != "year"]

    def _measure_in_units(self) -> None:
        """円で測る, measured in yen: beside a unit it is told what the values are in, and not when they were taken."""
        if self.frame.has(Slot.UNIT) and self.frame.has(Slot.FILTER, "measured"):
            self.frame.cues[Slot.FILTER] = [each for each in self.frame.cues[Slot.FILTER] if each != "measured"]

    def _ask_until(self) -> None:
        """目標は2024年まで?, do we have until 2030: whether that is the target's year."""
        frame, years = self.frame, self._years()
        *_, year, end = [-1, -1, *(place for place in range(len(self.tags)) if not self.breaks(place))]
        ends = year in years and self.has(end, Slot.COUNTER, "range") and not self.has(end, Slot.COUNTER, "link")
        asked = frame.has(Slot.ASK, "check", "exists") and any(self.has(at - 1, Slot.COUNTER, "until_before") for at in years)
        if (ends or asked) and not frame.has(Slot.ASK, "wh"):
            frame.cues[Slot.ASK] = [each for each in frame.cues.get(Slot.ASK, []) if each != "exists"]
            frame.cue(Slot.ASK, "check")
            frame.cue(Slot.FIELD, "year")

    def _change_within_a_year(self) -> None:
        """前年比, year on year; 2020年に減った, did it fall in 2020: the change from the year before."""
        frame, years = self.frame, self._years()
        if self._from_last_year():
            frame.cues[Slot.TIME] = [time for time in frame.cues[Slot.TIME] if time not in _LAST_YEAR]
            frame.cue(Slot.SERIES, "previous")
        if frame.has(Slot.SERIES, "previous"):
            frame.previous = Step.YEAR_BEFORE
            frame.cue(Slot.FIELD, "change")
        elif len(years) == 1 and {"change", "trend"} & set(frame.fields):
            first = self._starts(years[0] + 1) or any(self._starts(at, latin=True) for at in (years[0] - 1, years[0] - 2))
            frame.previous = None if first else Step.RECORD_BEFORE

    def _from_last_year(self) -> bool:
        """去年と比べて, compared with last year: the year before is what something is compared with."""
        places = [place for place, tag in enumerate(self.tags) if tag.has(Slot.TIME, *_LAST_YEAR)]
        return any(self._starts(at + 1) or self._starts(at - 1, latin=True) for at in places)

    def _average_the_last(self) -> None:
        """3年平均, a 3-year average: of the last years that have a figure."""
        for place, tag in enumerate(self.tags):
            number = self.tags[place - 1].quantity if place else None
            if tag.has(Slot.AGGREGATE) and number and self.has(place - 1, Slot.DIGITS):
                self.frame.last_years = int(number.quantity.amount)

    def _ask_the_meaning(self) -> None:
        """順調とは, what does on track mean: what a status or a rate stands for."""
        judged = [at for at, tag in enumerate(self.tags) if tag.has(Slot.STATUS) or tag.has(Slot.FIELD, "achievement")]
        meant = any(self.has(at + step, Slot.FIELD, "description") for at in judged for step in (1, 2))
        self.frame.meaning = meant and not (self.frame.mentions or any(group.sure for group in self.frame.groups))

    def _reach_the_target(self) -> None:
        """目標に届いちゃってる, over the target: a bound without a figure, beside the target, is a status."""
        frame = self.frame
        if self._asks_whether_reached():
            frame.cues[Slot.FIELD] = [field for field in frame.fields if field != "target"]
            frame.groups = [group for group in frame.groups if group.sure]
            frame.cue(Slot.STATUS, "achieved")
            return
        bounds = frame.has(Slot.COMPARE, *RISING, *FALLING) and not (frame.quantities or frame.years or frame.has(Slot.STATUS))
        if bounds and frame.fields == ["target"] and not frame.has(Slot.FILTER) and frame.groups:
            frame.cue(Slot.STATUS, "achieved" if frame.has(Slot.COMPARE, *RISING) else "unmet")

    def _asks_whether_reached(self) -> bool:
        """もう目標いった?, 目標まで行きましたか: whether the target has been reached, and not what it is."""
        targets = [at for at, tag in enumerate(self.tags) if tag.has(Slot.FIELD, "target")]
        reached = (at + (2 if self.has(at + 1, Slot.FILLER, "particle") else 1) for at in targets)
        return not self.frame.quantities and any(self.has(at, Slot.COUNTER, "reach_after") for at in reached)

    def _ask_the_cause(self) -> None:
        """減ったのは…が低いからですか, is it because…: a cause that is put as a yes or no question is a cause."""
        checks = [at for at, tag in enumerate(self.tags) if tag.has(Slot.ASK, "check")]
        if checks and not self.frame.has(Slot.ASK, "wh") and any(self._is_cause(at, checks[0]) for at in range(len(self.tags))):
            self.frame.cue(Slot.ASK, "why")

    def _is_cause(self, place: int, check: int) -> bool:
        """Whether a word gives the cause of what is asked: because after the verb; から and ため after what tells how it goes."""
        if not self.has(place, Slot.DISCOURSE, "cause"):
            return False
        if self.tokens[self.tags[place].start].script is Script.LATIN:
            return check < place and not any(self.breaks(at) for at in range(check, place))
        return any(self.tags[place - 1].has(slot) for slot in _TELLING) and self.tokens[self.tags[place - 1].end - 1].script is (
            Script.HIRAGANA
        )

    def _tell_the_change(self) -> None:
        """回復した?, down since 2019, 2年前と比べて: with a direction or a year to compare with, the change is asked for."""
        frame = self.frame
        named = any(mention.named for mention in frame.mentions)
        dated = (at for at, tag in enumerate(self.tags) if tag.year or any(map(RelativeYear.read, tag.values(Slot.TIME))))
        compared = any(self.has(at + 1, Slot.COUNTER, "than_after") for at in dated)
        free = not frame.fields and not frame.has(Slot.STATUS, *WIDE_STATUS) and not frame.limits
        if named and free and (frame.has(Slot.DIRECTION) or compared):
            frame.cue(Slot.FIELD, "change")
            frame.cues.pop(Slot.STATUS, None)  # 2年前と比べてどう? asks how it went and not how it stands

    def _starts(self, place: int, *, latin: bool = False) -> bool:
        """Whether a word makes the year beside it the first one: 2020年から, since 2020."""
        since = self.has(place, Slot.SERIES, "since") or self.has(place, Slot.COMPARE)
        return since and (not latin or self.tokens[self.tags[place].start].script is Script.LATIN)

    def _range_of_years(self) -> None:
        """2019年から2021年まで, from 2019 to 2021, 2019〜2021: all years between are meant too."""
        years = self._years()
        if len(years) == _PAIR:
            self.frame.ranged = any(self.has(at, Slot.COUNTER, "range") for at in range(years[0] + 1, years[1]))

    def _plan(self) -> None:
        """By 2024, 2024年までに: what is planned for that year."""
        if any(self.has(at - 1, Slot.COUNTER, "by_before") or self.has(at + 1, Slot.COUNTER, "by_after") for at in self._years()):
            self.frame.cue(Slot.TIME, "planned")

    def _years(self) -> list[int]:
        """Where years stand."""
        return [place for place, tag in enumerate(self.tags) if tag.has(Slot.YEAR)]

    def _ask_how_many_more(self) -> None:
        """何人増えてますか, how many is it up: the change, not the way it went."""
        if "trend" in self.frame.fields and any(tag.has(Slot.FIELD, "value") and tag.has(Slot.ASK, "wh") for tag in self.tags):
            self.frame.cues[Slot.FIELD] = [field for field in self.frame.fields if field not in ("trend", "value")] + ["change"]

    def _divide(self) -> None:
        """Sales per visitor, 観光客あたりの販売額: one indicator in shares of another."""
        for place in range(len(self.tags)):
            after = place + (2 if self.has(place + 1, Slot.COUNTER, "article") else 1)
            per = self.has(place, Slot.COUNTER, "per_after") or (
                self.has(place, Slot.ASK, "per") and self.has(place, Slot.COUNTER, "link")
            )
            if per and self.has(place - 1, Slot.NAME) and self.has(after, Slot.NAME):
                self.frame.cue(Slot.REQUEST, "share")

    def _join_topics(self) -> None:
        """小売と製造, births and seniors: a topic side by side with a name is meant like one."""
        named = {mention.place for mention in self.frame.mentions if mention.named and len(mention.ids) == 1}
        pairs = [{place - 1, place + 1} for place, tag in enumerate(self.tags) if tag.has(Slot.DISCOURSE, "and")]
        joined = set[int]().union(*(pair for pair in pairs if pair & named))
        self.frame.mentions = [
            replace(mention, named=mention.named or (len(mention.ids) == 1 and mention.place in joined))
            for mention in self.frame.mentions
        ]

    def _is_standard(self, place: int) -> bool:
        """Whether something else is compared with what stands at a place: Xより, than X."""
        before = any(self.has(at, Slot.COUNTER, "than_before") for at in range(place - _REACH, place))
        compared = self.has(place + 1, Slot.COMPARE, *RISING, *FALLING) and self.tokens[self.tags[place].start].script.japanese
        return before or compared or self.has(place + 1, Slot.COUNTER, "than_after")

    def _raise_comparatives(self) -> None:
        """もっとも and 先 make 最も先, 低い and 順 the lowest first: a comparative word beside a superlative one or an order."""
        ranks = self.frame.cues.get(Slot.RANK, [])
        raised = [_HIGHEST[rank] for rank in ranks if rank in _HIGHEST] if {"superlative", "order"} & set(ranks) else []
        for rank in raised or self._first_in_order(ranks):
            self.frame.cue(Slot.RANK, rank)

    def _rank_first(self) -> None:
        """1番低い: a first place before what can be ranked, and no number of a list."""
        for place, tag in enumerate(self.tags):
            first = tag.has(Slot.DIGITS, "1") and self.has(place + 1, Slot.COUNTER, "ordinal")
            if first and any(self.has(place + 2, slot) for slot in _TELLING):
                self.frame.cue(Slot.RANK, "superlative")
                self.frame.digits, self.frame.quantities = [], []

    def _first_in_order(self, ranks: Sequence[str]) -> list[str]:
        """What comes first in an order of which nothing tells the end: the next deadline, the most achieved."""
        fields = self.frame.fields
        if set(ranks) != {"order"} or not fields:
            return []
        return ["earliest"] if "year" in fields else ["best"] if "achievement" in fields else ["most"]

    def _has_head(self, place: int, head: str) -> bool:
        """Whether a quantity of what stands at a place is named: Xの数, number of X."""
        after = place + (2 if self.has(place + 1, Slot.COUNTER, "link") else 1)
        before = place - (2 if self.has(place - 1, Slot.COUNTER, "article") else 1)
        return self.has(after, Slot.COUNTER, f"{head}_after") or self.has(before, Slot.COUNTER, f"{head}_before")
