"""A follow-up that says one slot anew: the query before, with that slot replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.ports import DialogueTurn
from knowledge.question.dialogue.refinement import VALUES
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import LAST, Frame, Word
from knowledge.question.query.grammar import grammar
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy

_OPPOSITE = {
    "most": "least",
    "least": "most",
    "best": "worst",
    "worst": "best",
    "earliest": "latest",
    "latest": "earliest",
    "high": "low",
    "low": "high",
    "early": "late",
    "late": "early",
}
_AMOUNTS = frozenset({"target", "baseline", "change", "gap", "required_pace"})
_OF_STATEMENTS = frozenset({Slot.COUNTER, Slot.DISCOURSE, Slot.POLARITY})
_ASKED_OF_ONE = frozenset({Intent.LOOKUP, Intent.SERIES})


class QueryMerge:
    """Replaces one slot of the query before: the place in a ranking, its end, the amount told, the subject."""

    def __init__(self, strategy: Strategy, turn: DialogueTurn) -> None:
        self.strategy = strategy
        self.turn = turn

    def merged(self, frame: Frame, features: frozenset[str]) -> Query | None:
        """The query before with what a frame says; None where that is more than one slot."""
        base = self.turn.query
        told = tuple(field for field in self.turn.fields if field in _AMOUNTS)
        if base is not None and told and self._asks_amount(frame):
            return replace(base, select=told)
        more = frame.mentions or frame.parts or frame.unknown or frame.residue or not all(map(_of_place, frame.words))
        return None if base is None or more else self._ranked(base, frame, features)

    def _ranked(self, base: Query, frame: Frame, features: frozenset[str]) -> Query | None:
        """Another place in a ranking, or the other end of it."""
        places = [number for number in frame.ordinals if number != LAST]
        changes: dict[str, Callable[[], Query]] = {
            "next": lambda: replace(base, nth=(base.nth or base.first or 1) + 1, first=None),
            "nth": lambda: replace(base, nth=places[0] if places else base.nth, first=None),
            "rank": lambda: replace(base, ranks=tuple(frame.cues[Slot.RANK]), nth=frame.nth, first=frame.first),
            "turn_round": lambda: replace(base, ranks=tuple(_OPPOSITE.get(rank, rank) for rank in base.ranks)),
        }
        change = changes.get(grammar().follow_up(features, on_list=True))
        return change() if change else None

    def _asks_amount(self, frame: Frame) -> bool:
        """何人, 何パーセント: whether nothing is asked for but the amount that was told."""
        more = frame.mentions or frame.groups or frame.years or frame.quantities or frame.unknown or frame.residue
        compared = frame.has(Slot.ASK, "compare", "count") or frame.has(Slot.RANK) or frame.has(Slot.STATUS)
        shares = frame.has(Slot.ASK, "percentage", "points") and "change" not in self.turn.fields
        return frame.fields == ["value"] and not (more or compared or shares) and self.turn.intent in VALUES

    def moved_to(self, query: Query, said: frozenset[Slot]) -> Query:
        """The query before, of the indicators that a frame names and says no more than (and visitors?)."""
        base = self.turn.query
        asks = base is not None and base.intent in _ASKED_OF_ONE and query.intent in VALUES | _ASKED_OF_ONE
        named = bool(query.subjects) and all(isinstance(self.strategy.get(s), Indicator) for s in query.subjects)
        if base is None or not asks or not named or said - _OF_STATEMENTS or query.excluded or query.unclaimed or query.unknown:
            return query
        return replace(base, subjects=query.subjects, tied=query.tied, topical=query.topical, confidence=query.confidence)


def _of_place(word: Word) -> bool:
    """Whether a word says no more than which one of a ranking is meant."""
    return bool({kind.partition(":")[0] for kind in word.kinds} & {Slot.RANK, Slot.ORDINAL, Slot.DISCOURSE})
