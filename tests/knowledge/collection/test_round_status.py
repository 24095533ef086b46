"""Rounds over a store: what is asked, where each item stands, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from bot.workspace import Workspace
from db.collections import Collections
from knowledge.collection.model import AnswerKind, Item, ItemAnswer, Nudge, Owner, Round, RoundPlan
from knowledge.collection.planning import asked_already, due_plans, figure_year, plan_items
from knowledge.collection.round_status import ItemState, RoundStanding, round_standing
from knowledge.guide import Guide
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.notation.when import Year
from knowledge.strategy.model import Language
from tests.conftest import moment

BEGUN = moment(2022, 11, 1, 10)
DUE = date(2022, 11, 22)  # a Tuesday; the 23rd is a holiday
OWNERS = [
    Owner("こども課", "C1", entities=("births", "total-fertility-rate")),
    Owner("観光課", "C2", head="U9", entities=("visitors",)),
]


@pytest.fixture
def store(workspace: Workspace) -> Collections:
    opened = Collections(workspace.store)
    for owner in OWNERS:
        opened.tie(owner, "U1", BEGUN)
    return opened


def begin(workspace: Workspace, store: Collections, key: str = "k", **chosen: object) -> Round:
    items = plan_items(workspace.strategy, workspace.measurements, store.owners(), 2021, **chosen)  # type: ignore[arg-type]
    found = store.begin(RoundPlan(2021, Language.JAPANESE, DUE, "U1", items), BEGUN, key)
    assert found is not None
    return found


def stand(workspace: Workspace, store: Collections, found: Round) -> RoundStanding:
    return round_standing(found, store, workspace.strategy, workspace.measurements)


def record(workspace: Workspace, indicator: str, year: int, value: str) -> None:
    unit = workspace.strategy.indicator(indicator).unit.base
    row = Measurement(indicator, year, value, Quantity(Decimal(value), unit), "test")
    workspace.measurements.record([(None, row)], BEGUN, by="U1")


def awaited(indicator: str, expected: date, at: datetime = BEGUN) -> ItemAnswer:
    return ItemAnswer(indicator, AnswerKind.AWAITED, expected, "", "U2", at)


def test_a_round_asks_for_what_has_no_figure_of_the_year(workspace: Workspace, store: Collections) -> None:
    record(workspace, "births", 2021, "2350")
    found = begin(workspace, store, names=("こども課", "観光課"))
    assert store.items(found.id) == [Item("visitors", "観光課"), Item("total-fertility-rate", "こども課")]
    assert asked_already(store, 2021) == {"total-fertility-rate", "visitors"}
    assert asked_already(store, 2020) == frozenset()
    rest = plan_items(workspace.strategy, workspace.measurements, OWNERS, 2021, without=asked_already(store, 2021))
    assert {"births", "total-fertility-rate", "visitors"} & {item.indicator for item in rest} == set()
    goal = workspace.strategy.indicator("visitors").parent
    under = plan_items(workspace.strategy, workspace.measurements, OWNERS, 2021, goals=(str(goal),))
    assert "visitors" in {item.indicator for item in under}
    assert "births" not in {item.indicator for item in under}


def test_each_item_stands_where_its_figure_and_its_answer_put_it(workspace: Workspace, store: Collections) -> None:
    found = begin(workspace, store, names=("こども課", "観光課"))
    states = lambda: {each.item.indicator: each.state for each in stand(workspace, store, found).items}  # noqa: E731
    assert set(states().values()) == {ItemState.MISSING}
    store.answer(found.id, awaited("births", date(2022, 12, 1)), "a")
    store.answer(found.id, ItemAnswer("visitors", AnswerKind.UNMEASURED, None, "調査の廃止", "U2", BEGUN), "b")
    assert states() == {"births": "awaited", "total-fertility-rate": "missing", "visitors": "unmeasured"}
    record(workspace, "births", 2021, "2350")
    record(workspace, "visitors", 2020, "10")
    assert states() == {"births": "recorded", "total-fertility-rate": "missing", "visitors": "unmeasured"}
    standing = stand(workspace, store, found)
    assert [each.last.year for each in standing.items if each.last] == [2020]
    assert not standing.complete
    record(workspace, "total-fertility-rate", 2021, "1.5")
    assert stand(workspace, store, found).complete


def test_an_indicator_that_the_strategy_has_no_more_is_waited_for_no_more(workspace: Workspace, store: Collections) -> None:
    plan = RoundPlan(2021, Language.JAPANESE, DUE, "U1", (Item("gone", "こども課"),))
    found = store.begin(plan, BEGUN, "k")
    assert found is not None
    standing = stand(workspace, store, found)
    assert [each.state for each in standing.items] == [ItemState.VANISHED]
    assert standing.complete
    assert not standing.nudges("こども課", 2, moment(2022, 12, 1, 12))


def test_reminders_stop_at_an_answer_and_begin_anew_at_the_day_that_was_named(workspace: Workspace, store: Collections) -> None:
    found = begin(workspace, store, names=("こども課",))
    due = lambda now: {  # noqa: E731
        step: [each.item.indicator for each in items]
        for step, items in stand(workspace, store, found).nudges("こども課", 2, now).items()
    }
    assert due(moment(2022, 11, 17, 12)) == {}
    assert due(moment(2022, 11, 18, 8)) == {}
    assert due(moment(2022, 11, 18, 9)) == {1: ["total-fertility-rate", "births"]}
    for indicator in ("births", "total-fertility-rate"):
        assert store.nudge(found.id, Nudge(indicator, DUE, 1), BEGUN)
    assert not store.nudge(found.id, Nudge("births", DUE, 1), BEGUN)
    assert due(moment(2022, 11, 21, 12)) == {}
    assert due(moment(2022, 11, 22, 12)) == {2: ["total-fertility-rate", "births"]}
    store.answer(found.id, awaited("births", date(2022, 12, 3), moment(2022, 11, 22, 13)), "a")
    assert due(moment(2022, 11, 24, 12)) == {2: ["total-fertility-rate"]}
    assert due(moment(2022, 12, 3, 12)) == {}  # a Saturday
    assert due(moment(2022, 12, 5, 12)) == {1: ["births"], 3: ["total-fertility-rate"]}
    overdue = lambda day: [each.item.indicator for each in stand(workspace, store, found).overdue(2, day)]  # noqa: E731
    assert overdue(date(2022, 11, 24)) == []
    assert overdue(date(2022, 11, 25)) == ["total-fertility-rate"]
    record(workspace, "total-fertility-rate", 2021, "1.5")
    assert overdue(date(2022, 12, 30)) == ["births"]


def test_the_month_begins_a_round_once(measured_town: Workspace, hanagawa: Guide, workspace: Workspace) -> None:
    """With the town's plan, which says when its figures are due, over a store of its own."""
    store, strategy = Collections(workspace.store), hanagawa.strategy
    due = next(each for each in strategy.indicators if each.due_month)
    month = int(due.due_month or 0)
    plans = lambda day: list(  # noqa: E731
        due_plans(strategy, measured_town.measurements, store, today=day, begun_by="C9")
    )
    first = date(2030, month, 1)
    found = [plan for day in range(1, 8) for plan in plans(first.replace(day=day))]
    assert found
    assert {item.indicator for plan in found for item in plan.items} == {
        each.id for each in strategy.indicators if each.due_month == month
    }
    assert all(plan.year == figure_year(strategy.indicator(i.indicator), first) for plan in found for i in plan.items)
    began = found[-1]
    assert store.begin(began, moment(2030, month, 7), "k1")
    assert store.begin(began, moment(2030, month, 7), "k2") is None
    assert [plan.occasion for plan in plans(first.replace(day=20))] == sorted({p.occasion for p in found} - {began.occasion})


def test_the_newest_figure_is_of_the_year_that_is_over(hanagawa: Guide) -> None:
    calendar = next(each for each in hanagawa.strategy.indicators if not each.fiscal)
    fiscal = replace(calendar, target=replace(calendar.target, year=Year.fiscal(2025)))
    winter, summer = date(2026, 2, 1), date(2026, 6, 1)
    assert (figure_year(calendar, winter), figure_year(calendar, summer)) == (2025, 2025)
    assert (figure_year(fiscal, winter), figure_year(fiscal, summer)) == (2024, 2025)
