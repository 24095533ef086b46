"""A follow-up on a list: another condition, year, goal or rank for the query before it, or a choice among what was listed."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.ports import DialogueTurn
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Property
from knowledge.question.query.frame import FROM_CONTEXT, Frame, Group
from knowledge.question.query.grammar import grammar
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy

_PAIR = 2
LISTS = frozenset({Intent.FILTER, Intent.SUPERLATIVE, Intent.LISTING, Intent.MEMBERS, Intent.STANDING, Intent.COUNT})
VALUES = frozenset({Intent.LOOKUP, Intent.OVERVIEW, Intent.CHECK})

_UNRANKED = frozenset({"status", "goal", "name", "unit", "source", "scope"})


class Refinement:
    """Merges a follow-up into the list query before it, as the grammar's rows on a list say."""

    def __init__(self, strategy: Strategy, turn: DialogueTurn) -> None:
        self.strategy = strategy
        self.turn = turn
        self._merges: dict[str, Callable[[Query, Frame], bool]] = {
            "choose": self._choose,
            "keep": self._keep_conditions,
            "count": self._count,
            "others": self._others,
        }

    def refine(self, frame: Frame, features: frozenset[str]) -> bool:
        """Write into the frame what it keeps of the query before; False where it is no follow-up on a list."""
        base = self.turn.query
        if base is None or base.intent not in LISTS | VALUES or self._names_another(frame):
            return False
        merge = self._merges.get(grammar().follow_up(features, on_list=True))
        return merge is not None and merge(base, frame)

    def _names_another(self, frame: Frame) -> bool:
        """Whether it names or asks for something that is no list of indicators."""
        kinds = {kind for group in frame.groups if group.sure and not group.numbers for kind in group.kinds}
        numbered = {kind for group in frame.groups if group.numbers for kind in group.kinds}
        spoken = [mention for mention in frame.mentions if not set(mention.ids) <= frame.excluded]
        other = spoken or frame.has(Slot.ASK, "why", "help") or frame.places or frame.national
        return bool(other or kinds - {Kind.INDICATOR} or numbered - {Kind.GOAL} or (frame.ordinals and not frame.nth))

    # what is kept then

    def _choose(self, base: Query, frame: Frame) -> bool:
        if base.intent in VALUES | {Intent.FILTER} and frame.has(Slot.RANK) and not set(frame.fields) - {"value"}:
            frame.cues[Slot.FIELD] = [field for field in base.select if field not in _UNRANKED] or list(frame.fields)
        if frame.has(Slot.RANK) and base.intent in VALUES:
            frame.cue(Slot.ASK, "which")  # 少ないほうは
        frame.among = tuple(entity for entity in self.choice if entity not in frame.excluded)
        frame.where = base.where if base.intent is Intent.FILTER else ()
        self._list(frame)
        return True

    def _others(self, base: Query, frame: Frame) -> bool:
        """All but what was told: on the question's own conditions, or of the kind that was listed, in its goal."""
        if base.intent is Intent.FILTER and not (frame.has(Slot.STATUS) or frame.has(Slot.RANK)):
            frame.owners = base.owners
            frame.cues[Slot.FIELD] = [field for field in frame.fields if field != "gap"]  # 残りは
        told = self.turn.listed or self.turn.subjects
        frame.excluded.update(i for i in told if i in self.strategy and self.strategy[i].kind is Kind.INDICATOR)
        self._list(frame)
        return bool(frame.excluded)

    def _keep_conditions(self, base: Query, frame: Frame) -> bool:
        frame.where = base.where
        same = {c.values for c in base.where if c.on is Property.STATUS} == {tuple(frame.cues.get(Slot.STATUS, ()))}
        none_left = same and not self.turn.listed  # 逆に遅れてるのは, after a goal in which none is: of all
        if not (base.among and frame.has(Slot.STATUS)) and not none_left:  # of all, and not of what another status left
            frame.owners, frame.among = base.owners, base.among
        self._list(frame)
        return True

    def _count(self, base: Query, frame: Frame) -> bool:
        self._keep_conditions(base, frame)
        frame.cues[Slot.ASK], frame.cues[Slot.RANK], frame.cues[Slot.FIELD] = ["count"], [], []
        return True

    def _list(self, frame: Frame) -> None:
        """Let a list of indicators be asked for; a goal that the plan does not have is left for what is missing."""
        frame.mentions = []
        goals = tuple(f"{self.strategy.root}.goal.{n}" for group in frame.groups for n in group.numbers)
        if any(goal not in self.strategy for goal in goals):
            return
        frame.owners = goals or frame.owners
        frame.groups = [Group(frozenset({Kind.INDICATOR}), (), None, True, FROM_CONTEXT)]
        frame.cues[Slot.DISCOURSE] = []
        frame.cue(Slot.ASK, "list")

    @property
    def choice(self) -> tuple[str, ...]:
        """What there is to choose from."""
        return choice(self.turn, self.strategy)


def choice(turn: DialogueTurn, strategy: Strategy) -> tuple[str, ...]:
    """The indicators of a turn that a follow-up can choose from: the last list, else the last two subjects."""
    listed = turn.listed if len(turn.listed) >= _PAIR else turn.recent[-_PAIR:]
    return tuple(s for s in listed if s in strategy and strategy[s].kind is Kind.INDICATOR)
