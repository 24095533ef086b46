"""Follows and alerts, and what is to be told of an indicator beside what was told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Indicator, Language
from knowledge.strategy.plan import Strategy


@dataclass(frozen=True, slots=True)
class Follow:
    """The wish of a place (a person by their user id, or a channel) to hear when an indicator's status turns.

    `began` is the status that the indicator had when the follow began.
    """

    place: str
    indicator: str
    language: Language
    began: Status


@dataclass(frozen=True, slots=True)
class Figure:
    """The latest value as an alert told it: its amount in base units as a plain decimal, or its words where it is no number."""

    year: int
    value: str


@dataclass(frozen=True, slots=True)
class Alert:
    """What a place was told: the status before and after, and the latest value then (None: there was none).

    The message is reply `n` of the `request` under which the outbox posted it, after `told_at`.
    """

    place: str
    indicator: str
    before: Status
    after: Status
    figure: Figure | None
    request: str
    n: int
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Turned:
    """The status is another one than what was told last."""

    before: Status
    standing: Standing


@dataclass(frozen=True, slots=True)
class Corrected:
    """The figure of an alert was corrected, and the status that it told is still right."""

    alert: Alert
    standing: Standing


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The figure of an alert was undone or corrected, and the status that it told was never reached."""

    alert: Alert
    standing: Standing


Step = Turned | Corrected | TakenBack


def figure_of(standing: Standing) -> Figure | None:
    """The latest value of a standing, as an alert tells it."""
    latest = standing.latest
    if latest is None:
        return None
    return Figure(latest.year, latest.wording if latest.amount is None else f"{latest.amount.normalize():f}")


def next_steps(follow: Follow, alerts: Sequence[Alert], standing: Standing) -> Iterator[Step]:
    """What is to be told of an indicator; `alerts` are those that the place was told and that stand, oldest first.

    Each alert is held against the values up to the year of its figure: later values make a further alert, and leave it right.
    """
    told = follow.began if not alerts else alerts[0].before
    for alert in alerts:
        then = standing.up_to(alert.figure.year) if alert.figure else standing
        if alert.figure is None or figure_of(then) == alert.figure:
            told = alert.after
        elif then.status is alert.after:
            told = alert.after
            yield Corrected(alert, then)
        else:
            yield TakenBack(alert, standing)
    if standing.status is not told:
        yield Turned(told, standing)


def followed_indicators(strategy: Strategy, follows: Sequence[Follow]) -> list[Indicator]:
    """The indicators of follows, as far as the strategy has them."""
    known = strategy.indicators_by_id
    return [known[follow.indicator] for follow in follows if follow.indicator in known]


class FollowStore(Protocol):
    """Who follows what, and what they were told."""

    def all(self) -> Sequence[Follow]:
        """Every follow, by place."""
        ...

    def of(self, place: str) -> Sequence[Follow]:
        """What a place follows, in the order in which it began to."""
        ...

    def keep(self, follow: Follow) -> bool:
        """Begin a follow; False where the place follows the indicator already."""
        ...

    def end(self, place: str, indicator: str | None = None) -> bool:
        """End a follow, or all of a place, with what was told under it; False where there is none."""
        ...

    def alerts(self, place: str | None = None) -> Sequence[Alert]:
        """The alerts that stand, of one place or of all, oldest first."""
        ...

    def tell(self, alert: Alert) -> None:
        """Note an alert."""
        ...

    def correct(self, alert: Alert, figure: Figure | None) -> None:
        """Note that an alert tells another figure now."""
        ...

    def take_back(self, alert: Alert) -> None:
        """Note that an alert stands no more."""
        ...
