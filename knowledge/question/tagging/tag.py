"""A span of a question with what it may mean."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from knowledge.notation.quantity import FoundQuantity
from knowledge.notation.years import FoundYear
from knowledge.question.lexicon.slots import Senses, Slot

_COST = {Slot.NAME: 0.8, Slot.TIME: 1.09, Slot.CITY: 1.0, Slot.BEYOND: 1.0, Slot.KEYWORD: 1.3, Slot.FILLER: 1.4}
_CUE = 1.1
_MISFIT = 2.2  # what a whole mistyped token costs


class Tag(NamedTuple):
    """A span of tokens and what it may mean: `senses` is empty where nothing is known of it; `score` is the fit, 0 to 1."""

    start: int
    end: int
    senses: Senses = ()
    score: float = 1.0
    year: FoundYear | None = None
    quantity: FoundQuantity | None = None
    last_years: int = 0  # how many, where the last so many are spoken of

    def values(self, *slots: Slot) -> tuple[str, ...]:
        """What the span means in those slots."""
        return tuple(sense.value for sense in self.senses if sense.slot in slots)

    def has_any(self, slots: Collection[Slot]) -> bool:
        """Whether the span can mean anything in one of those slots."""
        for sense in self.senses:  # noqa: SIM110 (as in `has`)
            if sense.slot in slots:
                return True
        return False

    def has(self, slot: Slot, *values: str) -> bool:
        """Whether the span can mean one of the values in that slot, or anything there where none is named."""
        for sense in self.senses:  # noqa: SIM110 (asked some 500 times a question, and any() takes three times as long)
            if sense.slot is slot and (not values or sense.value in values):
                return True
        return False

    @property
    def cost(self) -> float:
        """What the span costs on a path."""
        senses = self.senses
        base = _COST.get(senses[0].slot, _CUE) if len(senses) == 1 else min([_COST.get(s.slot, _CUE) for s in senses], default=_CUE)
        return base if self.score == 1 else base + (1 - self.score) * (self.end - self.start) * _MISFIT
