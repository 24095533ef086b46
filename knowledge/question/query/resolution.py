"""From mentions and numbered groups to entities: which ones a question is about, of the kinds that it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from knowledge.question.query.frame import Frame, Group, Mention
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy

TOPIC_MARGIN = 0.25  # by how much of its own score the best topic must lead to stand alone
_KEYWORD = 1.0
_MEMBERS = {Kind.MEASURE, Kind.INDICATOR}  # what is numbered under its goal
_NAME = 1.6  # an entity's own name counts more than one of its topics


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that no entity has: what was asked for, and under which entity."""

    kind: Kind
    number: int
    owner: str


@dataclass(frozen=True, slots=True)
class Found:
    """Entities in the question's order; `tied` where they are candidates of one and the same mention.

    `score` is the fit of the worst name used; `places` are the tags that the entities explain; `margin` is by how much of
    its score the best topic leads the next that is no candidate, 0 to 1.
    """

    ids: tuple[str, ...] = ()
    tied: bool = False
    score: float = 1.0
    places: frozenset[int] = field(default_factory=frozenset)
    topical: bool = False
    margin: float = 1.0


class Entities:
    """Finds the entities of one strategy."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy

    def kind(self, entity_id: str) -> Kind:
        """What the entity is."""
        return self.strategy[entity_id].kind

    def named(self, frame: Frame, kinds: Iterable[Kind]) -> Found:
        """What is called by name, of those kinds; a shared name is settled by the other mentions where they can."""
        wanted = set(kinds)
        chosen: list[str] = []
        places: set[int] = set()
        tied: tuple[str, ...] = ()
        score = 1.0
        for mention in frame.mentions:
            ids = [i for i in mention.ids if self.kind(i) in wanted] if mention.named else []
            ids = self._in_scope(ids, frame)
            if not ids:
                continue
            best = self._supported(ids, frame)
            if len(best) > 1 and self._each_picked(best, mention, frame):
                chosen += [i for i in best if i not in chosen]
            elif len(best) > 1:
                tied = tied or tuple(best)
            else:
                chosen += [i for i in best if i not in chosen]
            places.add(mention.place)
            score = min(score, mention.score)
        if chosen:
            return Found(tuple(chosen), False, score, frozenset(places))
        return Found(tied, bool(tied), score, frozenset(places))

    def _in_scope(self, ids: Sequence[str], frame: Frame) -> list[str]:
        if frame.national is None:
            return list(ids)
        scoped = [i for i in ids if self.strategy[i].national == frame.national]
        return scoped or list(ids)

    def _supported(self, ids: Sequence[str], frame: Frame) -> list[str]:
        """Of several candidates, those that the other mentions speak of most."""
        if len(ids) == 1:
            return list(ids)
        near = [i for i in ids if any(i.startswith(f"{spoken}.") for spoken in frame.spoken)]
        if near and len({i.rsplit(".", 1)[0] for i in near}) == 1:
            return near  # (2) of the goal that was just spoken of
        votes = {i: sum(i in mention.ids for mention in frame.mentions) for i in ids}
        most = max(votes.values())
        return [i for i in ids if votes[i] == most]

    def _each_picked(self, ids: Sequence[str], shared: Mention, frame: Frame) -> bool:
        """Whether a word of its own speaks for each candidate of a shared name: 健康寿命、男性と女性."""
        others = [set(mention.ids) & set(ids) for mention in frame.mentions if mention is not shared]
        return all({i} in others for i in ids)

    def topical(self, frame: Frame, kinds: Iterable[Kind]) -> Found:
        """What the question's topics speak of, of those kinds: the best, or all that are nearly as good."""
        wanted = set(kinds)
        scores: dict[str, float] = {}
        places: dict[str, set[int]] = {}
        for mention in frame.mentions:
            spoken = dict.fromkeys(i for i in (*mention.ids, *mention.topics) if i not in frame.excluded)
            held = self._in_scope([i for i in spoken if self.kind(i) in wanted], frame)
            for entity_id in held:
                worth = (_NAME if mention.named and entity_id in mention.ids else _KEYWORD) * mention.score / len(held) ** 0.5
                scores[entity_id] = scores.get(entity_id, 0.0) + worth
                places.setdefault(entity_id, set()).add(mention.place)
        if not scores:
            return Found()
        best = max(scores.values())
        near = [i for i in self._ordered(scores) if scores[i] >= best * (1 - TOPIC_MARGIN)]
        used = frozenset(set[int]().union(*(places[i] for i in near)))
        others = [score for i, score in scores.items() if i not in near]
        return Found(tuple(near), len(near) > 1, 1.0, used, topical=True, margin=1 - max(others, default=0.0) / best)

    def _ordered(self, scores: dict[str, float]) -> list[str]:
        order = self.strategy.order
        return sorted(scores, key=lambda i: (-scores[i], order[i]))

    def numbered(self, groups: Sequence[Group], context_goal: str | None = None) -> tuple[list[str], list[Missing], list[str]]:
        """The entities that numbered groups name: found, missing, and candidates where a measure's goal is not given."""
        found: list[str] = []
        missing: list[Missing] = []
        candidates: list[str] = []
        groups = [self._counted(group) for group in groups]
        goals = [group for group in groups if group.kinds & {Kind.GOAL, Kind.CROSS_GOAL} and group.numbers]
        members = [group for group in groups if _MEMBERS & group.kinds and group.numbers]
        for group in groups:
            if not group.numbers or (members and group in goals):
                continue
            if group in members and group.national:
                missing += [
                    Missing(kind, number, self.strategy.national) for kind in sorted(group.kinds) for number in group.numbers
                ]
                continue
            owners = self._owners(group, goals, context_goal)
            if Kind.MEASURE in group.kinds and not owners:
                candidates += self._any_goal(group.numbers)
                continue
            parents: list[str | None] = [*owners] or [None]
            for owner in parents:
                for number in group.numbers:
                    self._take(self._id(group, owner, number), group, owner, number, found, missing)
        return found, missing, candidates

    def indicators_by_number(self, groups: Sequence[Group]) -> tuple[str, ...]:
        """The indicators that are named by their place under a goal (the second indicator of goal 3); none where one is missing."""
        if not any(group.kinds == {Kind.INDICATOR} and group.numbers for group in groups):
            return ()
        found, missing, _ = self.numbered(groups)
        return () if missing or any(self.kind(i) is not Kind.INDICATOR for i in found) else tuple(found)

    def left_out(self, frame: Frame, context_goal: str | None = None) -> tuple[list[str], list[Missing]]:
        """The entities that a question leaves out by number; a measure is its goal's, where one is given, else every goal's."""
        measures = [group for group in frame.left_out if Kind.MEASURE in group.kinds]
        others = [group for group in frame.left_out if group not in measures]
        goals = [group for group in frame.groups if Kind.GOAL in group.kinds and group.numbers]
        found, missing, _ = self.numbered(others)
        below, absent, candidates = self.numbered([*goals, *measures], context_goal) if measures else ([], [], [])
        return [*found, *below, *candidates], [*missing, *absent]

    def _counted(self, group: Group) -> Group:
        """The group with what is counted from the end by its number; a member's depends on its goal, and stays."""
        if min(group.numbers, default=0) >= 0 or _MEMBERS & group.kinds:
            return group
        siblings = [
            e for e in self.strategy.of_kind(*group.kinds) if e.national == bool(group.national) or e.kind is Kind.CROSS_GOAL
        ]
        last = max((e.number or 0 for e in siblings), default=0)
        return replace(group, numbers=tuple(_from_the_end(number, last) for number in group.numbers))

    def _take(self, entity_id: str, group: Group, owner: str | None, number: int, found: list[str], missing: list[Missing]) -> None:
        if owner is not None and owner not in self.strategy:
            missing.append(Missing(Kind.GOAL, int(owner.rsplit(".", 1)[1]), owner.split(".")[0]))
        elif entity_id in self.strategy:
            if entity_id not in found:
                found.append(entity_id)
        else:
            missing.append(Missing(next(iter(sorted(group.kinds))), number, owner or entity_id.split(".")[0]))

    def _owners(self, group: Group, goals: Sequence[Group], context_goal: str | None) -> list[str]:
        """The goals that a numbered member belongs to: the nearest goal before it, else the next one, else the context's."""
        if not _MEMBERS & group.kinds:
            return []
        before = [goal for goal in goals if goal.place < group.place]
        after = [goal for goal in goals if goal.place > group.place]
        near = before[-1:] or after[:1]
        if near:
            return [self._id(near[0], None, number) for number in near[0].numbers]
        return [context_goal] if context_goal else []

    def _id(self, group: Group, owner: str | None, number: int) -> str:
        side = self.strategy.side(national=bool(group.national))
        if Kind.MEASURE in group.kinds:
            return f"{owner}.measure.{_from_the_end(number, len(self.strategy.children(owner or '', Kind.MEASURE)))}"
        if group.kinds == {Kind.INDICATOR}:
            members = self.strategy.under(owner) if owner and owner in self.strategy else ()
            place = _from_the_end(number, len(members))
            return members[place - 1].id if 0 < place <= len(members) else f"{owner or side}.indicator.{place}"
        if Kind.CROSS_GOAL in group.kinds:
            return f"{self.strategy.national}.cross.{number}"
        if Kind.PRINCIPLE in group.kinds:
            return f"{self.strategy.root}.principle.{number}"
        return f"{side}.goal.{number}"

    def _any_goal(self, numbers: Sequence[int]) -> list[str]:
        return [e.id for e in self.strategy.of_kind(Kind.MEASURE) if e.number in numbers]

    def own(self, entity_id: str, mention: Mention) -> bool:
        """Whether a mention speaks of the entity itself."""
        return entity_id in mention.ids or entity_id in mention.topics

    def related(self, entity_id: str, mention: Mention) -> bool:
        """Whether a mention speaks of the entity's own surroundings: itself, its goal, or what stands under that goal."""
        return not self._family(entity_id).isdisjoint((*mention.ids, *mention.topics))

    def _family(self, entity_id: str) -> set[str]:
        entity = self.strategy[entity_id]
        goal = self.strategy.goal_of(entity)
        above = {ancestor.id for ancestor in self.strategy.ancestors(entity)}
        return {entity_id, *above, *(self._members.get(goal.id, ()) if goal else ()), *([goal.id] if goal else [])}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        """What stands under each entity, on all levels."""
        members: dict[str, list[str]] = {}
        for entity in self.strategy.entities:
            for ancestor in self.strategy.ancestors(entity):
                members.setdefault(ancestor.id, []).append(entity.id)
        return members


def _from_the_end(number: int, last: int) -> int:
    """A number as it is counted from the beginning: -1 is the last."""
    return number if number >= 0 else last + 1 + number
