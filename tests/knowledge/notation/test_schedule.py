"""When digests come: at year ends, on leap days, over holidays, in months of every length, and with a clock that is moved."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import TOKYO
from knowledge.notation.period import DAY, Cadence, Period
from knowledge.notation.schedule import LAST_DAY, ORDINALS, WEEKDAYS, Holidays, Schedule
from knowledge.notation.working_days import is_holiday, is_working_day, working_day_from, working_day_until

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.builds(datetime.combine, days, st.times(), st.just(TOKYO))
NINE = time(9)


@st.composite
def schedules(draw: st.DrawFn, rules: tuple[Holidays, ...] = tuple(Holidays)) -> Schedule:
    """A schedule of any cadence, day, time and rule for holidays."""
    cadence, at, holidays = draw(st.sampled_from(Cadence)), draw(times), draw(st.sampled_from(rules))
    weekday = draw(st.sampled_from(WEEKDAYS))
    if cadence is Cadence.DAILY:
        weekdays = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
        return Schedule(cadence, 1, at, tuple(sorted(weekdays)), holidays=holidays)
    if cadence is Cadence.WEEKLY:
        return Schedule(cadence, weekday, at, holidays=holidays)
    ordinal = draw(st.none() | st.sampled_from(ORDINALS))
    return Schedule(cadence, weekday if ordinal else draw(st.integers(1, LAST_DAY)), at, (), ordinal, holidays)


def moment(schedule: Schedule, period: Period) -> datetime:
    """When a digest is due that is due."""
    due = schedule.due(period, TOKYO)
    assert due
    return due


@given(schedules((Holidays.KEEP,)), days)
def test_a_digest_is_due_after_its_period_and_before_the_next_one_is(schedule: Schedule, day: date) -> None:
    period = Period.holding(schedule.cadence, day)
    due, following = schedule.due(period, TOKYO), schedule.due(period.next, TOKYO)
    if due:
        assert period.last < due.date() <= period.next.last
    assert due is None or following is None or due < following


@given(schedules(), moments)
def test_the_latest_due_is_due_and_the_next_is_not(schedule: Schedule, now: datetime) -> None:
    latest, upcoming = schedule.latest(now), schedule.upcoming(now)
    assert moment(schedule, latest) <= now < upcoming
    if schedule.holidays is not Holidays.SKIP:  # a first of January that is skipped is a holiday in every year
        assert upcoming - moment(schedule, latest) < timedelta(days=200)


@given(schedules(), moments)
def test_a_digest_comes_on_a_day_that_was_named_or_that_its_rule_moves_it_to(schedule: Schedule, now: datetime) -> None:
    due = schedule.upcoming(now)
    assert due.timetz() == schedule.at.replace(tzinfo=TOKYO)
    if schedule.holidays is not Holidays.KEEP:
        named = schedule.ordinal is not None or schedule.cadence in (Cadence.WEEKLY, Cadence.DAILY)
        assert is_working_day(due.date()) or (named and due.isoweekday() > 5 and not is_holiday(due.date()))
    if schedule.holidays in (Holidays.KEEP, Holidays.SKIP) and schedule.cadence is Cadence.DAILY:
        assert due.isoweekday() in schedule.weekdays
    if schedule.holidays in (Holidays.KEEP, Holidays.SKIP) and schedule.cadence is Cadence.WEEKLY:
        assert due.isoweekday() == schedule.day


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


@given(st.sampled_from((Cadence.MONTHLY, Cadence.QUARTERLY)), st.sampled_from(ORDINALS), st.sampled_from(WEEKDAYS), days)
def test_the_nth_weekday_of_a_month_is_that(cadence: Cadence, ordinal: int, weekday: int, day: date) -> None:
    period = Period.holding(cadence, day)
    due = moment(Schedule(cadence, weekday, NINE, (), ordinal), period).date()
    of_month = [each for n in range(31) if (each := period.next.first + DAY * n).month == period.next.first.month]
    fitting = [each for each in of_month if each.isoweekday() == weekday]
    assert due == fitting[ordinal - 1 if ordinal > 0 else ordinal]


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
    assert moment(Schedule(found.cadence, day, NINE), found) == datetime.combine(due, NINE, TOKYO)


@pytest.mark.parametrize(
    ("period", "schedule", "due"),
    [
        ("2026-11", Schedule(Cadence.MONTHLY, 31, NINE, holidays=Holidays.NEXT), date(2027, 1, 4)),  # over New Year
        ("2026-11", Schedule(Cadence.MONTHLY, 31, NINE, holidays=Holidays.PREVIOUS), date(2026, 12, 28)),
        ("2026-04", Schedule(Cadence.MONTHLY, 3, NINE, holidays=Holidays.NEXT), date(2026, 5, 7)),  # the Golden Week
        ("2026-04", Schedule(Cadence.MONTHLY, 5, NINE, holidays=Holidays.SKIP), None),
        ("2026-08", Schedule(Cadence.MONTHLY, 1, NINE, (), 3, Holidays.NEXT), date(2026, 9, 24)),  # 国民の休日 between two holidays
        ("2026-W38", Schedule(Cadence.WEEKLY, 6, NINE, holidays=Holidays.NEXT), date(2026, 9, 26)),  # a Saturday was meant
        ("2026-09-20", Schedule(Cadence.DAILY, 1, NINE, (1, 2, 3, 4, 5), holidays=Holidays.SKIP), None),
        ("2026-09-23", Schedule(Cadence.DAILY, 1, NINE, (1, 2, 3, 4, 5), holidays=Holidays.SKIP), date(2026, 9, 24)),
        ("2026-09-25", Schedule(Cadence.DAILY, 1, NINE, (1, 2, 3, 4, 5)), None),  # Saturday is none of the days
    ],
)
def test_holidays_move_or_drop_a_digest_as_its_rule_says(period: str, schedule: Schedule, due: date | None) -> None:
    found = Period.read(period)
    assert found
    assert schedule.due(found, TOKYO) == (datetime.combine(due, NINE, TOKYO) if due else None)


def test_working_days_are_those_of_the_calendar() -> None:
    year = [date(2026, 1, 1) + DAY * n for n in range(365)]
    closed = [day.isoformat()[5:] for day in year if day.weekday() < 5 and not is_working_day(day)]
    assert closed == [
        "01-01",
        "01-02",
        "01-12",
        "02-11",
        "02-23",
        "03-20",
        "04-29",
        "05-04",
        "05-05",
        "05-06",
        "07-20",
        "08-11",
        "09-21",
        "09-22",
        "09-23",
        "10-12",
        "11-03",
        "11-23",
        "12-29",
        "12-30",
        "12-31",
    ]


@given(days)
def test_the_nearest_working_days_are_the_nearest(day: date) -> None:
    after, before = working_day_from(day), working_day_until(day)
    assert before <= day <= after
    assert is_working_day(before)
    assert is_working_day(after)
    assert [d for n in range((after - before).days - 1) if is_working_day(d := before + DAY * (n + 1)) and d != day] == []
