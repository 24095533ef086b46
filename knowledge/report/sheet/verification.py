"""The verification sheets (効果検証シート) of a fiscal year: a cover, one table for the whole, and a sheet an indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from knowledge.answer.comparison import status_shown
from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.status_counts import overall_line
from knowledge.evaluation.model import Evaluation
from knowledge.measurement.sample import invented
from knowledge.measurement.sheet_forms import text_label
from knowledge.progress.standing import Standing
from knowledge.report.sheet.document import Block, Cell, Document, Page, Paragraph, Table, form
from knowledge.report.sheet.evaluation_form import evaluation_form
from knowledge.report.sheet.indicator_sheet import indicator_sheet
from knowledge.strategy.model import Entity, Indicator, Kind

Evaluations = Mapping[str, Evaluation]  # of one fiscal year, by the entity's id
_COLUMNS = ("indicator", "baseline", "target", "latest", "achievement", "status")
_WIDTHS = (10, 22, 13, 13, 13, 9, 12, 8)


def verification(context: AnswerContext, year: int, evaluations: Evaluations, author: str) -> Document:
    """The document of a fiscal year; figures of later years are left out."""
    words = context.words
    standings = [context.standing(indicator).up_to(year) for indicator in context.strategy.indicators]
    shown = words.say("year.fiscal", year=year)
    pages = [_overview(context, standings, evaluations)]
    pages += [_evaluated(context, entity, year, evaluations[entity.id]) for entity in _others(context, evaluations)]
    pages += [indicator_sheet(context, each, year, evaluations.get(each.indicator.id)) for each in standings]
    return Document(
        title=words.say("sheet.verification.title", year=shown),
        subtitle=context.strategy.document,
        cover=tuple(cover(context, year, author)),
        summary=tuple(_summary(context, standings)),
        pages=tuple(pages),
        words=words,
    )


def cover(context: AnswerContext, year: int, author: str) -> Iterator[tuple[str, str]]:
    """Plan, fiscal year, day and author, each with its label."""
    words = context.words
    yield words.say("sheet.cover.plan"), words.name(context.strategy.whole)
    yield words.say("sheet.cover.municipality"), context.strategy.city.in_(words.language)
    if context.strategy.plan.period:
        yield words.say("sheet.cover.period"), context.strategy.plan.period
    yield words.say("sheet.cover.year"), words.say("year.fiscal", year=year)
    yield words.say("sheet.cover.day"), words.day(context.today)
    yield words.say("sheet.cover.author"), author


def _summary(context: AnswerContext, standings: Sequence[Standing]) -> Iterator[str]:
    yield overall_line(context, standings, ())
    yield context.words.say("sheet.how")
    if invented(measurement for standing in standings for measurement in standing.series):
        yield context.words.say("sample.note")


def _others(context: AnswerContext, evaluations: Evaluations) -> Iterator[Entity]:
    """What else was evaluated, in the plan's order: the plan, goals, measures, projects."""
    return (each for each in context.strategy.entities if each.id in evaluations and not isinstance(each, Indicator))


def _evaluated(context: AnswerContext, entity: Entity, year: int, evaluation: Evaluation) -> Page:
    """The evaluation of what is no indicator."""
    words = context.words
    title = context.labels.titled(entity) if entity.kind is not Kind.CITY else words.name(entity)
    blocks: list[Block] = [form(words.say("sheet.identity", name=title), ("ID", entity.id))]
    if entity.description:
        blocks.append(Paragraph(entity.description.in_(words.language)))
    return Page(title, (*blocks, evaluation_form(words, title, year, evaluation)), title)


def _overview(context: AnswerContext, standings: Sequence[Standing], evaluations: Evaluations) -> Page:
    words = context.words
    heads = (context.labels.kind(Kind.GOAL).capitalize(), *map(words.heading, _COLUMNS), text_label(words, "verdict"))
    rows = tuple(_row(context, standing, evaluations.get(standing.indicator.id)) for standing in standings)
    caption = words.say("sheet.overview")
    notes = [words.say("sheet.overview.note"), *_meanings(context)]
    return Page(caption, (Table(caption, rows, _WIDTHS, heads), *(Paragraph(note, "small") for note in notes)), caption, wide=True)


def _meanings(context: AnswerContext) -> Iterator[str]:
    """What the plan's own verdicts mean, where it says so."""
    verdicts = context.strategy.plan.evaluation.verdicts
    return (context.words.say("label.titled", label=each.word, name=each.meaning) for each in verdicts if each.meaning)


def _row(context: AnswerContext, standing: Standing, evaluation: Evaluation | None) -> tuple[Cell, ...]:
    """An indicator with the plan's values, the latest one, the rate, and what was said of it."""
    words, write = context.words, FactWriter(standing, context.words)
    goal = context.strategy.goal_of(standing.indicator)
    latest, share = write.latest(), standing.achievement
    texts = (
        context.labels.label(goal) if goal else context.labels.label(context.strategy.whole),
        words.name(standing.indicator),
        words.dated(words.without_original(write.baseline().text), standing.indicator.baseline.year),
        words.dated(words.without_original(write.target().text), standing.indicator.target.year),
        words.dated(words.without_original(latest.text), latest.year) if latest else words.say("report.nothing"),
        words.percent(share) if share is not None else words.say("report.nothing"),
        words.joined(filter(None, [status_shown(standing, words), standing.verdict]), "sheet.separator"),
        (evaluation.verdict if evaluation else None) or "",
    )
    return tuple(map(Cell, texts))
