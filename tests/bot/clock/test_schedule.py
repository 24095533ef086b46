"""What is due: once for each channel and period, also after a rest, a silence, and with the clock moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.clock.schedule import due
from bot.settings import TOKYO
from knowledge.digest.subscription import Pause, Subscription, kept_on
from knowledge.notation.period import Cadence, Period
from knowledge.notation.schedule import Schedule
from knowledge.strategy.model import Language
from tests.conftest import moment

QUARTERLY = Subscription("C1", Schedule(Cadence.QUARTERLY, 10, time(9)), Language.JAPANESE, (), "U1", moment(2021, 12, 1))


def keys(subscription: Subscription, now: datetime, taken: frozenset[tuple[str, Period]] = frozenset()) -> list[str]:
    """The periods that are due."""
    return [period.key for _, period in due([subscription], lambda _: taken, now)]


def test_a_digest_is_due_from_its_day_and_time_on() -> None:
    assert keys(QUARTERLY, moment(2022, 1, 10, 8, 59)) == []
    assert keys(QUARTERLY, moment(2022, 1, 10, 9)) == ["2021Q3"]


def test_what_was_missed_is_made_up_for_by_the_latest_alone() -> None:
    assert keys(QUARTERLY, moment(2022, 11, 3)) == ["2022Q2"]


def test_what_was_due_before_it_began_or_was_taken_up_again_is_not() -> None:
    assert keys(replace(QUARTERLY, since=moment(2022, 1, 10, 9)), moment(2022, 2, 1)) == []


def test_a_paused_subscription_rests() -> None:
    assert keys(replace(QUARTERLY, paused=Pause.ASKED), moment(2022, 2, 1)) == []


def test_a_subscription_that_is_changed_just_when_it_is_due_is_not_passed_over() -> None:
    now = moment(2022, 1, 10, 9, 1)
    changed = replace(QUARTERLY, language=Language.ENGLISH, since=now)
    assert keys(kept_on(changed, [QUARTERLY]), now) == ["2021Q3"]
    assert kept_on(changed, [replace(QUARTERLY, paused=Pause.ASKED)]).since == now
    assert kept_on(replace(changed, schedule=replace(QUARTERLY.schedule, day=5)), [QUARTERLY]).since == now


@given(st.lists(st.timedeltas(timedelta(days=-40), timedelta(days=120)), max_size=20))
def test_with_the_clock_moved_to_and_fro_no_period_is_due_twice_and_the_latest_is_never_missed(moves: list[timedelta]) -> None:
    now, taken, posted = QUARTERLY.since, set(), []
    for move in moves:
        now += move
        for _, period in due([QUARTERLY], lambda _: taken, now):
            taken.add(("C1", period))
            posted.append(period.key)
        latest = QUARTERLY.schedule.latest(now)
        assert ("C1", latest) in taken or QUARTERLY.schedule.due(latest, TOKYO) <= QUARTERLY.since
    assert len(posted) == len(set(posted))
