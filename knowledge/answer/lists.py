"""Answers that list: members of goals, all of a kind, the indicators that fulfil conditions, where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from knowledge.answer.conditions import limits_text
from knowledge.answer.context import AnswerContext
from knowledge.answer.field_selection import SENTENCES, wanted_fields
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.answer.passages import label, titled
from knowledge.answer.predicates import bounds_target, fulfils, known, states
from knowledge.answer.status_counts import needs_attention, overall_line, status_counts, status_parts
from knowledge.answer.tables import table
from knowledge.notation.bounds import Comparison
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.question.query.condition import Property
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Category, Entity, Indicator, Kind

UNJUDGED = (Status.NO_DATA, Status.NOT_COMPUTABLE)
_VERDICTS = frozenset({Status.ACHIEVED, Status.ON_TRACK, Status.BEHIND, "unmet"})


def owned(context: AnswerContext, query: Query) -> list[Standing]:
    """The indicators that a list is taken from: those of the goals given, else all."""
    under = {i.id for owner in query.owners for i in context.strategy.under(owner)}
    indicators = [i for i in context.strategy.indicators if (not query.owners or i.id in under) and of_category(i, query)]
    if query.among:
        indicators = [i for i in indicators if i.id in query.among]
    indicators = [i for i in indicators if not left_out(context, query, i)]
    return [context.standing(indicator) for indicator in indicators]


def of_category(indicator: Indicator, query: Query) -> bool:
    """Whether an indicator is of the sort that is asked for, where the plan keeps 数値目標 and KPI apart."""
    asked = {category for category in Category if f"category_{category}" in query.asks}
    return len(asked) != 1 or indicator.category in (*asked, None)


def left_out(context: AnswerContext, query: Query, entity: Entity) -> bool:
    """Whether the question leaves an entity out, by itself or with what it stands under."""
    return bool(query.excluded & {entity.id, *(above.id for above in context.strategy.ancestors(entity))})


def excluded_note(context: AnswerContext, query: Query) -> list[str]:
    """That something was left out, in words."""
    names = [_short(context, context.strategy[i]) for i in sorted(query.excluded) if i in context.strategy]
    return [context.words.say("note.excluded", names=context.words.joined(names))] if names else []


def _short(context: AnswerContext, entity: Entity) -> str:
    return context.words.name(entity) if isinstance(entity, Indicator) else label(context, entity)


def matching(context: AnswerContext, query: Query) -> list[Standing]:
    """The indicators that fulfil all conditions, in document order.

    Where the plan states a target just as the question bounds it (20%以上), those that it states so are meant, and no larger ones.
    """
    return _stated_so(context, query) or _fulfilling(context, query)


def _fulfilling(context: AnswerContext, query: Query) -> list[Standing]:
    return [s for s in owned(context, query) if all(fulfils(s, condition) for condition in query.where)]


def _stated_so(context: AnswerContext, query: Query) -> list[Standing]:
    if not any(map(bounds_target, query.where)):
        return []
    return [s for s in owned(context, query) if all(states(s, c) if bounds_target(c) else fulfils(s, c) for c in query.where)]


def _beside_stated(context: AnswerContext, query: Query) -> list[str]:
    """Which targets are within the question's bound by their number, where others are told that are stated so."""
    stated = {s.indicator.id for s in _stated_so(context, query)}
    others = [s for s in _fulfilling(context, query) if s.indicator.id not in stated] if stated else []
    shown = (
        context.words.say(
            "filter.stated.other", name=_short(context, s.indicator), target=s.indicator.target.wording.in_(context.words.language)
        )
        for s in others
    )
    return [context.words.say("filter.stated", names=context.words.joined(shown))] if others else []


def filtered(context: AnswerContext, query: Query) -> Draft:
    """The indicators that fulfil the question's conditions."""
    standings = matching(context, query)
    shown = limits_text(context, query)
    draft = table(context, standings, Intent.FILTER)
    if not standings:
        draft.headline.append(_none_found(context, query, shown))
        if {(condition.on, condition.comparison) for condition in query.where} == {(Property.TARGET_YEAR, Comparison.EXACTLY)}:
            draft.status = AnswerStatus.NOT_FOUND  # a year without a target
        draft.subjects = list(query.owners) or [context.strategy.root]
        return draft
    total = len(owned(context, query))
    status = _status_alone(context, query)
    message = "filter.some.status" if status else "filter.some"
    draft.headline.append(context.words.count(message, len(standings), condition=shown, status=status, total=total))
    draft.notes += [*unjudged_note(context, query), *excluded_note(context, query), *_beside_stated(context, query)]
    unknown = [s for s in owned(context, query) if not all(known(s, condition) for condition in query.where)]
    draft.notes += [context.words.count("rank.left_out", len(unknown))] if unknown else []
    if any("on_track" in condition.values for condition in query.where):
        done = [s for s in owned(context, query) if s.status is Status.ACHIEVED]
        names = context.words.joined(context.words.name(s.indicator) for s in done)
        draft.notes += [context.words.say("filter.achieved_too", names=names)] if done else []
    if any(condition.on is Property.BELOW_BASELINE for condition in query.where):
        draft.notes.append(context.words.say("note.floors"))
    return draft


