"""A table of indicators, one line each: status, latest value, the difference that decides the status, target, and the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from knowledge.answer.comparison import difference_text, reference, status_shown
from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.notation.when import is_stated
from knowledge.progress.standing import Standing
from knowledge.words.messages import Messages

Ranked = tuple[str, Callable[[Standing], str]]  # a column's title, and what it shows of a standing


def table(context: AnswerContext, standings: Iterable[Standing], intent: str, ranked: Ranked | None = None) -> Draft:
    """A table of indicators with status, latest value, difference, target and years; its facts hold the achievement too.

    `ranked` is a further column: what the rows are ordered by.
    """
    words = context.words
    draft = Draft(AnswerStatus.ANSWERED, intent)
    draft.columns = tuple(words.heading(name) for name in ("indicator", "status", "latest", "difference", "target"))
    draft.columns += (words.say("table.years"),)
    draft.columns += (ranked[0],) if ranked else ()
    for standing in standings:
        write = FactWriter(standing, words)
        latest = write.latest() or write.baseline()
        facts = [write.target(), latest, write.status()]
        achievement = write.achievement()
        facts += [achievement] if achievement else []
        draft.subjects.append(standing.indicator.id)
        draft.facts += facts
        draft.sources += write.sources(context.strategy.document, facts)
        shown = (words.say("figure", label=ranked[0], value=ranked[1](standing)), ranked[1](standing)) if ranked else ("", "")
        draft.rows.append(indicator_row(context, standing, latest, facts[0], shown))
    return draft


def indicator_row(context: AnswerContext, standing: Standing, latest: Fact, target: Fact, ranked: tuple[str, str]) -> Row:
    """An indicator as a row: cells for a table, and a line of text; `ranked` is what it is ordered by, in words and alone."""
    words, indicator, status = context.words, standing.indicator, status_shown(standing, context.words)
    difference = words.without_original(difference_text(standing, words) or "")
    way = words.say("row.way", latest=_dated(context, latest), target=_dated(context, target))
    parts = [*filter(None, [ranked[0], way, difference]), status]
    line = words.say("row", label=words.name(indicator), cells=words.joined(parts, "detail.separator"))
    values = (_value(context, latest), difference, _value(context, target))
    cells = (status, *values, years(words, latest, target), *filter(None, ranked[1:]))
    return Row(indicator.id, words.short(indicator), cells, line, _numbers(standing, words))


def _numbers(standing: Standing, words: Messages) -> tuple[Decimal | None, ...]:
    """What the label and the cells are sorted by: the latest value or the baseline, the difference that decides, the target."""
    indicator, found = standing.indicator, reference(standing, words)
    latest = standing.latest.amount if standing.latest else indicator.baseline.amount
    return (None, None, latest, found.difference if found else None, indicator.target.amount)


def _value(context: AnswerContext, fact: Fact) -> str:
    """A value without its year; a baseline says that it is one."""
    shown = context.words.without_original(fact.text)
    return context.words.say("cell.baseline.undated", value=shown) if fact.field == "baseline" else shown


def years(words: Messages, latest: Fact, target: Fact) -> str:
    """The years of the latest value and of the target, for a column of their own."""
    found = [words.year(fact.year) for fact in (latest, target) if fact.year is not None and is_stated(fact.year)]
    return words.joined(dict.fromkeys(found), "table.years.separator")


def _dated(context: AnswerContext, fact: Fact) -> str:
    shown = context.words.without_original(fact.text)
    return context.words.dated(shown, fact.year, "baseline" if fact.field == "baseline" else "value")
