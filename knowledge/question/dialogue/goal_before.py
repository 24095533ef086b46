"""The goal of the turn before: what a follow-up asks of its indicators (その指標, the other one of that goal)."""

from __future__ import annotations

from knowledge.ports import DialogueTurn
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import FROM_CONTEXT, Frame, Group
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy


class GoalBefore:
    """The goals that the turn before was about, and how a frame asks for their indicators."""

    def __init__(self, strategy: Strategy, turn: DialogueTurn) -> None:
        self.strategy = strategy
        self.turn = turn

    @property
    def goal(self) -> str | None:
        """The goal that the turn before was about."""
        return next(iter(self.goals), None)

    @property
    def goals(self) -> list[str]:
        """The goals that the turn before was about; of what stands below goals that of the first alone."""
        spoken = [self.strategy[subject] for subject in self.turn.subjects if subject in self.strategy]
        goals = [goal.id for each in spoken if (goal := self.strategy.goal_of(each)) and not goal.national]
        return goals if goals == [each.id for each in spoken] else goals[:1]

    def take_members(self, frame: Frame) -> None:
        """Let a frame that speaks of that goal's indicators, or of its others, ask for them."""
        self._others_of_its_goal(frame)
        self._members_of_its_goal(frame)

    def _others_of_its_goal(self, frame: Frame) -> None:
        """同じ目標のもう一つは, the remaining one of that goal: its other indicators, where one of them was spoken of."""
        kinds = {kind for group in frame.groups for kind in group.kinds}
        of_goal = frame.has(Slot.DISCOURSE, "there") or (frame.has(Slot.DISCOURSE, "it") and Kind.GOAL in kinds)
        spoken = any(self.strategy[s].kind is Kind.INDICATOR for s in self.turn.subjects if s in self.strategy)
        more = frame.mentions or frame.numbered or frame.years or kinds - {Kind.GOAL, Kind.INDICATOR}
        if frame.has(Slot.DISCOURSE, "other") and of_goal and spoken and self.goal and not more:
            frame.groups = [Group(frozenset({Kind.INDICATOR}), (), None, True, FROM_CONTEXT)]
            frame.cues[Slot.FIELD] = [field for field in frame.fields if field not in ("target", "description")]
            frame.cue(Slot.ASK, "more")

    def _members_of_its_goal(self, frame: Frame) -> None:
        """その指標, of a goal; この目標の指標の進み具合: how the indicators of the goal that was spoken of get on."""
        goal = self.strategy.get(self.goal or "")
        one = any(self.strategy[s].kind is Kind.INDICATOR for s in self.turn.subjects if s in self.strategy)
        if goal is None or frame.mentions or frame.numbered:
            return
        if frame.has(Slot.DISCOURSE, "the_one") and not (one or frame.groups or frame.fields):
            frame.groups = [Group(frozenset({Kind.INDICATOR}), (), None, True, FROM_CONTEXT)]
        which = not frame.groups and not one and frame.has(Slot.ASK, "which", "ones") and not frame.fields
        if which and frame.has(Slot.STATUS) and not (frame.has(Slot.RANK) or frame.years):
            frame.groups = [Group(frozenset({Kind.GOAL}), (goal.number or 0,), goal.national, True, FROM_CONTEXT)]
        members = any(group.kinds == {Kind.INDICATOR} and group.sure for group in frame.groups) and "target" not in frame.fields
        refers = frame.has(Slot.DISCOURSE, "it", "there")
        if members and refers and frame.has(Slot.STATUS) and not (frame.has(Slot.RANK) or frame.years):
            frame.groups = [Group(frozenset({Kind.GOAL}), (goal.number or 0,), goal.national, True, FROM_CONTEXT)]
