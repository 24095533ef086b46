"""Answers that list: members of goals, all of a kind, the indicators that fulfil conditions, where everything stands."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

from knowledge.answer.context import AnswerContext
from knowledge.answer.indicators import SENTENCES, wanted_fields
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.answer.passages import label, titled
from knowledge.answer.tables import table
from knowledge.notation.tables import notation
from knowledge.progress.rules import Standing, Status
from knowledge.question.query.filters import Condition, Property, Relation
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Entity, Indicator, Kind, Point

ATTENTION = (Status.BEHIND, Status.NO_DATA, Status.ON_TRACK, Status.NOT_COMPUTABLE, Status.ACHIEVED)
_UNMET = (Status.BEHIND, Status.ON_TRACK)


def owned(context: AnswerContext, query: Query) -> list[Standing]:
    """The indicators that a list is taken from: those of the goals given, else all."""
    indicators = [i for i in context.strategy.indicators if not query.owners or i.parent in query.owners]
    if query.among:
        indicators = [i for i in indicators if i.id in query.among]
    return [context.standing(indicator) for indicator in indicators]


def fulfils(standing: Standing, condition: Condition) -> bool:
    """Whether an indicator fulfils a condition."""
    return _TESTS[condition.on](standing, condition) != condition.negated


def _year(year: int, condition: Condition) -> bool:
    if condition.relation is Relation.IS:
        return str(year) in condition.values
    return _RELATIONS[condition.relation](year, int(condition.number))


_RELATIONS: dict[Relation, Callable[[Any, Any], bool]] = {
    Relation.IS: operator.eq,
    Relation.AFTER: operator.gt,
    Relation.BEFORE: operator.lt,
    Relation.AT_LEAST: operator.ge,
    Relation.AT_MOST: operator.le,
}


def _status(standing: Standing, condition: Condition) -> bool:
    for value in condition.values:
        if value == "unmet" and standing.status in _UNMET:
            return True
        if value == "stale" and standing.stale:
            return True
        if value == "no_data" and standing.latest is None and standing.status is Status.NOT_COMPUTABLE:
            return True  # nothing is recorded of it either
        if value == "not_computable" and standing.achievement is None:
            return True
        if value == standing.status:
            return True
    return False


def _achievement(standing: Standing, condition: Condition) -> bool:
    share = standing.achievement
    if share is None:
        return False
    limit = condition.number / Decimal(100)
    return _RELATIONS[condition.relation](share, limit)


def _approximate(point: Point) -> bool:
    return point.quantity is not None and point.quantity.approximate


_TESTS: dict[Property, Callable[[Standing, Condition], bool]] = {
    Property.TARGET_YEAR: lambda s, c: _year(s.indicator.target.year, c),
    Property.BASELINE_YEAR: lambda s, c: _year(s.indicator.baseline.year, c),
    Property.UNIT: lambda s, c: s.indicator.unit.base in c.values,
    Property.STATUS: _status,
    Property.BELOW_BASELINE: lambda s, _: s.indicator.below_baseline,
    Property.SCALE: lambda s, c: str(s.indicator.unit.exponent) in c.values,
    Property.NOT_NUMBER: lambda s, c: any(getattr(s.indicator, point).quantity is None for point in c.values),
    Property.APPROXIMATE: lambda s, c: any(_approximate(getattr(s.indicator, point)) for point in c.values),
    Property.ACHIEVEMENT: _achievement,
}


def matching(context: AnswerContext, query: Query) -> list[Standing]:
    """The indicators that fulfil all conditions, in document order."""
    return [s for s in owned(context, query) if all(fulfils(s, condition) for condition in query.where)]


def condition_text(context: AnswerContext, conditions: Sequence[Condition]) -> str:
    """The conditions in words."""
    scales = {value for condition in conditions if condition.on is Property.SCALE for value in condition.values}
    before = notation().multiplier_word(int(*scales)) if len(scales) == 1 else ""
    shown = [_with_scale(condition, before) for condition in conditions if condition.on is not Property.SCALE]
    return context.words.joined((_condition(context, condition) for condition in shown), "condition.separator")


def _with_scale(condition: Condition, before: str) -> Condition:
    """A unit as it is written: 億円."""
    if condition.on is not Property.UNIT:
        return condition
    return replace(condition, values=tuple(before + value for value in condition.values))


def _condition(context: AnswerContext, condition: Condition) -> str:
    if condition.on is Property.STATUS:
        values = context.words.joined(context.words.say(f"status.{value}") for value in condition.values)
    elif condition.on in (Property.TARGET_YEAR, Property.BASELINE_YEAR):
        values = context.words.joined(context.words.year(int(value)) for value in condition.values)
    else:
        values = context.words.joined(condition.values)
    suffix = ".not" if condition.negated else "" if condition.relation is Relation.IS else f".{condition.relation}"
    return context.words.say(f"condition.{condition.on}{suffix}", values=values)


def filtered(context: AnswerContext, query: Query) -> Draft:
    """The indicators that fulfil the question's conditions."""
    standings = matching(context, query)
    shown = condition_text(context, query.where)
    draft = table(context, standings, Intent.FILTER)
    if not standings:
        draft.headline.append(context.words.say("filter.none", condition=shown))
        draft.subjects = list(query.owners) or ["city"]
        return draft
    draft.headline.append(context.words.count("filter.some", len(standings), condition=shown))
    if any("on_track" in condition.values for condition in query.where):
        done = [s for s in owned(context, query) if s.status is Status.ACHIEVED]
        names = context.words.joined(context.words.name(s.indicator) for s in done)
        draft.notes += [context.words.say("filter.achieved_too", names=names)] if done else []
    if any(condition.on is Property.BELOW_BASELINE for condition in query.where):
        draft.notes.append(context.words.say("note.floors"))
    return draft


