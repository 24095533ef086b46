"""The figures of a question with the words that bound them: 3,000人以上, more than 1.5, between 2 and 4 million."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.notation.bounds import Comparison
from knowledge.notation.quantity import FoundQuantity
from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script, Token

_COMPARISONS = frozenset(Comparison)
_DENIED = {Comparison.AT_LEAST: Comparison.UNDER, Comparison.OVER: Comparison.AT_MOST}
OF_YEARS = {
    "after_year": Comparison.OVER,
    "before_year": Comparison.UNDER,
    "from_year": Comparison.AT_LEAST,
    "until_year": Comparison.AT_MOST,
}
_OF_VERBS = (Slot.COMPARE, Slot.STATUS)  # what a verb between a denial and its figure can be: has not reached 500
_NOUN = 2  # the longest a bounding noun is (以上); what is longer is a verb that tells of a value (を超えた)
_ENDS = 2
_REACH = 2  # how many words that say nothing may stand between a figure and the word that bounds it


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure that bounds a value; `apposed` tells that it only repeats the target (目標の3,000人を超えた)."""

    comparison: Comparison
    found: FoundQuantity
    place: int
    apposed: bool = False


class Limits(TagWindow):
    """Finds the limits of one question."""

    def find(self) -> Iterator[Limit]:
        """The limits, in the question's order."""
        between = any(tag.has(Slot.COMPARE, "between") for tag in self.tags)
        numbers = [place for place, tag in enumerate(self.tags) if tag.has(Slot.QUANTITY) or tag.has(Slot.DIGITS)]
        figures = [place for place in numbers if between or self.tags[place].has(Slot.QUANTITY) or self._bounded(place)]
        if len(figures) == _ENDS and self._is_range(*figures, led=between):
            ends = dict(zip(figures, (Comparison.AT_LEAST, Comparison.AT_MOST), strict=True))
        else:
            ends = {place: near for place in figures if (near := self._bounded(place) or self._of_rate())}
        for place, comparison in ends.items():
            found = self.tags[place].quantity
            if found:
                yield Limit(comparison, found, place, self._apposed(place))

    def years(self) -> dict[int, Comparison]:
        """The years that are bounded, each with what bounds it: 2023年以前, no later than 2023, 遅くとも2023年."""
        bounded = ((tag.year.year, self._of_year(place)) for place, tag in enumerate(self.tags) if tag.year)
        return {year: comparison for year, comparison in bounded if comparison}

    def _of_year(self, place: int) -> Comparison | None:
        """What bounds a year: the word behind it, else the one before it."""
        after, before = (self._bound_beside(place, step) for step in (1, -1))
        if before and not self._leads(before[0]) and before[1] not in ("until_year", "from_year"):
            before = None
        found = after or before
        return OF_YEARS.get(found[1]) or Comparison(found[1]) if found else None

    def _bound_beside(self, place: int, step: int) -> tuple[int, str] | None:
        """Where the nearest bounding word stands on one side of a year, nothing that says something between, and which it is."""
        for at in range(place + step, place + step * (_REACH + 2), step):
            if not 0 <= at < len(self.tags) or self.breaks(at):
                return None
            found = [value for value in self.tags[at].values(Slot.COMPARE) if value in OF_YEARS or value in _COMPARISONS]
            until = self.has(at, Slot.COUNTER, "by_after" if step > 0 else "by_before")
            if self._tells_of_which(at):
                return None
            if found or until:
                return at, "until_year" if until else found[0]
            if not self.plain(at):
                return None
        return None

    def _tells_of_which(self, place: int) -> bool:
        """Whether an English preposition says of which year a value is, and bounds nothing: baselines from 2018."""
        values = ("baseline", "latest", "value")
        return self.has(place, Slot.COUNTER, "away_before") and any(self.has(at, Slot.FIELD, *values) for at in range(place))

    def _is_range(self, first: int, last: int, *, led: bool) -> bool:
        """Whether two figures are the ends of a range: between 2 and 4 million, 1.45〜1.55."""
        between = range(first + 1, last)
        ranged = any(self.has(at, Slot.COUNTER, "range") for at in between)
        joined = led and any(self.has(at, Slot.DISCOURSE, "and") for at in between)
        changes = self.has(last + 1, Slot.TIME, "to_be")  # 2,510人から3,500人にする
        return joined or (ranged and not changes and (led or last - first <= _REACH))

    def _of_rate(self) -> Comparison | None:
        """Exactly, where a rate alone tells which indicators are meant: 達成率が300%の指標."""
        rate = any(tag.has(Slot.FIELD, "achievement") for tag in self.tags)
        named = any(tag.has(Slot.NAME) or tag.has(Slot.RANK) for tag in self.tags)
        return Comparison.EXACTLY if rate and not named else None

    def _bounded(self, place: int) -> Comparison | None:
        bound = self._comparison(place) or self._of_the_target(place) or self._reached(place)
        return _DENIED.get(bound, bound) if bound and self._denied(place) else bound

    def _denied(self, place: int) -> bool:
        """Whether it is denied that a figure was reached: 500人いってない, which haven't hit 500; もう…ない? only asks for it."""
        after = self.has(place + 1, Slot.COUNTER, "reach_after") and self.has(place + 2, Slot.POLARITY, "negative")
        if after:
            return not any(self.has(at, Slot.COUNTER, "so_far") for at in range(place))
        at = place - 1
        while at >= 0 and not self._negates(at) and (self.plain(at) or any(self.has(at, slot) for slot in _OF_VERBS)):
            at -= 1
        return self._negates(at)

    def _negates(self, place: int) -> bool:
        return self.has(place, Slot.DISCOURSE, "negates_next") and self._leads(place)

    def _reached(self, place: int) -> Comparison | None:
        """At least, where it is asked whether a figure has been reached by now: もう500人?, 500人いった?, has it hit 500."""
        reached = self._so_far or self.has(place + 1, Slot.COUNTER, "reach_after")
        reached = reached or (self.has(place - 1, Slot.COUNTER, "reach_before") and self._checks)
        return Comparison.AT_LEAST if reached and not self._of_document else None

    @cached_property
    def _checks(self) -> bool:
        """Whether a yes or no is asked for; will it hit 500: as far as it has come, since nothing is forecast."""
        marked = any(self._first(at).key in signs().question_marks for at in range(len(self.tags)) if self.breaks(at))
        return (marked or any(tag.has(Slot.ASK, "check") for tag in self.tags)) and not any(
            tag.has(Slot.TIME, "planned") and not tag.has(Slot.ASK, "check") for tag in self.tags
        )

    @cached_property
    def _so_far(self) -> bool:
        return any(tag.has(Slot.COUNTER, "so_far") for tag in self.tags)

    @cached_property
    def _of_document(self) -> bool:
        return any(tag.has(Slot.FIELD, "target", "baseline") for tag in self.tags)

    def _comparison(self, place: int) -> Comparison | None:
        """What bounds a figure: the word right after it (以上, or more), else the one right before it (at least)."""
        return self._near(place, 1) or self._near(place, -1)

    def _of_the_target(self, place: int) -> Comparison | None:
        """What bounds a figure that repeats the target, wherever it stands: 3,000人の目標を超えた, passed the target of 3,000."""
        if not self._apposed(place):
            return None
        bounds = (value for tag in self.tags for value in tag.values(Slot.COMPARE) if value in _COMPARISONS)
        return next(map(Comparison, bounds), None)

    def _near(self, place: int, step: int) -> Comparison | None:
        at = place + step
        for _ in range(_REACH + 1):
            if not 0 <= at < len(self.tags) or self.breaks(at):
                return None
            found = [value for value in self.tags[at].values(Slot.COMPARE) if value in _COMPARISONS]
            if found and self.has(at, Slot.RANK) and not any(self.has(before, Slot.NAME) for before in range(at)):
                return None  # top 3, but: visitors top 500
            if found and (step > 0 or self._leads(at)):
                return Comparison(found[0])
            if not self.plain(at):
                return None
            at += step
        return None

    def _leads(self, place: int) -> bool:
        """Whether a word bounds what follows it: in Japanese none does."""
        return self._first(place).script is Script.LATIN

    def _apposed(self, place: int) -> bool:
        """Whether a figure repeats the target: 目標の3,000人を超えた, the target of 3,000, the 3,000 target."""
        latin = self._leads(place)
        before, after = place - 1, place + 1
        if self.has(before, Slot.COUNTER, "link") and not self.has(before, Slot.COUNTER, "topic"):
            return self.has(before - 1, Slot.FIELD, "target")
        if latin or self._first(place).gap:
            return self.has(after, Slot.FIELD, "target")
        if self.has(after, Slot.COUNTER, "link"):
            return self.has(after + 1, Slot.FIELD, "target")
        bounds = self.tags[after] if after < len(self.tags) else None
        verb = bounds is not None and bounds.end - bounds.start > _NOUN
        return verb and self.has(before, Slot.FIELD, "target")

    def _first(self, place: int) -> Token:
        return self.tokens[self.tags[place].start]
