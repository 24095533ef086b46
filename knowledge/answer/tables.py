"""A table of indicators, one line each: status, latest value, target, and the difference that decides the status."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from knowledge.answer.comparison import difference_text, reference, status_shown
from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.progress.rules import Standing
from knowledge.words.messages import Messages

Ranked = tuple[str, Callable[[Standing], str]]  # a column's title, and what it shows of a standing


def table(context: AnswerContext, standings: Iterable[Standing], intent: str, ranked: Ranked | None = None) -> Draft:
    """A table of indicators with status, latest value, target and difference; its facts hold the achievement too.

    `ranked` is a further column: what the rows are ordered by.
    """
    words = context.words
    draft = Draft(AnswerStatus.ANSWERED, intent)
    draft.columns = tuple(words.heading(name) for name in ("indicator", "status", "latest", "target", "difference"))
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
    words = context.words
    cells = (_cell(context, latest), _cell(context, target), words.without_original(difference_text(standing, words) or ""))
    way = words.say("row.way", latest=cells[0], target=cells[1])
    parts = [*filter(None, [ranked[0], way, cells[2]]), status_shown(standing, words)]
    line = words.say("row", label=words.name(standing.indicator), cells=words.joined(parts, "detail.separator"))
    shown = (status_shown(standing, words), *cells, *filter(None, ranked[1:]))
    return Row(standing.indicator.id, words.name(standing.indicator), shown, line, _numbers(standing, words))


def _numbers(standing: Standing, words: Messages) -> tuple[Decimal | None, ...]:
    """What the cells are sorted by: the latest value or the baseline, the target, the difference that decides the status."""
    indicator, decided_by = standing.indicator, reference(standing, words)
    latest = standing.latest.amount if standing.latest else indicator.baseline.amount if indicator.baseline else None
    return (None, None, latest, indicator.target.amount, decided_by.difference if decided_by else None)


def _cell(context: AnswerContext, fact: Fact) -> str:
    shown = context.words.without_original(fact.text)
    return context.words.dated(shown, fact.year, "baseline" if fact.field == "baseline" else "value")
