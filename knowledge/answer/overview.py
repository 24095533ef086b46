"""The strategy at a glance: its indicators by goal with where each stands, and how many stand where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.answer.context import Desk
from knowledge.answer.facts import FactWriter
from knowledge.answer.fallback import name_of
from knowledge.answer.lists import ATTENTION
from knowledge.answer.tables import symbol
from knowledge.progress.rules import Standing
from knowledge.strategy.model import Indicator, Kind

CELLS = 10
_FULL, _EMPTY = "█", "░"


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One indicator: target and latest value (or the baseline) in words, its status, a bar of the way covered if it has one."""

    entity: str
    name: str
    target: str
    latest: str
    status: str
    bar: str
    stale: bool


@dataclass(frozen=True, slots=True)
class GoalGlimpse:
    """A goal with its indicators."""

    entity: str
    name: str
    indicators: tuple[Glimpse, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """The whole strategy: goals in document order, the counts of each status, and the names of what is stale."""

    title: str
    counts: str
    goals: tuple[GoalGlimpse, ...]
    stale: tuple[str, ...]


def glance(desk: Desk) -> Glance:
    """The strategy at a glance, in the desk's language, on its day."""
    standings = [desk.standing(indicator) for indicator in desk.strategy.indicators]
    stale = tuple(desk.words.name(standing.indicator) for standing in standings if standing.stale)
    return Glance(desk.words.name(desk.strategy["city"]), _counts(desk, standings), tuple(_goals(desk, standings)), stale)


def _counts(desk: Desk, standings: Sequence[Standing]) -> str:
    counts = Counter(standing.status for standing in standings)
    parts = (
        desk.words.say("glance.count", sign=desk.words.say(f"sign.{s}"), status=desk.words.say(f"status.{s}"), count=counts[s])
        for s in ATTENTION
        if counts[s]
    )
    return desk.words.joined(parts, "detail.separator")


def _goals(desk: Desk, standings: Sequence[Standing]) -> Iterator[GoalGlimpse]:
    for goal in desk.strategy.of_kind(Kind.GOAL):
        if not goal.national:
            inside = tuple(_glimpse(desk, standing) for standing in standings if standing.indicator.parent == goal.id)
            yield GoalGlimpse(goal.id, name_of(desk, goal.id), inside)


def _glimpse(desk: Desk, standing: Standing) -> Glimpse:
    words, write = desk.words, FactWriter(standing, desk.words)
    indicator: Indicator = standing.indicator
    latest, target = write.latest(), write.target()
    shown = latest or write.baseline()
    return Glimpse(
        indicator.id,
        words.name(indicator),
        words.say("cell.value", value=target.text, year=words.year(indicator.target.year)),
        words.say("cell.value" if latest else "cell.baseline", value=shown.text, year=words.year(shown.year or 0)),
        symbol(desk, standing),
        bar(standing.achievement),
        standing.stale,
    )


def bar(share: Decimal | None) -> str:
    """A share of 1 as a bar; empty for None. What is beyond either end fills it or leaves it empty.

    >>> bar(Decimal("0.34")), bar(Decimal(-2)), bar(Decimal(3))
    ('███░░░░░░░', '░░░░░░░░░░', '██████████')
    """
    if share is None:
        return ""
    full = int(min(max(share, Decimal(0)), Decimal(1)) * CELLS)
    return _FULL * full + _EMPTY * (CELLS - full)
