"""The strategy at a glance: how many indicators stand where, what needs attention, each goal in a line, what was recorded last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answer.comparison import difference_text, status_shown, step_text
from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.fallback import name_of
from knowledge.answer.status_counts import COUNTED, needs_attention, overall_line, status_counts
from knowledge.evaluation.text import verdict_line
from knowledge.measurement.model import Measurement
from knowledge.measurement.sample import invented
from knowledge.progress.rules import Shape, Status, shape
from knowledge.progress.standing import Standing
from knowledge.record_log import Revision
from knowledge.strategy.model import Entity, Indicator, Kind

ATTENTION = 5  # how many indicators are named as needing attention
RECENT = 3


@dataclass(frozen=True, slots=True)
class IndicatorSummary:
    """One indicator: its latest value (or the baseline) and target in words, its status, and what that rests on."""

    entity: str
    name: str
    target: str
    latest: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoalSummary:
    """A goal in a line: how many of its indicators, those of all below it too, have each status."""

    entity: str
    name: str
    counts: str
    indicators: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StrategyOverview:
    """The whole strategy.

    `attention` is what is behind or falls towards its level, the furthest first, cut to a few; `more` how many there are
    beside. `recent` are the newest entries of the history in words; `sample` whether figures of the invented sample are shown.
    """

    title: str
    counts: str
    attention: tuple[IndicatorSummary, ...]
    more: int
    goals: tuple[GoalSummary, ...]
    stale: tuple[str, ...]
    recent: tuple[str, ...]
    recorded: bool
    sample: bool


def glance(context: AnswerContext) -> StrategyOverview:
    """The strategy at a glance, in the context's language, on its day."""
    words = context.words
    standings = sorted((context.standing(indicator) for indicator in context.strategy.indicators), key=needs_attention)
    urgent = [standing for standing in standings if needs_a_look(standing)]
    return StrategyOverview(
        title=words.name(context.strategy.whole),
        counts=overall_line(context, standings, ()),
        attention=tuple(_summary(context, standing) for standing in urgent[:ATTENTION]),
        more=max(0, len(urgent) - ATTENTION),
        goals=tuple(goals_at_a_glance(context, standings)),
        stale=tuple(words.short(standing.indicator) for standing in standings if standing.stale),
        recent=tuple(_recent(context)),
        recorded=any(standing.series for standing in standings),
        sample=invented(measurement for standing in standings for measurement in standing.series),
    )


def needs_a_look(standing: Standing) -> bool:
    """Whether an indicator is behind, or a level that is kept but falls towards its floor."""
    if standing.status is Status.BEHIND:
        return True
    values = [quantity.amount for quantity in standing.values.values()]
    level = shape(standing.indicator) is Shape.FLOOR and standing.status is Status.ACHIEVED and not standing.overdue
    return level and len(values) > 1 and values[-1] < values[-2]


def goals_at_a_glance(context: AnswerContext, standings: Sequence[Standing]) -> Iterator[GoalSummary]:
    """Each goal of the plan with how many of the standings that belong to it have which status."""
    for goal in context.strategy.of_kind(Kind.GOAL):
        if goal.national:
            continue
        under = {indicator.id for indicator in context.strategy.under(goal.id)}
        inside = [standing for standing in standings if standing.indicator.id in under]
        named = tuple((standing.indicator.id, context.words.short(standing.indicator)) for standing in inside)
        shown = filter(None, [_counts(context, inside), _verdict(context, goal)])
        yield GoalSummary(goal.id, name_of(context, goal.id), context.words.joined(shown, "detail.separator"), named)


def _verdict(context: AnswerContext, entity: Entity) -> str:
    """The verdict of an entity's last evaluation with its reason, beside the status; empty where there is none."""
    kept = context.evaluations.latest(entity.id)
    return verdict_line(kept, context.strategy, context.words) if kept else ""


def _counts(context: AnswerContext, standings: Sequence[Standing]) -> str:
    words, counts = context.words, status_counts(standings)
    shown = (words.say("glance.count", status=words.status(status), count=counts[status]) for status in COUNTED if counts[status])
    return words.joined(shown, "detail.separator") or words.say("glance.none")


def _summary(context: AnswerContext, standing: Standing) -> IndicatorSummary:
    words, write = context.words, FactWriter(standing, context.words)
    indicator: Indicator = standing.indicator
    latest, target = write.latest(), write.target()
    shown = latest or write.baseline()
    reasons = [
        text for text in (difference_text(standing, words), step_text(standing, words), _verdict(context, indicator)) if text
    ]
    return IndicatorSummary(
        indicator.id,
        words.short(indicator),
        words.dated(words.without_original(target.text), target.year),
        words.dated(words.without_original(shown.text), shown.year, "value" if latest else "baseline"),
        status_shown(standing, words),
        words.without_original(words.joined(reasons, "detail.separator")),
    )


def _recent(context: AnswerContext) -> Iterator[str]:
    """The newest entries of the history, the newest first."""
    history, indicators = context.measurements.history, context.strategy.indicators
    entries = [(indicator, entry) for indicator in indicators for entry in history(indicator.id)]
    for indicator, entry in sorted(entries, key=lambda each: each[1].entry, reverse=True)[:RECENT]:
        yield _entry(context, indicator, entry)


def _entry(context: AnswerContext, indicator: Indicator, entry: Revision[Measurement]) -> str:
    words = context.words
    value = words.recorded(indicator, entry.record) if entry.record else ""
    return words.say(
        "glance.recorded" if entry.record else "glance.withdrawn",
        day=words.day(entry.recorded_at.date()),
        name=words.short(indicator),
        year=words.year(entry.year),
        value=words.without_original(value),
    )