def overall(context: AnswerContext, query: Query) -> Draft:
    """Where all indicators stand, or those of a goal: what needs attention first."""
    bare = [owner for owner in query.owners if not context.strategy.children(owner, Kind.INDICATOR)]
    goals = [context.strategy.goal_of(context.strategy[owner]) for owner in query.owners]
    query = replace(query, owners=tuple(dict.fromkeys(goal.id for goal in goals if goal)) if bare else query.owners)
    if any(context.strategy[owner].national for owner in query.owners):
        return _only_the_city(context, Kind.INDICATOR)
    standings = sorted(owned(context, query), key=needs_attention)
    draft = table(context, standings, Intent.STANDING)
    draft.subjects = [*bare, *draft.subjects]
    draft.headline += [context.words.say("overall.bare", owner=titled(context, context.strategy[owner])) for owner in bare]
    draft.headline.append(overall_line(context, standings, query.owners))
    draft.notes.append(context.words.say("rule.all"))
    return draft


def overall_line(context: AnswerContext, standings: Sequence[Standing], owners: Sequence[str]) -> str:
    """How many indicators there are of each status: of the goals given, else of the city."""
    counts = Counter(standing.status for standing in standings)
    shown = context.words.joined(
        context.words.say("overall.part", status=context.words.say(f"status.{status}"), count=counts[status])
        for status in ATTENTION
        if counts[status]
    )
    owner = context.words.joined(label(context, context.strategy[o]) for o in owners) or context.words.name(
        context.strategy["city"]
    )
    return context.words.count("overall", len(standings), owner=owner, counts=shown)


def needs_attention(standing: Standing) -> tuple[int, Decimal]:
    """The sort key that puts first what needs attention: by status, then by how little of the way is covered."""
    share = standing.achievement
    return ATTENTION.index(standing.status), share if share is not None else Decimal(0)


def members(context: AnswerContext, query: Query) -> Draft:
    """The indicators or measures of goals."""
    kinds = [kind for kind in query.kinds if kind in (Kind.MEASURE, Kind.INDICATOR)]
    if any(context.strategy[owner].national for owner in query.owners):
        return _only_the_city(context, kinds[0] if kinds else Kind.MEASURE)
    draft = Draft(AnswerStatus.ANSWERED, Intent.MEMBERS)
    for owner in query.owners:
        goal = context.strategy[owner]
        draft.headline.append(context.words.say("members.of", goal=titled(context, goal)))
        draft.sources += context.quotes(goal)[:1]
        for kind in dict.fromkeys(kinds):
            children = context.strategy.children(owner, kind)
            others = [child for child in children if not (query.more and child.id in query.excluded)]
            _add(draft, _listed(context, query, others, kind))
    return draft


def _listed(context: AnswerContext, query: Query, entities: Sequence[Entity], kind: Kind) -> Draft:
    if kind is Kind.INDICATOR:
        part = table(context, [context.standing(e) for e in entities if isinstance(e, Indicator)], Intent.MEMBERS)
        part.facts += _asked_facts(context, query, part.subjects)
        return part
    part = Draft(AnswerStatus.ANSWERED, Intent.MEMBERS)
    for entity in entities:
        part.subjects.append(entity.id)
        part.rows.append(Row(entity.id, titled(context, entity)))
        part.facts.append(Fact(subject=entity.id, field="name", value=entity.name.ja, text=context.words.name(entity)))
        part.sources += context.quotes(entity)[:1]
    return part


def _asked_facts(context: AnswerContext, query: Query, subjects: Sequence[str]) -> list[Fact]:
    """The facts of the fields asked for, beyond those of the table."""
    facts: list[Fact] = []
    wanted = [f for f in wanted_fields(query) if f in query.select and f not in ("target", "latest", "status")]
    for subject in subjects:
        page = context.page(context.strategy.indicator(subject), query)
        for field in wanted:
            SENTENCES[field](page)
        facts += page.facts
    return facts


def _add(draft: Draft, part: Draft) -> None:
    draft.subjects += [s for s in part.subjects if s not in draft.subjects]
    draft.facts += part.facts
    draft.rows += part.rows
    draft.sources += part.sources
    draft.columns = draft.columns or part.columns


def _only_the_city(context: AnswerContext, kind: Kind) -> Draft:
    draft = Draft(AnswerStatus.NOT_FOUND, "unknown", subjects=["national"], choices=["national"])
    draft.headline.append(context.words.say("unknown.national", kind=context.words.say(f"kind.{kind}")))
    return draft


def listing(context: AnswerContext, query: Query) -> Draft:
    """All entities of the kinds asked for."""
    kinds = query.kinds or (Kind.GOAL,)
    if query.national and set(kinds) <= {Kind.MEASURE, Kind.INDICATOR, Kind.PRINCIPLE}:
        return _only_the_city(context, kinds[0])
    if kinds == (Kind.GOAL,) and query.national and Kind.CROSS_GOAL in query.kinds:
        kinds = (Kind.GOAL, Kind.CROSS_GOAL)
    draft = Draft(AnswerStatus.ANSWERED, "list")
    sides = (True, False) if query.both_sides else (bool(query.national),)
    for kind, national in product(dict.fromkeys(kinds), sides):
        entities = [e for e in context.strategy.of_kind(kind) if kind is Kind.CROSS_GOAL or e.national == national]
        entities = [e for e in entities if not query.among or e.id in query.among]
        side = "national" if entities and entities[0].national else "city"
        draft.headline.append(context.words.count(f"list.{side}.{kind}", len(entities)))
        _add(draft, _listed(context, query, entities, kind))
    return draft
