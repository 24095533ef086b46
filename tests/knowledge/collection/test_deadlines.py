"""When an item is reminded of: working days only, so often at most, never before it was asked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.collection.deadlines import AT, Deadline, exhausted, step_due, working_days_after, working_days_before
from knowledge.notation.working_days import is_working_day
from tests.conftest import TOKYO

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
MOST = st.integers(0, 5)
DEADLINES = st.builds(
    lambda since, wait, promised: Deadline(since + timedelta(wait), since, promised), DAYS, st.integers(0, 120), st.booleans()
)


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), TOKYO)


@given(DEADLINES, MOST)
def test_the_steps_are_rising_working_days_and_the_head_hears_after_the_deadline(deadline: Deadline, most: int) -> None:
    days = deadline.steps(most)
    assert len(days) == most + 1
    assert all(is_working_day(day) for day in days)
    assert all(earlier < later for earlier, later in pairwise(days))
    assert deadline.since < days[0]
    assert days[-1] > deadline.day
    assert not deadline.promised or days[0] >= deadline.day


@given(DAYS, st.integers(1, 15))
def test_working_days_are_counted_both_ways(day: date, number: int) -> None:
    after, before = working_days_after(day, number), working_days_before(day, number)
    assert sum(is_working_day(day + timedelta(n)) for n in range(1, (after - day).days + 1)) == number
    assert sum(is_working_day(before + timedelta(n)) for n in range((day - before).days)) == number


@given(DEADLINES, MOST, st.sets(st.integers(0, 220), max_size=60))
def test_whenever_a_clock_runs_nobody_is_reminded_too_often_or_on_a_day_off(
    deadline: Deadline, most: int, running: set[int]
) -> None:
    sent: list[tuple[int, date]] = []
    for day in sorted(deadline.since + timedelta(n) for n in running):
        for hour in (3, 9, 18):
            step = step_due(deadline, sent[-1][0] if sent else 0, most, at(day, hour))
            if step:
                sent.append((step, day))
    assert len(sent) <= most + 1
    assert [step for step, _ in sent] == sorted({step for step, _ in sent})
    assert all(is_working_day(day) and day > deadline.since for _, day in sent)
    assert len({day for _, day in sent}) == len(sent)


@given(DEADLINES, MOST)
def test_a_clock_that_always_runs_takes_every_step_on_its_day(deadline: Deadline, most: int) -> None:
    days, sent, day = deadline.steps(most), [], deadline.since
    while day <= days[-1]:
        assert exhausted(deadline, most, day) == (day == days[-1])
        for moment in (at(day, AT.hour - 1), at(day, AT.hour)):
            step = step_due(deadline, len(sent), most, moment)
            if step:
                assert (step, moment.hour) == (len(sent) + 1, AT.hour)
                sent.append(day)
        day += timedelta(1)
    assert tuple(sent) == days


def test_of_missed_steps_the_last_alone_is_taken() -> None:
    deadline = Deadline(date(2026, 5, 7), date(2026, 4, 1))
    assert step_due(deadline, 0, 2, at(date(2026, 5, 2))) is None  # a Saturday, and the first step was missed
    assert step_due(deadline, 0, 2, at(date(2026, 5, 8))) == 2
    assert step_due(deadline, 2, 2, at(date(2026, 5, 8))) is None
