"""An indicator's sheet: what the plan says, where it stands, its figures by year with their chart, and the year's evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from knowledge.answer.comparison import difference_text, status_shown
from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.evaluation.model import Evaluation
from knowledge.measurement.model import Measurement
from knowledge.measurement.sample import invented
from knowledge.measurement.sheet_forms import column_head
from knowledge.notation.quantity import decimals
from knowledge.notation.when import is_stated
from knowledge.progress.rules import expected
from knowledge.progress.standing import Standing
from knowledge.progress.trend import Trend
from knowledge.report.indicator_section import indicator_part
from knowledge.report.sheet.document import Block, Cell, Chart, Page, Paragraph, Table, form
from knowledge.report.sheet.evaluation_form import evaluation_form
from knowledge.strategy.model import Indicator

FIGURES = ("year", "value", "expected", "kind", "as_of", "source", "note")  # the columns of the figures' table
_WIDTHS = (11, 13, 13, 8, 11, 31, 13)
_BLANK_YEARS = 12  # at most so many years without a figure are left open to be filled in


def indicator_sheet(context: AnswerContext, standing: Standing, year: int, evaluation: Evaluation | None) -> Page:
    """The sheet of an indicator as it stood after a fiscal year."""
    name = context.words.name(standing.indicator)
    figures = figures_table(context, standing, year)
    blocks: list[Block] = [
        *identity(context, standing.indicator),
        standing_form(context, standing),
        *(Paragraph(text, "small") for text in _sources(context, standing)),
        Chart(indicator_part(context, standing), figures),
        figures,
        evaluation_form(context.words, name, year, evaluation),
    ]
    return Page(name, tuple(blocks), name)


def identity(context: AnswerContext, indicator: Indicator) -> Iterator[Block]:
    """What the plan says of the indicator."""
    words = context.words
    unit = words.unit_name(indicator) or words.say("unit.none")
    yield Paragraph(context.labels.place(indicator), "small")
    told = [("ID", indicator.id), (words.heading("unit"), unit)]
    optional = {"definition": indicator.definition, "origin": indicator.origin, "keeper": indicator.keeper}
    told += [(words.say(f"sheet.{label}"), text) for label, text in optional.items() if text]
    yield form(words.say("sheet.identity", name=words.name(indicator)), *told, columns=2)


def standing_form(context: AnswerContext, standing: Standing) -> Table:
    """Baseline, targets and where the indicator stands, by the plan's rule."""
    words, write = context.words, FactWriter(standing, context.words)
    indicator = standing.indicator
    targets = [words.dated(words.point(indicator, point), point.year) for point in indicator.targets]
    latest = write.latest()
    status = words.joined(filter(None, [status_shown(standing, words), standing.verdict]), "sheet.separator")
    pairs = [
        (words.heading("baseline"), words.dated(write.baseline().text, indicator.baseline.year)),
        (words.heading("target"), words.joined(targets, "sheet.separator")),
        (words.heading("latest"), words.dated(latest.text, latest.year) if latest else words.say("sheet.none")),
        (words.heading("achievement"), rate(context, standing)),
        (words.heading("status"), status),
        (words.heading("difference"), difference_text(standing, words) or words.say("report.nothing")),
    ]
    return form(words.say("sheet.standing", name=words.name(indicator)), *pairs, columns=2)


def rate(context: AnswerContext, standing: Standing) -> str:
    """The achievement with the rule that the plan reckons it by."""
    words, share = context.words, standing.achievement
    if share is None:
        return words.say("report.nothing")
    return words.say("sheet.rate", share=words.percent(share), rule=words.say(f"rate.{standing.indicator.evaluation.rule}"))


def figures_table(context: AnswerContext, standing: Standing, year: int) -> Table:
    """The recorded figures by year, and the years up to this one that have none yet."""
    words, indicator = context.words, standing.indicator
    unit = indicator.unit.written
    heads = [words.heading(column) if column == "expected" else column_head(words, column) for column in FIGURES]
    heads[1:3] = [words.say("sheet.with_unit", label=head, unit=unit) if unit else head for head in heads[1:3]]
    recorded = {int(measurement.year): measurement for measurement in standing.series}
    years = sorted({*recorded, *_open_years(standing, year)})
    trend = Trend.of(standing)
    path = trend.path if trend else {}
    rows = (_figure_row(context, indicator, each, recorded.get(each), path.get(each, expected(indicator, each))) for each in years)
    return Table(words.say("report.history", name=words.name(indicator)), tuple(rows), _WIDTHS, tuple(heads))


def _open_years(standing: Standing, year: int) -> range:
    """The years after the baseline, or of the term, up to this one."""
    indicator = standing.indicator
    baseline = int(indicator.baseline.year) + 1 if is_stated(indicator.baseline.year) else year
    first = indicator.term.first if indicator.aggregate and indicator.term else baseline
    return range(max(first, year - _BLANK_YEARS), year + 1)


def _figure_row(
    context: AnswerContext, indicator: Indicator, year: int, measurement: Measurement | None, line: Decimal | None
) -> tuple[Cell, ...]:
    """A year: its value, the one that it is held against, and what is said about it."""
    words = context.words
    first = (Cell(words.year(indicator.dated(year))), _value(context, indicator, measurement))
    reference = _amount(context, indicator, line) if line is not None else Cell()
    if measurement is None:
        return (*first, reference, Cell(), Cell(), Cell(), Cell())
    kind = words.say(f"measurement.kind.{measurement.kind}") if measurement.kind else ""
    day = measurement.as_of.isoformat() if measurement.as_of else ""
    return (*first, reference, *map(Cell, (kind, day, measurement.source, measurement.note)))


def _value(context: AnswerContext, indicator: Indicator, measurement: Measurement | None) -> Cell:
    """A recorded value in the document's unit; words stay as they were recorded, so that they can be read back."""
    if measurement is None:
        return Cell()
    if measurement.quantity is None:
        return Cell(measurement.wording)
    written = measurement.quantity.rescaled(indicator.unit.exponent)
    text = context.words.number(written.written_number, written.places)
    if written.approximate:
        text = context.words.say("quantity.about", quantity=text)
    return Cell(text, written.written_number, written.places, written.approximate)


def _amount(context: AnswerContext, indicator: Indicator, amount: Decimal) -> Cell:
    number = context.words.rounded(indicator, amount).scaleb(-indicator.unit.exponent)
    return Cell(context.words.number(number), number, decimals(number))


def _sources(context: AnswerContext, standing: Standing) -> Iterator[str]:
    """The passages of the plan that the indicator stands in; and whether its figures are invented."""
    for source in context.quotes(standing.indicator):
        quote = " ".join((source.quote or "").split())
        yield context.words.say("source.quote", document=source.document, section=source.section, quote=quote)
    if invented(standing.series):
        yield context.words.say("sample.note")
