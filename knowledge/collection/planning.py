"""Which indicators a round asks for: those of goals and owners that somebody chose, or those whose month has come."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from knowledge.collection.model import CollectionStore, Item, Owner, RoundPlan
from knowledge.collection.owners import owner_of
from knowledge.notation.working_days import working_day_from, working_day_until
from knowledge.ports import MeasurementStore
from knowledge.strategy.model import Indicator, Language
from knowledge.strategy.plan import Strategy

_APRIL = 4  # in which fiscal years begin


def asked_already(store: CollectionStore, year: int) -> frozenset[str]:
    """The indicators that open rounds ask for already, of a year."""
    return frozenset(item.indicator for each in store.rounds() if each.year == year for item in store.items(each.id))


def plan_items(
    strategy: Strategy,
    measurements: MeasurementStore,
    owners: Collection[Owner],
    year: int,
    *,
    goals: Collection[str] = (),
    names: Collection[str] = (),
    without: Collection[str] = (),
) -> tuple[Item, ...]:
    """The items of a year: the city's indicators that have no figure of it yet, under some goals, of some owners.

    No goals or names: all of them. `without` are ids that are asked for already.
    """
    chosen = {each.id for goal in goals for each in strategy.under(goal)}
    found = []
    for indicator in strategy.indicators:
        owner = owner_of(indicator, strategy, owners)
        left_out = indicator.national or {indicator.id, *indicator.formerly} & set(without)
        if left_out or (goals and indicator.id not in chosen) or (names and owner not in names):
            continue
        if not _has_figure(indicator, year, measurements):
            found.append(Item(indicator.id, owner))
    return tuple(found)


def _has_figure(indicator: Indicator, year: int, measurements: MeasurementStore) -> bool:
    return any(each.year == year for each in measurements.series(indicator.id))


def due_plans(
    strategy: Strategy,
    measurements: MeasurementStore,
    store: CollectionStore,
    *,
    today: date,
    begun_by: str,
    language: Language = Language.JAPANESE,
) -> Iterator[RoundPlan]:
    """The rounds that a month begins, of the indicators whose figure is due in it: one a year that is asked for.

    They begin on the month's first working day, and are due on its last one.
    """
    if today < working_day_from(today.replace(day=1)):
        return
    for year, indicators in _due_in(strategy, today).items():
        occasion = f"{today:%Y-%m}:{year}"
        without = {*asked_already(store, year), *({each.id for each in strategy.indicators} - indicators)}
        items = () if store.begun_for(occasion) else plan_items(strategy, measurements, store.owners(), year, without=without)
        if items:
            yield RoundPlan(year, language, _last_day(today), begun_by, items, occasion)


def _due_in(strategy: Strategy, today: date) -> dict[int, set[str]]:
    """The ids of the indicators that are due in a month, by the year of their figure."""
    due: dict[int, set[str]] = {}
    for indicator in strategy.indicators:
        if indicator.due_month == today.month:
            due.setdefault(figure_year(indicator, today), set()).add(indicator.id)
    return due


def figure_year(indicator: Indicator, day: date) -> int:
    """The year of the newest figure that can be known on a day: the last calendar or fiscal year that is over."""
    over = day.year - 1
    return over - 1 if indicator.fiscal and day.month < _APRIL else over


def _last_day(today: date) -> date:
    """The last working day of a month, or of the next days where that is over."""
    following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return max(working_day_until(following - timedelta(days=1)), working_day_from(today))
