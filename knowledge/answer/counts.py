"""Answers that count: how many there are of a kind, and which goals have so many of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from knowledge.answer.conditions import condition_text
from knowledge.answer.context import AnswerContext
from knowledge.answer.lists import excluded_note, left_out, matching, unjudged_note
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.answer.passages import label, titled
from knowledge.answer.tables import table
from knowledge.notation.bounds import Comparison
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Entity, Kind


def count(context: AnswerContext, query: Query) -> Draft:
    """How many there are of a kind, of a goal's, or that fulfil conditions."""
    kinds = list(query.kinds) or [Kind.INDICATOR]
    kind = kinds[0] if len(kinds) == 1 or kinds[0] is not Kind.GOAL else kinds[-1]
    if kind is Kind.GOAL and any(k is not Kind.GOAL for k in kinds):
        kind = next(k for k in kinds if k is not Kind.GOAL)
    owner = query.owners[0] if query.owners else context.strategy.side(national=bool(query.national))
    draft = Draft(AnswerStatus.ANSWERED, Intent.COUNT, subjects=list(query.owners) or [owner])
    if kind is Kind.INDICATOR and not query.national:
        standings = matching(context, query)
        number, rows = len(standings), table(context, standings, Intent.COUNT)
        draft.rows, draft.columns, draft.sources = rows.rows, rows.columns, rows.sources
    else:
        entities = _counted(context, query, kind)
        number = len(entities)
        draft.rows = [Row(e.id, titled(context, e)) for e in entities]
        draft.sources = [source for e in entities for source in context.quotes(e)[:1]]
    shown = condition_text(context, query.where) if kind is Kind.INDICATOR else ""
    name = context.words.joined(label(context, context.strategy[o]) for o in draft.subjects)
    message = "count.filtered" if shown else "count.of"
    kind_name = context.labels.kind(kind)
    draft.headline.append(context.words.count(message, number, owner=name, kind=kind_name, condition=shown))
    draft.facts.append(Fact(subject=owner, field="count", value=str(number), text=str(number)))
    draft.notes += [*(unjudged_note(context, query) if kind is Kind.INDICATOR else []), *excluded_note(context, query)]
    return draft


def _counted(context: AnswerContext, query: Query, kind: Kind) -> list[Entity]:
    if query.owners:
        entities = [e for owner in query.owners for e in context.strategy.below(owner, kind)]
    else:
        entities = [e for e in context.strategy.of_kind(kind) if kind is Kind.CROSS_GOAL or e.national == bool(query.national)]
    return [e for e in entities if not left_out(context, query, e)]


def member_kind(query: Query) -> Kind:
    return Kind.INDICATOR if Kind.INDICATOR in query.kinds else Kind.MEASURE


def compare_counts(context: AnswerContext, query: Query) -> Draft:
    """Which of several goals has more measures or indicators, or fewer."""
    low = bool({"least", "low"} & set(query.ranks))
    return ranked_counts(context, [context.strategy[o] for o in query.owners], member_kind(query), Intent.COMPARE_COUNTS, low=low)


def ranked_counts(context: AnswerContext, goals: Sequence[Entity], kind: Kind, intent: Intent, *, low: bool) -> Draft:
    sizes = dict(sorted(_sizes(context, goals, kind).items(), key=lambda counted: counted[1], reverse=not low))
    ranked = list(sizes)
    best = [goal for goal in ranked if sizes[goal] == sizes[ranked[0]]]
    draft = Draft(AnswerStatus.ANSWERED, intent, subjects=[goal.id for goal in (ranked if len(goals) <= 2 else best)])
    kind_name = context.labels.kind(kind)
    names = context.words.joined(titled(context, goal) for goal in best)
    message = "rank.count.tie" if len(best) == len(goals) else "rank.count.fewest" if low else "rank.count.most"
    draft.headline.append(context.words.count(message, sizes[best[0]], goal=names, kind=kind_name))
    _add_counts(context, draft, sizes)
    return draft


def by_count(context: AnswerContext, query: Query) -> Draft:
    """The goals that have exactly, at least or at most so many measures or indicators; without a number, how many each has."""
    kind = member_kind(query)
    sizes = _sizes(context, city_goals(context), kind)
    if query.cardinals:
        wanted = query.cardinals[0]
        sizes = {goal: size for goal, size in sizes.items() if _bounded(size, wanted, query)}
        exactly = not query.comparisons or query.comparisons[0] is Comparison.EXACTLY
        message = "by_count.none" if not sizes else "by_count.exactly" if exactly else "by_count.some"
    else:
        wanted, message = sum(sizes.values()), "by_count.each"
    draft = Draft(AnswerStatus.ANSWERED, Intent.BY_COUNT, subjects=[goal.id for goal in sizes] or [context.strategy.root])
    draft.headline.append(context.words.count(message, wanted, kind=context.labels.kind(kind)))
    _add_counts(context, draft, sizes)
    return draft


def city_goals(context: AnswerContext) -> list[Entity]:
    return [goal for goal in context.strategy.of_kind(Kind.GOAL) if not goal.national]


def _sizes(context: AnswerContext, goals: Sequence[Entity], kind: Kind) -> dict[Entity, int]:
    """How many measures or indicators each of the goals has."""
    return {goal: len(context.strategy.below(goal.id, kind)) for goal in goals}


def _add_counts(context: AnswerContext, draft: Draft, sizes: Mapping[Entity, int]) -> None:
    """Rows and facts: so many each goal has."""
    for goal, size in sizes.items():
        draft.rows.append(Row(goal.id, titled(context, goal), (context.words.count("rank.count.cell", size),)))
        draft.facts.append(Fact(subject=goal.id, field="count", value=str(size), text=str(size)))
        draft.sources += context.quotes(goal)[:1]


def _bounded(size: int, wanted: int, query: Query) -> bool:
    """Whether a number is what was asked for, or on the right side of it."""
    comparison = query.comparisons[0] if query.comparisons else Comparison.EXACTLY
    return comparison.holds(Decimal(size), Decimal(wanted))