def _status_alone(context: AnswerContext, query: Query) -> str:
    """The statuses in words where nothing else limits a list, so that a sentence can say what the indicators are."""
    if query.owners or any(condition.on is not Property.STATUS or condition.negated for condition in query.where):
        return ""
    values = [value for condition in query.where for value in condition.values]
    return context.words.joined((context.words.say(f"status.which.{value}") for value in values), "list.either")


def _none_found(context: AnswerContext, query: Query, shown: str) -> str:
    """That no indicator fulfils the conditions; of statuses, how many could not be judged."""
    words, unjudged = context.words, _unjudged(context, query)
    if not unjudged:
        return words.say("filter.none", condition=shown)
    return words.say(
        "filter.none.unjudged", condition=shown, total=len(owned(context, query)), counts=status_parts(context, unjudged)
    )


def unjudged_note(context: AnswerContext, query: Query) -> list[str]:
    """How many indicators could not be judged, beside those that a status picks out."""
    unjudged = _unjudged(context, query)
    shown = {"counts": status_parts(context, unjudged)}
    return [context.words.count("filter.unjudged", sum(unjudged.values()), **shown)] if unjudged else []


def _unjudged(context: AnswerContext, query: Query) -> dict[Status, int]:
    """How many indicators of the list's whole have no verdict, by status; none where no verdict or the lack of one is asked for."""
    asked = {value for condition in query.where if condition.on is Property.STATUS for value in condition.values}
    if not asked & _VERDICTS or asked & set(UNJUDGED):
        return {}
    others = [s for s in owned(context, query) if s.status in UNJUDGED and not all(fulfils(s, each) for each in query.where)]
    counts = status_counts(others)
    return {status: counts[status] for status in UNJUDGED if counts[status]}


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


def members(context: AnswerContext, query: Query) -> Draft:
    """The indicators or measures of goals."""
    kinds = [kind for kind in query.kinds if kind in (Kind.MEASURE, Kind.PROJECT, Kind.INDICATOR)]
    if any(context.strategy[owner].national for owner in query.owners):
        return _only_the_city(context, kinds[0] if kinds else Kind.MEASURE)
    draft = Draft(AnswerStatus.ANSWERED, Intent.MEMBERS)
    for owner in query.owners:
        goal = context.strategy[owner]
        if len(set(kinds)) > 1:
            draft.headline.append(context.words.say("members.of", goal=titled(context, goal)))
        draft.sources += context.quotes(goal)[:1]
        for kind in dict.fromkeys(kinds):
            children = [e for e in context.strategy.below(owner, kind) if not isinstance(e, Indicator) or of_category(e, query)]
            others = [child for child in children if not left_out(context, query, child)]
            if len(set(kinds)) == 1:
                message = "members.some" if len(others) == len(children) else "members.others"
                draft.headline.append(_members_head(context, goal, kind, len(others), message))
            if not children:
                draft.notes.append(context.words.say("members.none", kind=context.labels.kind(kind)))
            _add(draft, _listed(context, query, others, kind))
    draft.notes += [] if query.more else excluded_note(context, query)
    return draft


def _members_head(context: AnswerContext, owner: Entity, kind: Kind, number: int, message: str) -> str:
    """How many of a kind something has; or how many others, beside those that are left out."""
    if not number:
        return context.words.say("members.of", goal=titled(context, owner))
    name, title = label(context, owner), context.words.name(owner)
    return context.words.count(message, number, owner=name, title=title, kind=context.labels.kinds(kind, number))


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
        answer = context.answer_about(context.strategy.indicator(subject), query)
        for field in wanted:
            SENTENCES[field](answer)
        facts += answer.facts
    return facts


def _add(draft: Draft, part: Draft) -> None:
    draft.subjects += [s for s in part.subjects if s not in draft.subjects]
    draft.facts += part.facts
    draft.rows += part.rows
    draft.sources += part.sources
    draft.columns = draft.columns or part.columns


def _only_the_city(context: AnswerContext, kind: Kind) -> Draft:
    nation = context.strategy.national
    draft = Draft(AnswerStatus.NOT_FOUND, "unknown", subjects=[nation], choices=[nation], guessed=True)
    draft.headline.append(context.words.say("unknown.national", kind=context.labels.kind(kind)))
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
        entities = [e for e in entities if (not query.among or e.id in query.among) and not left_out(context, query, e)]
        entities = [e for e in entities if not isinstance(e, Indicator) or of_category(e, query)]
        side = "national" if entities and entities[0].national else "city"
        draft.headline.append(_list_head(context, kind, side, len(entities)))
        _add(draft, _listed(context, query, entities, kind))
    draft.notes += excluded_note(context, query)
    if not any(context.strategy.of_kind(kind) for kind in kinds):
        draft.status = AnswerStatus.NOT_FOUND  # the plan has no such level
    return draft


def _list_head(context: AnswerContext, kind: Kind, side: str, number: int) -> str:
    """How many of a kind there are, by the plan's own name for them where it has one."""
    if side == "national" or not context.strategy.has_own_words:
        return context.words.count(f"list.{side}.{kind}", number)
    if not number:
        return context.words.say("list.none", kind=context.labels.kind(kind))
    name, municipality = context.labels.kinds(kind, number), context.labels.municipality
    return context.words.count("list.level", number, kind=name, municipality=municipality)
