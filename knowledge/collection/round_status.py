"""Where the items of a round stand: what is recorded, awaited, not measured any more, missing, or not in the plan any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.collection.deadlines import Deadline, exhausted, step_due
from knowledge.collection.model import AnswerKind, CollectionStore, Item, ItemAnswer, Nudge, Round
from knowledge.measurement.model import Measurement
from knowledge.ports import MeasurementStore
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy


class ItemState(StrEnum):
    """Where an item stands."""

    MISSING = "missing"  # nothing was answered
    AWAITED = "awaited"
    UNMEASURED = "unmeasured"
    RECORDED = "recorded"  # the year has a figure, however it was recorded
    VANISHED = "vanished"  # the strategy file has the indicator no more


_UNANSWERED = frozenset({ItemState.MISSING, ItemState.AWAITED})


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """An item with what is known of it.

    `figure` is the measurement of the round's year, `last` the latest one before that year. `sent` is the last step of reminders
    that was sent for its present deadline.
    """

    item: Item
    state: ItemState
    deadline: Deadline
    indicator: Indicator | None = None
    figure: Measurement | None = None
    last: Measurement | None = None
    answer: ItemAnswer | None = None
    sent: int = 0

    @property
    def open(self) -> bool:
        """Whether the round still waits for its figure."""
        return self.state in _UNANSWERED

    def owed(self, today: date) -> bool:
        """Whether its owner owes an answer on a day: nothing was said, or the day that was named has come."""
        return self.state is ItemState.MISSING or (self.state is ItemState.AWAITED and self.deadline.day <= today)

    def step(self, most: int, now: datetime) -> int | None:
        """The step of reminders that is due now; None where none is."""
        return step_due(self.deadline, self.sent, most, now) if self.owed(now.date()) else None


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """A round with all its items."""

    round: Round
    items: tuple[ItemStanding, ...]

    def of(self, owner: str) -> tuple[ItemStanding, ...]:
        """The items of an owner."""
        return tuple(each for each in self.items if each.item.owner == owner)

    @property
    def owners(self) -> tuple[str, ...]:
        """The owners that are asked, in the round's order."""
        return tuple(dict.fromkeys(each.item.owner for each in self.items if each.item.owner))

    @property
    def complete(self) -> bool:
        """Whether nothing is waited for any more."""
        return not any(each.open for each in self.items)

    def nudges(self, owner: str, most: int, now: datetime) -> dict[int, tuple[ItemStanding, ...]]:
        """The items of an owner of which a reminder is due now, by step."""
        due: dict[int, list[ItemStanding]] = {}
        for each in self.of(owner):
            step = each.step(most, now)
            if step:
                due.setdefault(step, []).append(each)
        return {step: tuple(found) for step, found in sorted(due.items())}

    def overdue(self, most: int, today: date) -> tuple[ItemStanding, ...]:
        """The items that are owed although all reminders are over."""
        return tuple(each for each in self.items if each.owed(today) and exhausted(each.deadline, most, today))


def round_standing(found: Round, store: CollectionStore, strategy: Strategy, measurements: MeasurementStore) -> RoundStanding:
    """Where a round stands now."""
    known = strategy.indicators_by_id
    answers = {answer.indicator: answer for answer in store.answers(found.id)}
    nudges = store.nudges(found.id)
    items = store.items(found.id)
    asked = {inquiry.owner: inquiry.begun_at.date() for inquiry in store.inquiries(found.id)}
    series = {each.indicator: measurements.series(known[each.indicator].id) for each in items if each.indicator in known}
    standings = []
    for each in items:
        answer = answers.get(each.indicator)
        deadline = _deadline(found, answer, asked.get(each.owner or "", found.begun_at.date()))
        standings.append(_item(each, found, deadline, known, series, answer, nudges))
    return RoundStanding(found, tuple(standings))


def _item(
    item: Item,
    found: Round,
    deadline: Deadline,
    known: Mapping[str, Indicator],
    series: Mapping[str, Sequence[Measurement]],
    answer: ItemAnswer | None,
    nudges: Iterable[Nudge],
) -> ItemStanding:
    indicator = known.get(item.indicator)
    if indicator is None:
        return ItemStanding(item, ItemState.VANISHED, deadline, answer=answer)
    recorded = series[item.indicator]
    figure = next((each for each in recorded if each.year == found.year), None)
    last = next((each for each in reversed(recorded) if each.year < found.year), None)
    sent = max((n.step for n in nudges if (n.indicator, n.deadline) == (item.indicator, deadline.day)), default=0)
    state = ItemState.RECORDED if figure else ItemState(answer.kind) if answer else ItemState.MISSING
    return ItemStanding(item, state, deadline, indicator, figure, last, answer, sent)


def _deadline(found: Round, answer: ItemAnswer | None, asked: date) -> Deadline:
    if answer and answer.kind is AnswerKind.AWAITED and answer.expected:
        return Deadline(answer.expected, answer.at.date(), promised=True)
    return Deadline(found.due, asked)


def overdue_rounds(
    store: CollectionStore,
    strategy: Strategy,
    measurements: MeasurementStore,
    most: int,
    today: date,
    goals: Collection[str] = (),
) -> Iterator[tuple[RoundStanding, tuple[ItemStanding, ...]]]:
    """The open rounds with what is owed although all reminders are over, under some goals or (none given) under all."""
    under = {each.id for goal in goals for each in strategy.under(goal)}
    for found in store.rounds():
        standing = round_standing(found, store, strategy, measurements)
        overdue = standing.overdue(most, today)
        wanted = tuple(each for each in overdue if not goals or (each.indicator and each.indicator.id in under))
        if wanted:
            yield standing, wanted
