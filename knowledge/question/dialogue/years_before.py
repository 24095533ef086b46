"""The years of a follow-up: counted from those of the turn before, or compared with them."""

from __future__ import annotations

from knowledge.ports import DialogueTurn
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame
from knowledge.question.query.intent import Intent
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy

_PAIR = 2
OF_TARGET = frozenset({"target", "year", "gap", "required_pace"})


class YearsBefore:
    """What the years of the turn before mean for a frame."""

    def __init__(self, strategy: Strategy, turn: DialogueTurn) -> None:
        self.strategy = strategy
        self.turn = turn

    def take(self, frame: Frame) -> None:
        """その前の年, the year after that: counted from the year of the turn before; a change between its last two years."""
        years = self.turn.years
        if years and len(frame.years) == 1 and years[-1] not in frame.years and self._asks_difference(frame):
            frame.cues[Slot.FIELD] = ["change"]  # 2018年との差は
            frame.years = sorted((*frame.years, years[-1]))
        if not years or frame.years:
            return
        step = (
            -1
            if frame.has(Slot.TIME, "year_before_that") or self._asks_earlier(frame)
            else 1
            if frame.has(Slot.TIME, "year_after_that")
            else 0
        )
        if step and self._asks_how_different(frame):
            frame.cues[Slot.FIELD] = ["change"]
        if step and "change" in frame.fields:
            frame.years += sorted((years[-1], years[-1] + step))
        elif step or frame.has(Slot.TIME, "same_year"):
            frame.years.append(years[-1] + step)
        elif "change" in frame.fields and len(years) > 1:
            frame.years += years[-2:]
        elif self._asks_difference(frame) and len(years) > 1:
            frame.cues[Slot.FIELD] = ["change"]
            frame.years += sorted(years[-2:])

    def _asks_earlier(self, frame: Frame) -> bool:
        """その前は, after an indicator's value in a year, and not after one of what has numbers."""
        indicators = all(isinstance(self.strategy.get(subject), Indicator) for subject in self.turn.subjects)
        return frame.has(Slot.DISCOURSE, "previous") and indicators and not (frame.groups or frame.mentions)

    def _asks_difference(self, frame: Frame) -> bool:
        """差は, after the values of two years and not after a target or a gap."""
        valued = self.turn.query is not None and not set(self.turn.query.select) & OF_TARGET
        apart = set(frame.fields) - {"value"} == {"gap"} and frame.has(Slot.ASK, "compare")
        return apart and valued and not frame.mentions and len(self.turn.subjects) == 1

    def _asks_how_different(self, frame: Frame) -> bool:
        """次の年とはどれだけ違う: how far apart two years are, and no value."""
        return frame.has(Slot.ASK, "compare") and "value" in frame.fields and set(frame.fields) <= {"value", "description"}

    def compares_subjects(self, frame: Frame) -> bool:
        """差は, after the values of two indicators: what no strategy holds is refused by its name."""
        valued = self.turn.query is not None and not set(self.turn.query.select) & OF_TARGET
        apart = set(frame.fields) - {"value"} == {"gap"} and frame.has(Slot.ASK, "compare")
        among = self.turn.query.among if self.turn.query and self.turn.intent == Intent.SUPERLATIVE else self.turn.subjects
        return apart and valued and not (frame.mentions or frame.groups or frame.years) and len(among) == _PAIR
