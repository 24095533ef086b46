"""One indicator's part of a report: figures, sentences, history table, and the texts of its chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.answer.comparison import status_shown
from knowledge.answer.context import AnswerContext
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import Fact
from knowledge.answer.sentences.measurements import say_trend
from knowledge.answer.sentences.progress import say_pace_in_short, say_status
from knowledge.evaluation.text import lines_beside_status
from knowledge.measurement.model import Measurement
from knowledge.measurement.sample import source_name
from knowledge.notation.when import Aggregate, is_stated
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.progress.trend import Trend
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.record_log import Revision
from knowledge.report.model import Entry, Figure, IndicatorPart
from knowledge.strategy.model import Direction, Entity

_READING = Query(Intent.OVERVIEW)
FIGURES = ("latest", "target", "baseline", "achievement", "expected", "gap", "required_pace")


def indicator_part(context: AnswerContext, standing: Standing) -> IndicatorPart:
    """The part of one indicator, from its standing."""
    answer = context.answer_about(standing.indicator, _READING, standing)
    figures = tuple(_figures(answer))
    sentences = _sentences(answer)
    facts = answer.facts + [fact for m in standing.series if (fact := answer.write.measured(m.year))]
    trend = Trend.of(standing)
    return IndicatorPart(
        standing=standing,
        name=context.words.name(standing.indicator),
        status=status_shown(standing, context.words),
        figures=figures,
        sentences=sentences,
        evaluation=evaluation_beside(context, standing.indicator),
        notes=tuple(answer.notes),
        history=tuple(_history(context, answer)),
        trend=trend,
        finding=finding(context, standing),
        alternative=trend_text(context, trend, standing) if trend else context.words.say("chart.none"),
        sources=tuple(dict.fromkeys(answer.write.sources(context.strategy.document, facts))),
    )


def evaluation_beside(context: AnswerContext, entity: Entity) -> tuple[str, ...]:
    """The verdict of an entity's last evaluation with its reason, and the causes; empty where there is none."""
    return tuple(lines_beside_status(context.evaluations.latest(entity.id), context.strategy, context.words))


def _figures(answer: IndicatorAnswer) -> Iterator[Figure]:
    for field in FIGURES:
        fact = getattr(answer.write, field)()
        if isinstance(fact, Fact) and not (field == "gap" and answer.indicator.direction is Direction.FLOOR):
            answer.add(fact)
            text = answer.words.say("cell.value", value=fact.text, year=answer.year(fact.year))
            yield Figure(field, _figure_label(answer, field), text)


def _figure_label(answer: IndicatorAnswer, field: str) -> str:
    if field == "gap":
        return answer.words.say("report.figure.gap.latest" if answer.standing.latest else "report.figure.gap.baseline")
    return answer.words.heading(field)


def _sentences(answer: IndicatorAnswer) -> tuple[str, ...]:
    """Status with what decides it and the last change, and the change that is still needed a year."""
    say_status(answer)
    say_pace_in_short(answer)
    answer.note()
    return tuple(dict.fromkeys(answer.headline))


def _history(context: AnswerContext, answer: IndicatorAnswer) -> Iterator[Entry]:
    """The document's baseline and target and the recorded values, by year."""
    baseline, target = (_stated(context, answer, fact) for fact in (answer.write.baseline(), answer.write.target()))
    entries: dict[int, list[Revision[Measurement]]] = {}
    for entry in context.measurements.history(answer.indicator.id):
        entries.setdefault(entry.year, []).append(entry)
    recorded = [_recorded(answer, measurement, entries.get(measurement.year, [])) for measurement in answer.standing.series]
    yield from sorted((baseline, *recorded, target), key=lambda entry: entry.in_year)


def _stated(context: AnswerContext, answer: IndicatorAnswer, fact: Fact) -> Entry:
    year = answer.indicator.baseline.year if fact.year is None else fact.year
    return Entry(
        in_year=year,
        measured=False,
        year=answer.words.year(fact.year),
        value=fact.text,
        what=answer.words.say(f"report.what.{fact.field}"),
        expected=_expected(answer, year) if fact.value else "",
        source=context.strategy.document,
        note="",
    )


def _recorded(answer: IndicatorAnswer, measurement: Measurement, history: Sequence[Revision[Measurement]]) -> Entry:
    fact = answer.write.measured(measurement.year)
    words = answer.words
    kind = measurement.kind
    return Entry(
        in_year=measurement.year,
        measured=True,
        year=words.year(measurement.year),
        value=fact.text if fact else measurement.wording,
        what=words.say(f"measurement.kind.{kind}") if kind else words.heading("measured"),
        expected=_expected(answer, measurement.year),
        source=source_name(words, measurement.source),
        note=words.joined([*([measurement.note] if measurement.note else []), *_corrections(answer, history)]),
    )


def _corrections(answer: IndicatorAnswer, history: Sequence[Revision[Measurement]]) -> Iterator[str]:
    """A line for each correction of a year's value: the former value, day and reason; `history` are the entries of the year."""
    before: Measurement | None = None
    for entry in history:
        if before and entry.record:
            day = answer.words.day(entry.recorded_at.date())
            yield answer.words.say("report.corrected", before=before.wording, day=day, reason=entry.reason or "")
        before = entry.record


def _expected(answer: IndicatorAnswer, year: int) -> str:
    fact = answer.write.expected(year)
    return fact.text if fact else ""


def finding(context: AnswerContext, standing: Standing) -> str:
    """The chart's headline: status, latest value, and the value that it is compared with."""
    indicator, write = standing.indicator, context.answer_about(standing.indicator, _READING, standing).write
    latest = write.latest()
    against = write.target() if standing.status is Status.ACHIEVED or indicator.direction is Direction.FLOOR else write.expected()
    return context.words.say(
        f"chart.finding.{against.field}" if latest and against else "chart.finding.no_data",
        name=context.words.short(indicator),
        status=write.status().text,
        latest=latest.text if latest else None,
        year=context.words.year(latest.year) if latest and latest.year else None,
        against=against.text if against else None,
        target=write.target().text,
        target_year=context.words.year(indicator.target.year),
    )


def trend_text(context: AnswerContext, trend: Trend, standing: Standing) -> str:
    """What the chart shows, in words."""
    answer = context.answer_about(standing.indicator, _READING, standing)
    say_trend(answer)
    indicator = standing.indicator
    line = answer.words.say(
        f"chart.alternative.{_line_kind(trend)}",
        baseline=answer.write.baseline().text,
        baseline_year=answer.year(indicator.baseline.year),
        target=answer.write.target().text,
        target_year=answer.year(indicator.target.year),
    )
    return answer.words.say("chart.alternative", trend=answer.headline[0], line=line)


def _line_kind(trend: Trend) -> str:
    """What the dashed line is: a level, a total's even share a year, or a way from the baseline, whose year may be told."""
    if trend.is_level:
        return "level"
    if trend.indicator.aggregate is Aggregate.TOTAL:
        return "total"
    return "line" if is_stated(trend.indicator.baseline.year) else "undated"
