"""Subscriptions and digests in the store: kept as they are, and nonsense refused from any program."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import time

import pytest

from bot.workspace import Workspace
from db.deliveries import Deliveries
from db.subscriptions import Subscriptions
from knowledge.digest.delivery import Claim, DeliveryState
from knowledge.digest.model import DigestMark, DigestSpec
from knowledge.digest.subscription import Pause, Subscription
from knowledge.notation.period import Cadence, Period
from knowledge.notation.schedule import Holidays, Schedule
from knowledge.strategy.model import Language
from tests.conftest import moment

WEEKLY = Subscription(
    "C1", Schedule(Cadence.WEEKLY, 5, time(16, 30)), Language.ENGLISH, ("city.goal.3",), "U1", moment(2022, 12, 1, 9), Pause.ASKED
)
QUARTER = Period.read("2022Q2") or pytest.fail("2022Q2 is a quarter")
EDITION = DigestSpec(
    QUARTER, Language.JAPANESE, DigestMark(moment(2022, 7, 1)), DigestMark(moment(2022, 10, 5, 9), 18), ("city.goal.1",)
)


@pytest.mark.parametrize(
    "schedule",
    [
        WEEKLY.schedule,
        Schedule(Cadence.DAILY, 1, time(9), (1, 3, 5), holidays=Holidays.SKIP),
        Schedule(Cadence.MONTHLY, 5, time(9), (), -1, Holidays.NEXT),
    ],
)
def test_a_subscription_is_read_as_it_was_kept(workspace: Workspace, schedule: Schedule) -> None:
    subscriptions, wanted = Subscriptions(workspace.store), replace(WEEKLY, schedule=schedule)
    subscriptions.keep(wanted)
    assert list(subscriptions.all()) == [wanted]
    assert subscriptions.of("C2") == []


def test_a_channel_has_one_of_each_cadence(workspace: Workspace) -> None:
    subscriptions = Subscriptions(workspace.store)
    for day in (1, 2):
        subscriptions.keep(Subscription("C1", Schedule(Cadence.MONTHLY, day, time(9)), Language.JAPANESE, (), None, WEEKLY.since))
    subscriptions.keep(WEEKLY)
    assert [each.schedule.day for each in subscriptions.of("C1")] == [2, 5]
    assert subscriptions.end("C1", Cadence.WEEKLY)
    assert not subscriptions.end("C1", Cadence.WEEKLY)


def test_an_issue_is_read_as_it_was_claimed_and_claimed_once(workspace: Workspace) -> None:
    deliveries = Deliveries(workspace.store)
    first = deliveries.claim("C1", EDITION, "U1")
    assert first.begins
    assert deliveries.find(first.delivery.id) == first.delivery
    assert deliveries.claim("C1", EDITION, "U2") == Claim(first.delivery, begins=False)
    assert deliveries.claim("C2", EDITION, "U2").delivery.id != first.delivery.id
    assert deliveries.taken([QUARTER]) == {("C1", QUARTER), ("C2", QUARTER)}


def test_the_last_digest_before_a_period_is_the_one_that_was_posted(workspace: Workspace) -> None:
    deliveries = Deliveries(workspace.store)
    delivery = deliveries.claim("C1", EDITION, None).delivery
    assert deliveries.previous("C1", QUARTER.next) is None
    deliveries.set_state(delivery.id, DeliveryState.POSTED)
    assert deliveries.previous("C1", QUARTER.next) == EDITION.until
    assert deliveries.previous("C1", QUARTER) is None


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO subscriptions VALUES ('C1', 'weekly', 8, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', NULL, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'hourly', 1, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', NULL, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'daily', 1, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', NULL, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'weekly', 1, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[1]', NULL, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'weekly', 1, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', 2, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'monthly', 8, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', 2, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'monthly', 1, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', 5, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'monthly', 1, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', NULL, 'soon', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'weekly', 1, '9 am', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', NULL, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'weekly', 1, '09:00', 'ja', 'goal 3', 'U1', '2022-12-01', NULL, '[]', NULL, 'keep', 0)",
        "INSERT INTO subscriptions VALUES ('C1', 'weekly', 1, '09:00', 'ja', '[]', 'U1', '2022-12-01', NULL, '[]', NULL, 'keep', 2)",
        "UPDATE digests SET state = 'half'",
        "UPDATE digests SET state = 'refused', reason = NULL",
        "INSERT INTO digest_messages SELECT id, -1, NULL, NULL, '2022-12-01' FROM digests",
        "UPDATE digests SET id = 'short'",
    ],
)
def test_nonsense_is_refused_from_any_program(workspace: Workspace, sql: str) -> None:
    Deliveries(workspace.store).claim("C1", EDITION, None)
    with pytest.raises(sqlite3.IntegrityError), workspace.store.db.conn:
        workspace.store.db.conn.execute(sql)


def test_a_second_issue_of_a_period_is_refused_from_any_program(workspace: Workspace) -> None:
    Deliveries(workspace.store).claim("C1", EDITION, None)
    connection = workspace.store.db.conn
    connection.execute("CREATE TEMP TABLE copied AS SELECT * FROM digests")
    connection.execute("UPDATE copied SET id = replace(hex(zeroblob(16)), '0', 'f')")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        connection.execute("INSERT INTO digests SELECT * FROM copied")
