"""From a query to what is to be said: one answerer an intent, each fills a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.answer import (
    checks,
    counts,
    evaluations,
    fallback,
    indicators,
    lists,
    passages,
    rankings,
    reverse_lookup,
    rules,
    series,
    tasks,
)
from knowledge.answer.context import AnswerContext
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query

ANSWERERS: dict[Intent, Callable[[AnswerContext, Query], Draft]] = {
    Intent.HELP: tasks.help_,
    Intent.WHY: evaluations.why,
    Intent.EVALUATION: evaluations.evaluated,
    Intent.REVERSE: reverse_lookup.reverse,
    Intent.SUPERLATIVE: rankings.superlative,
    Intent.COUNT: counts.count,
    Intent.BY_COUNT: counts.by_count,
    Intent.COMPARE_COUNTS: counts.compare_counts,
    Intent.FILTER: lists.filtered,
    Intent.STANDING: lists.overall,
    Intent.MEMBERS: lists.members,
    Intent.LISTING: lists.listing,
    Intent.GOAL_OF: passages.goal_of,
    Intent.FIND: passages.find,
    Intent.PASSAGE: passages.passage,
    Intent.CHECK: checks.check,
    Intent.LOOKUP: indicators.fields,
    Intent.SERIES: series.series,
    Intent.OVERVIEW: indicators.fields,
    Intent.RULE: rules.rule,
    Intent.REFUSED: fallback.refused,
    Intent.UNKNOWN: fallback.unknown,
}


def look_up(context: AnswerContext, query: Query) -> Draft:
    """What the strategy and the measurements hold about a query."""
    if query.tied:
        return fallback.ask_back(context, query)
    draft = ANSWERERS[query.intent](context, query)
    if draft.status is AnswerStatus.NOT_FOUND and not draft.headline:
        return fallback.unknown(context, replace(query, intent=Intent.UNKNOWN))
    return evaluations.stand_beside(context, query, draft)
