"""Gathers a report from what answers are written from, so that the two cannot disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from knowledge.answer.context import Desk
from knowledge.answer.lists import ATTENTION, needs_attention, overall_line
from knowledge.answer.passages import label, titled
from knowledge.answer.tables import table
from knowledge.errors import ShirubeError
from knowledge.progress.rules import Standing
from knowledge.question.query.intent import Intent
from knowledge.report.indicator_section import indicator_part
from knowledge.report.model import GoalPart, Legend, Report, Table
from knowledge.strategy.model import Entity, Indicator, Kind


def gather(desk: Desk, goal: int | None = None) -> Report:
    """The report on the whole strategy, or on the goal with that number.

    Raises:
        ShirubeError: there is no such goal.
    """
    goals = _goals(desk, goal)
    standings = [standing for each in goals for standing in _standings(desk, each)]
    return Report(
        words=desk.words,
        title=_title(desk, goals[0] if goal is not None else None),
        document=desk.strategy.document,
        dates=tuple(_dates(desk, standings)),
        summary=overall_line(desk, standings, [each.id for each in goals] if goal is not None else []),
        legend=tuple(_legend(desk, standings)),
        table=_table(desk, standings),
        goals=tuple(_goal_part(desk, each) for each in goals),
    )


def _title(desk: Desk, goal: Entity | None) -> str:
    name = desk.words.name(desk.strategy["city"])
    if goal is None:
        return desk.words.say("report.title", name=name)
    return desk.words.say("report.title.goal", name=name, goal=label(desk, goal))


def _goals(desk: Desk, number: int | None) -> Sequence[Entity]:
    goals = [goal for goal in desk.strategy.of_kind(Kind.GOAL) if not goal.national]
    chosen = [goal for goal in goals if number in (None, goal.number)]
    if not chosen:
        raise ShirubeError("report.goal.unknown", number=number, known=", ".join(str(goal.number) for goal in goals))
    return chosen


def _standings(desk: Desk, goal: Entity) -> list[Standing]:
    indicators = (e for e in desk.strategy.children(goal.id, Kind.INDICATOR) if isinstance(e, Indicator))
    return [desk.standing(indicator) for indicator in indicators]


def _dates(desk: Desk, standings: Iterable[Standing]) -> Iterable[str]:
    """The day that the report speaks of, and when something was last recorded."""
    yield desk.words.say("report.as_of", day=desk.words.day(desk.today))
    moments = [entry.recorded_at for s in standings for entry in desk.measurements.history(s.indicator.id)]
    yield _last_recorded(desk, max(moments)) if moments else desk.words.say("report.recorded.none")


def _last_recorded(desk: Desk, moment: datetime) -> str:
    return desk.words.say("report.recorded", day=desk.words.day(moment.date()))


def _legend(desk: Desk, standings: Iterable[Standing]) -> Iterable[Legend]:
    counts = Counter(standing.status for standing in standings)
    for status in ATTENTION:
        sign, name = desk.words.say(f"sign.{status}"), desk.words.say(f"status.{status}")
        shown = desk.words.say("status.shown", sign=sign, status=name)
        yield Legend(shown, str(counts[status]), desk.words.say(f"report.rule.{status}"))


def _table(desk: Desk, standings: Iterable[Standing]) -> Table:
    draft = table(desk, sorted(standings, key=needs_attention), Intent.STANDING)
    return Table(draft.columns, tuple(draft.rows))


def _goal_part(desk: Desk, goal: Entity) -> GoalPart:
    standings = _standings(desk, goal)
    measures = desk.strategy.children(goal.id, Kind.MEASURE)
    return GoalPart(
        id=goal.id,
        title=titled(desk, goal),
        description=goal.description.in_(desk.words.language) if goal.description else "",
        table=_table(desk, standings),
        measures=tuple(desk.words.say("passage.measure", number=m.number, name=desk.words.name(m)) for m in measures),
        indicators=tuple(indicator_part(desk, standing) for standing in sorted(standings, key=needs_attention)),
    )
