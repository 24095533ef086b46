"""A table of indicators, one line each: target, latest value, status."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answer.context import Desk
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.progress.rules import Standing


def table(desk: Desk, standings: Iterable[Standing], intent: str) -> Draft:
    """A table of indicators with target, latest value and status."""
    words = desk.words
    draft = Draft(AnswerStatus.ANSWERED, intent)
    draft.columns = tuple(words.say(f"column.{name}") for name in ("indicator", "target", "latest", "status"))
    for standing in standings:
        write = FactWriter(standing, words)
        latest = write.latest() or write.baseline()
        facts = [write.target(), latest, write.status()]
        achievement = write.achievement()
        facts += [achievement] if achievement else []
        draft.subjects.append(standing.indicator.id)
        draft.facts += facts
        draft.sources += write.sources(desk.strategy.document, facts)
        cells = (_cell(desk, facts[0]), _cell(desk, latest), symbol(desk, standing))
        draft.rows.append(Row(standing.indicator.id, words.name(standing.indicator), cells))
    return draft


def _cell(desk: Desk, fact: Fact) -> str:
    kind = "cell.baseline" if fact.field == "baseline" else "cell.value"
    return desk.words.say(kind, value=fact.text, year=desk.words.year(fact.year or 0))


def symbol(desk: Desk, standing: Standing) -> str:
    """A status as sign and word, with the achievement where there is one."""
    shown = desk.words.say(
        "status.shown",
        sign=desk.words.say(f"sign.{standing.status}"),
        status=desk.words.say(f"status.{standing.status}"),
    )
    share = standing.achievement
    return shown if share is None else desk.words.say("status.with_share", status=shown, share=desk.words.percent(share))
