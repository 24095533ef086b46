"""A table of indicators, one line each: target, latest value, status."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.progress.rules import Standing


def table(context: AnswerContext, standings: Iterable[Standing], intent: str) -> Draft:
    """A table of indicators with target, latest value and status."""
    words = context.words
    draft = Draft(AnswerStatus.ANSWERED, intent)
    draft.columns = tuple(words.heading(name) for name in ("indicator", "target", "latest", "status"))
    for standing in standings:
        write = FactWriter(standing, words)
        latest = write.latest() or write.baseline()
        facts = [write.target(), latest, write.status()]
        achievement = write.achievement()
        facts += [achievement] if achievement else []
        draft.subjects.append(standing.indicator.id)
        draft.facts += facts
        draft.sources += write.sources(context.strategy.document, facts)
        cells = (_cell(context, facts[0]), _cell(context, latest), symbol(context, standing))
        numbers = (_number(facts[0]), _number(latest), standing.achievement)
        draft.rows.append(Row(standing.indicator.id, words.name(standing.indicator), cells, numbers))
    return draft


def _cell(context: AnswerContext, fact: Fact) -> str:
    return context.words.dated(fact.text, fact.year, "baseline" if fact.field == "baseline" else "value")


def _number(fact: Fact) -> Decimal | None:
    """The number of a fact that has a unit; None for words."""
    return Decimal(fact.value) if fact.unit and fact.value else None


def symbol(context: AnswerContext, standing: Standing) -> str:
    """A status as sign and word, with the achievement where there is one."""
    shown = context.words.status(standing.status)
    share = standing.achievement
    return shown if share is None else context.words.say("status.with_share", status=shown, share=context.words.percent(share))
