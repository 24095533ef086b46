"""A follow-up on a list: another condition, year, goal or rank for the query before it, or a choice among what was listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.ports import DialogueTurn
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Property
from knowledge.question.query.frame import FROM_CONTEXT, Frame, Group
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Kind, Strategy

_PAIR = 2
_LISTS = frozenset({Intent.FILTER, Intent.SUPERLATIVE, Intent.LISTING, Intent.MEMBERS, Intent.STANDING, Intent.COUNT})
_VALUES = frozenset({Intent.LOOKUP, Intent.OVERVIEW, Intent.CHECK})
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

_IMPLIED = {"best": "achievement", "worst": "achievement", "earliest": "year", "latest": "year"}


@dataclass(frozen=True, slots=True)
class Partial:
    """Which slots a follow-up on a list fills.

    `limited`: it sets a condition on an indicator's own properties; `listed`: it asks for those that fulfil it, and not
    whether what was spoken of does; `partitive`: it chooses among what was listed (そのうち, of those).
    """

    years: bool
    limited: bool
    judged: bool
    ranked: bool
    goals: bool
    listed: bool
    partitive: bool
    refers: bool
    either: bool
    compares: bool
    opposite: bool
    indicators: bool
    without: bool
    fields: frozenset[str]

    @classmethod
    def of(cls, frame: Frame) -> Partial | None:
        """The slots of a frame; None where it names or asks for something that is no list of indicators."""
        kinds = {kind for group in frame.groups if group.sure and not group.numbers for kind in group.kinds}
        numbered = {kind for group in frame.groups if group.numbers for kind in group.kinds}
        spoken = [mention for mention in frame.mentions if not set(mention.ids) <= frame.excluded]
        other = spoken or frame.has(Slot.ASK, "why", "help") or frame.places or frame.national
        if other or kinds - {Kind.INDICATOR} or numbered - {Kind.GOAL} or frame.ordinals:
            return None
        return cls(
            years=bool(frame.years),
            limited=bool(frame.years) or frame.has(Slot.UNIT) or frame.has(Slot.FILTER),
            judged=frame.has(Slot.STATUS),
            ranked=frame.has(Slot.RANK),
            goals=bool(numbered),
            listed=frame.has(Slot.ASK, "list", "which"),
            partitive=frame.has(Slot.DISCOURSE, "among"),
            refers=frame.has(Slot.DISCOURSE, "it", "there", "other", "both"),
            either=frame.has(Slot.ASK, "which", "compare"),
            compares=frame.has(Slot.ASK, "compare"),
            opposite=frame.has(Slot.DISCOURSE, "opposite"),
            indicators=Kind.INDICATOR in kinds,
            without=bool(frame.excluded),
            fields=frozenset(frame.fields) - {"value"},
        )


class Refinement:
    """Merges a follow-up into the list query before it; the first rule of `_RULES` that fits says what is kept of that."""

    def __init__(self, strategy: Strategy, turn: DialogueTurn) -> None:
        self.strategy = strategy
        self.turn = turn

    def refine(self, frame: Frame) -> bool:
        """Write into the frame what it keeps of the query before; False where it is no follow-up on a list."""
        base, partial = self.turn.query, Partial.of(frame)
        if base is None or partial is None or base.intent not in _LISTS | _VALUES:
            return False
        return any(fits(self, base, partial) and merge(self, base, frame) for fits, merge in _RULES)

    # when a rule fits

    def _of_those(self, base: Query, partial: Partial) -> bool:
        """そのうち目標3のものは, which of those is behind, 3つのうち達成したのは."""
        chooses = partial.ranked or partial.judged or partial.limited or partial.goals
        another = any(condition.on is Property.STATUS for condition in base.where)  # of the achieved ones none is behind
        either = partial.either and ((partial.judged and not another) or (partial.ranked and partial.refers))
        either = either or (partial.compares and (partial.limited or partial.ranked))
        pointed = partial.refers and (partial.ranked or (partial.limited and partial.listed))
        apart = partial.partitive or either or pointed
        return chooses and apart and len(self.choice) >= _PAIR

    def _but(self, base: Query, partial: Partial) -> bool:
        """健診以外は, other than visitors: what else was listed."""
        more = partial.judged or partial.ranked or partial.limited or partial.goals or partial.fields
        return base.intent in _LISTS and partial.without and not more and len(self.choice) >= _PAIR

    def _of_the_members(self, base: Query, partial: Partial) -> bool:
        """達成したのは, the worst one: after a goal's indicators, those of them."""
        chooses = (partial.judged and partial.listed) or (partial.ranked and not partial.fields)
        whole = partial.indicators or partial.goals or partial.limited or partial.opposite
        return base.intent is Intent.MEMBERS and chooses and not whole and len(self.choice) >= _PAIR

    def _another_year(self, base: Query, partial: Partial) -> bool:
        """2025年は, after what is due in 2024."""
        dated = any(condition.on in (Property.TARGET_YEAR, Property.BASELINE_YEAR) for condition in base.where)
        more = partial.judged or partial.ranked or partial.goals or partial.indicators or partial.fields - {"year"}
        return base.intent is Intent.FILTER and dated and partial.years and not more

    def _another_goal(self, base: Query, partial: Partial) -> bool:
        """目標3は, after what is behind."""
        more = partial.judged or partial.ranked or partial.limited or partial.indicators or partial.fields
        return base.intent in (Intent.FILTER, Intent.SUPERLATIVE) and partial.goals and not more

    def _another_status(self, base: Query, partial: Partial) -> bool:
        """逆に順調なのは, after what is behind: of the same goals and units."""
        same = any(condition.on is Property.STATUS for condition in base.where)
        more = partial.ranked or partial.limited or partial.goals or partial.indicators or partial.fields
        return base.intent is Intent.FILTER and same and partial.judged and not more

    def _another_rank(self, base: Query, partial: Partial) -> bool:
        """逆に一番高いのは, and the lowest: by the same field."""
        more = partial.judged or partial.limited or partial.goals or partial.indicators or partial.fields
        return base.intent is Intent.SUPERLATIVE and partial.ranked and not more

    def _the_opposite(self, base: Query, partial: Partial) -> bool:
        """その逆は, and the other way round."""
        more = partial.judged or partial.ranked or partial.limited or partial.goals or partial.fields
        return base.intent is Intent.SUPERLATIVE and partial.opposite and not more

    # what is kept then

    def _choose(self, base: Query, frame: Frame) -> bool:
        del base
        frame.among = tuple(entity for entity in self.choice if entity not in frame.excluded)
        self._list(frame)
        return True

    def _keep_conditions(self, base: Query, frame: Frame) -> bool:
        frame.where = base.where
        frame.owners = base.owners
        frame.among = base.among
        self._list(frame)
        if base.intent is Intent.SUPERLATIVE:
            self._rank(frame, base, frame.cues.get(Slot.RANK, ()) or base.ranks)
        return True

    def _turn_round(self, base: Query, frame: Frame) -> bool:
        self._keep_conditions(base, frame)
        self._rank(frame, base, [_OPPOSITE.get(rank, rank) for rank in base.ranks])
        return True

    def _rank(self, frame: Frame, base: Query, ranks: Sequence[str]) -> None:
        """Rank by what was ranked by before, said or implied."""
        implied = [_IMPLIED[rank] for rank in base.ranks if rank in _IMPLIED] or ["achievement"]
        frame.cues[Slot.RANK] = list(ranks)
        frame.cues[Slot.FIELD] = [field for field in base.select if field != "status"] or list(frame.fields) or implied

    def _list(self, frame: Frame) -> None:
        """Let a list of indicators be asked for; a goal that the plan does not have is left for what is missing."""
        frame.mentions = []
        goals = tuple(f"city.goal.{n}" for group in frame.groups for n in group.numbers)
        if any(goal not in self.strategy for goal in goals):
            return
        frame.owners = goals or frame.owners
        frame.groups = [Group(frozenset({Kind.INDICATOR}), (), None, True, FROM_CONTEXT)]
        frame.cues[Slot.DISCOURSE] = []
        frame.cue(Slot.ASK, "list")

    @property
    def choice(self) -> tuple[str, ...]:
        """What there is to choose from: the last list, else the last two subjects."""
        listed = self.turn.listed if len(self.turn.listed) >= _PAIR else self.turn.recent[-_PAIR:]
        return tuple(s for s in listed if s in self.strategy and self.strategy[s].kind is Kind.INDICATOR)


_Fits = Callable[[Refinement, Query, Partial], bool]
_Merge = Callable[[Refinement, Query, Frame], bool]
_RULES: tuple[tuple[_Fits, _Merge], ...] = (
    (Refinement._of_those, Refinement._choose),
    (Refinement._but, Refinement._choose),
    (Refinement._of_the_members, Refinement._choose),
    (Refinement._another_year, Refinement._keep_conditions),
    (Refinement._another_goal, Refinement._keep_conditions),
    (Refinement._another_status, Refinement._keep_conditions),
    (Refinement._another_rank, Refinement._keep_conditions),
    (Refinement._the_opposite, Refinement._turn_round),
)
