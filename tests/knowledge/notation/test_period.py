"""Quarters, months and weeks, at year ends, on leap days, in months of every length, and with a clock that is moved."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import TOKYO
from knowledge.notation.period import DAY, Cadence, Period
from knowledge.notation.schedule import Schedule, longest_day

cadences = st.sampled_from(Cadence)
days = st.dates(date(1990, 1, 1), date(2190, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.builds(datetime.combine, days, st.times(), st.just(TOKYO))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """A schedule of any cadence, day and time."""
    cadence = draw(cadences)
    return Schedule(cadence, draw(st.integers(1, longest_day(cadence))), draw(times))


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2021Q1", date(2021, 4, 1), date(2021, 6, 30)),
        ("2021Q2", date(2021, 7, 1), date(2021, 9, 30)),
        ("2021Q3", date(2021, 10, 1), date(2021, 12, 31)),
        ("2021Q4", date(2022, 1, 1), date(2022, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2021-W01", date(2021, 1, 4), date(2021, 1, 10)),
    ],
)
def test_a_period_is_named_by_its_key(key: str, first: date, last: date) -> None:
    period = Period.read(key)
    assert period
    assert (period.key, period.first, period.last) == (key, first, last)


@pytest.mark.parametrize("text", ["", "2021", "2021Q0", "2021Q5", "2021-13", "2021-00", "2021-W54", "2019-W53", "Q3", "2021Q3x"])
def test_anything_else_is_no_period(text: str) -> None:
    assert Period.read(text) is None


def test_a_key_is_read_however_it_is_cased() -> None:
    assert Period.read(" 2021q3 ") == Period.read("2021Q3")


@given(cadences, days)
def test_every_day_lies_in_exactly_one_period(cadence: Cadence, day: date) -> None:
    period = Period.holding(cadence, day)
    assert period.first <= day <= period.last
    assert Period.holding(cadence, period.first) == period == Period.holding(cadence, period.last)
    assert period.next.first == period.last + DAY
    assert period.next.previous == period


@given(cadences, days)
def test_a_key_names_one_period(cadence: Cadence, day: date) -> None:
    period = Period.holding(cadence, day)
    assert Period.read(period.key) == period
    assert period.key != period.next.key


@given(days)
def test_a_quarter_lies_within_one_fiscal_year_and_is_three_months_long(day: date) -> None:
    quarter = Period.holding(Cadence.QUARTERLY, day)
    assert date(quarter.year, 4, 1) <= quarter.first <= quarter.last <= date(quarter.year + 1, 3, 31)
    assert 1 <= quarter.number <= 4
    assert 90 <= (quarter.last - quarter.first).days + 1 <= 92


@given(schedules(), days)
def test_a_digest_is_due_after_its_period_and_before_the_next_one_is(schedule: Schedule, day: date) -> None:
    period = Period.holding(schedule.cadence, day)
    due = schedule.due(period, TOKYO)
    assert period.last < due.date() <= period.next.last
    assert due < schedule.due(period.next, TOKYO)


@given(schedules(), moments)
def test_the_latest_due_is_due_and_the_next_is_not(schedule: Schedule, now: datetime) -> None:
    latest = schedule.latest(now)
    assert schedule.due(latest, TOKYO) <= now < schedule.due(latest.next, TOKYO) == schedule.upcoming(now)


@given(schedules(), moments, st.timedeltas(timedelta(days=-900), timedelta(days=900)))
def test_a_clock_moved_and_moved_back_finds_the_same_period_due(schedule: Schedule, now: datetime, moved: timedelta) -> None:
    before = schedule.latest(now)
    elsewhere = schedule.latest(now + moved)
    assert (elsewhere.first >= before.first) == (moved >= timedelta(0)) or elsewhere == before
    assert schedule.latest(now + moved - moved) == before


@given(schedules(), moments)
def test_what_is_due_does_not_hang_on_the_zone_that_a_moment_is_written_in(schedule: Schedule, now: datetime) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=9)))
    assert schedule.latest(elsewhere) == schedule.latest(now)


@pytest.mark.parametrize(
    ("period", "day", "due"),
    [
        ("2021Q4", 31, date(2022, 4, 30)),  # April has 30 days
        ("2021Q3", 31, date(2022, 1, 31)),
        ("2024-01", 31, date(2024, 2, 29)),  # a leap year's February
        ("2023-01", 31, date(2023, 2, 28)),
        ("2023-12", 1, date(2024, 1, 1)),
        ("2020-W53", 7, date(2021, 1, 10)),
    ],
)
def test_the_last_day_is_the_months_last_where_the_month_is_shorter(period: str, day: int, due: date) -> None:
    found = Period.read(period)
    assert found
    assert Schedule(found.cadence, day, time(9)).due(found, TOKYO) == datetime.combine(due, time(9), TOKYO)
