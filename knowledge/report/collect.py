"""Gathers a report from what answers are written from, so that the two cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from knowledge.answer.context import AnswerContext
from knowledge.answer.overview import needs_a_look
from knowledge.answer.passages import label, titled
from knowledge.answer.status_counts import needs_attention, overall_line, status_counts
from knowledge.answer.tables import table
from knowledge.errors import ShirubeError
from knowledge.measurement.sample import invented_note
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.question.query.intent import Intent
from knowledge.report.indicator_section import evaluation_beside, indicator_part
from knowledge.report.model import GoalPart, Legend, Report, Table
from knowledge.strategy.model import Entity, Kind


def gather(context: AnswerContext, goal: int | None = None) -> Report:
    """The report on the whole strategy, or on the goal with that number.

    Raises:
        ShirubeError: there is no such goal.
    """
    goals = _goals(context, goal)
    standings = [standing for each in goals for standing in _standings(context, each)]
    return Report(
        words=context.words,
        title=_title(context, goals[0] if goal is not None else None),
        document=context.strategy.document,
        dates=tuple(_dates(context, standings)),
        summary=tuple(_summary(context, standings, [each.id for each in goals] if goal is not None else [])),
        attention=_table(context, [standing for standing in standings if needs_a_look(standing)]),
        legend=tuple(_legend(context, standings)),
        table=_table(context, standings),
        goals=tuple(_goal_part(context, each) for each in goals),
    )


def _summary(context: AnswerContext, standings: Sequence[Standing], owners: Sequence[str]) -> Iterable[str]:
    """The report's message: how many indicators stand where, and how many levels are kept but fall."""
    yield overall_line(context, standings, owners)
    falling = sum(needs_a_look(standing) and standing.status is Status.ACHIEVED for standing in standings)
    if falling:
        yield context.words.count("report.falling", falling)
    yield from invented_note((measurement for standing in standings for measurement in standing.series), context.words)


def _title(context: AnswerContext, goal: Entity | None) -> str:
    name = context.words.name(context.strategy.whole)
    if goal is None:
        return context.words.say("report.title", name=name)
    return context.words.say("report.title.goal", name=name, goal=label(context, goal))


def _goals(context: AnswerContext, number: int | None) -> Sequence[Entity]:
    """The goal of that number; without one all, and before them the plan itself where it has indicators of its own."""
    goals = [goal for goal in context.strategy.of_kind(Kind.GOAL) if not goal.national]
    chosen = [goal for goal in goals if number in (None, goal.number)]
    city = context.strategy.whole
    if number is None and _standings(context, city):
        return [city, *chosen]
    if not chosen:
        raise ShirubeError("report.goal.unknown", number=number, known=", ".join(str(goal.number) for goal in goals))
    return chosen


def _standings(context: AnswerContext, goal: Entity) -> list[Standing]:
    """The indicators of a goal, those of its measures and projects among them; of the plan itself, those of no goal."""
    wanted = goal if goal.kind is Kind.GOAL else None
    indicators = (each for each in context.strategy.indicators if context.strategy.goal_of(each) is wanted)
    return [context.standing(indicator) for indicator in indicators]


def _dates(context: AnswerContext, standings: Iterable[Standing]) -> Iterable[str]:
    """The report's date, and the time of the last entry."""
    yield context.words.say("report.as_of", day=context.words.day(context.today))
    moments = [entry.recorded_at for s in standings for entry in context.measurements.history(s.indicator.id)]
    yield _last_recorded(context, max(moments)) if moments else context.words.say("report.recorded.none")


def _last_recorded(context: AnswerContext, moment: datetime) -> str:
    return context.words.say("report.recorded", day=context.words.day(moment.date()))


def _legend(context: AnswerContext, standings: Sequence[Standing]) -> Iterable[Legend]:
    for status, count in status_counts(standings).items():
        yield Legend(context.words.status(status), str(count), context.words.say(f"report.rule.{status}"))


def _table(context: AnswerContext, standings: Iterable[Standing]) -> Table:
    draft = table(context, sorted(standings, key=needs_attention), Intent.STANDING)
    return Table(draft.columns, tuple(draft.rows))


def _goal_part(context: AnswerContext, goal: Entity) -> GoalPart:
    standings = _standings(context, goal)
    measures = context.strategy.children(goal.id, Kind.MEASURE)
    return GoalPart(
        id=goal.id,
        title=titled(context, goal) if goal.kind is Kind.GOAL else context.words.name(goal),
        description=goal.description.in_(context.words.language) if goal.description else "",
        evaluation=evaluation_beside(context, goal),
        table=_table(context, standings),
        measures=tuple(context.words.say("passage.measure", number=m.number, name=context.words.name(m)) for m in measures),
        indicators=tuple(indicator_part(context, standing) for standing in sorted(standings, key=needs_attention)),
    )
