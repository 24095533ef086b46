"""The strategy at a glance: its indicators by goal with where each stands, and how many stand where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.fallback import name_of
from knowledge.answer.lists import status_counts
from knowledge.answer.tables import symbol
from knowledge.progress.rules import Standing
from knowledge.strategy.model import Indicator, Kind

CELLS = 10
_FULL, _EMPTY = "█", "░"


@dataclass(frozen=True, slots=True)
class IndicatorSummary:
    """One indicator: target and latest value (or the baseline) in words, its status, a bar of the way covered if it has one."""

    entity: str
    name: str
    target: str
    latest: str
    status: str
    bar: str
    stale: bool


@dataclass(frozen=True, slots=True)
class GoalSummary:
    """A goal with its indicators."""

    entity: str
    name: str
    indicators: tuple[IndicatorSummary, ...]


@dataclass(frozen=True, slots=True)
class StrategyOverview:
    """The whole strategy: goals in document order, the counts of each status, and the names of what is stale."""

    title: str
    counts: str
    goals: tuple[GoalSummary, ...]
    stale: tuple[str, ...]


def glance(context: AnswerContext) -> StrategyOverview:
    """The strategy at a glance, in the language of the context, on its day."""
    standings = [context.standing(indicator) for indicator in context.strategy.indicators]
    stale = tuple(context.words.name(standing.indicator) for standing in standings if standing.stale)
    return StrategyOverview(
        context.words.name(context.strategy["city"]), _counts(context, standings), tuple(_goals(context, standings)), stale
    )


def _counts(context: AnswerContext, standings: Sequence[Standing]) -> str:
    parts = (
        context.words.say("glance.count", status=context.words.status(status), count=count)
        for status, count in status_counts(standings).items()
        if count
    )
    return context.words.joined(parts, "detail.separator")


def _goals(context: AnswerContext, standings: Sequence[Standing]) -> Iterator[GoalSummary]:
    for goal in context.strategy.of_kind(Kind.GOAL):
        if not goal.national:
            inside = tuple(_glimpse(context, standing) for standing in standings if standing.indicator.parent == goal.id)
            yield GoalSummary(goal.id, name_of(context, goal.id), inside)


def _glimpse(context: AnswerContext, standing: Standing) -> IndicatorSummary:
    words, write = context.words, FactWriter(standing, context.words)
    indicator: Indicator = standing.indicator
    latest, target = write.latest(), write.target()
    shown = latest or write.baseline()
    return IndicatorSummary(
        indicator.id,
        words.name(indicator),
        words.dated(target.text, target.year),
        words.dated(shown.text, shown.year, "value" if latest else "baseline"),
        symbol(context, standing),
        bar(standing.achievement),
        standing.stale,
    )


def bar(share: Decimal | None) -> str:
    """A share of 1 as a bar; empty for None. What is beyond either end fills it or leaves it empty.

    >>> bar(Decimal("0.34")), bar(Decimal(-2)), bar(Decimal(3))
    ('███░░░░░░░', '░░░░░░░░░░', '██████████')
    """
    if share is None:
        return ""
    full = int(min(max(share, Decimal(0)), Decimal(1)) * CELLS)
    return _FULL * full + _EMPTY * (CELLS - full)
