"""When an item is reminded of: on working days of Japanese offices, so often at most, then the owner's head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from knowledge.notation.working_days import is_working_day, working_day_from

BEFORE = 2  # working days from the first reminder to the round's due day
BETWEEN = 2  # working days from one reminder to the next
AT = time(9)  # from when on somebody is reminded on the day itself
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when an item is to be answered, and since when that is known.

    `promised` where the owner named the day itself: then nobody is reminded before it.
    """

    day: date
    since: date
    promised: bool = False

    def steps(self, most: int) -> tuple[date, ...]:
        """The days of so many reminders, and after them the day on which the owner's head is told: rising working days.

        >>> Deadline(date(2026, 5, 7), date(2026, 4, 1)).steps(2)  # 3 to 6 May are holidays
        (datetime.date(2026, 4, 30), datetime.date(2026, 5, 7), datetime.date(2026, 5, 11))
        """
        first = working_day_from(self.day) if self.promised else working_days_before(self.day, BEFORE)
        first = max(first, working_days_after(self.since, 1))
        days = list(_every(first, BETWEEN, most))
        last = max(working_days_after(days[-1], BETWEEN) if days else first, working_days_after(self.day, 1))
        return (*days, last)


def working_days_after(day: date, number: int) -> date:
    """The nth working day after a day."""
    for _ in range(number):
        day = working_day_from(day + _DAY)
    return day


def working_days_before(day: date, number: int) -> date:
    """The nth working day before a day."""
    for _ in range(number):
        day -= _DAY
        while not is_working_day(day):
            day -= _DAY
    return day


def _every(first: date, apart: int, number: int) -> Iterator[date]:
    day = first
    for _ in range(number):
        yield day
        day = working_days_after(day, apart)


def step_due(deadline: Deadline, sent: int, most: int, now: datetime) -> int | None:
    """The step that is due now, as 1, 2, …, `most` + 1 for the head; None where none is, or `sent` reached it already.

    Of several steps that were missed, because no process ran, the last one alone is due. Nothing is due on a day off.
    """
    today = now.date()
    if not is_working_day(today):
        return None
    days = deadline.steps(most)
    if today in days and now.time() < AT:
        return None
    reached = sum(day <= today for day in days)
    return reached if reached > sent else None


def exhausted(deadline: Deadline, most: int, today: date) -> bool:
    """Whether reminders are over, so that the digest tells of the item."""
    return today >= deadline.steps(most)[-1]
