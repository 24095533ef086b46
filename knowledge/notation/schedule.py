"""When the digest of a finished period is due."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum

from knowledge.notation.period import DAY, Cadence, Period
from knowledge.notation.working_days import is_holiday, is_working_day, working_day_from, working_day_until

LAST = -1  # the ordinal of a month's last weekday of a kind
ORDINALS = (1, 2, 3, 4, LAST)
LAST_DAY = 31
WEEKDAYS = (1, 2, 3, 4, 5, 6, 7)  # 1 is Monday
_WEEK = 7
_EARLIEST = 14 * DAY  # more than a run of holidays puts a digest before its day


class Holidays(StrEnum):
    """What becomes of a digest whose day is no working day (`knowledge/notation/working_days.py`)."""

    KEEP = "keep"  # it comes all the same
    NEXT = "next"  # on the next working day
    PREVIOUS = "previous"  # on the working day before
    SKIP = "skip"  # not at all


@dataclass(frozen=True, slots=True)
class Schedule:
    """When digests come.

    `day` is a day of the month after a quarter or month (31: that month's last), or of the week after a week (1 is Monday). With
    an `ordinal` it is the first to fourth (1 to 4) or last (-1) such weekday of that month. Daily digests come on `weekdays`,
    each for the day before. `at` is the time of that day.
    """

    cadence: Cadence
    day: int
    at: time
    weekdays: tuple[int, ...] = ()
    ordinal: int | None = None
    holidays: Holidays = Holidays.KEEP

    def due(self, period: Period, zone: tzinfo | None) -> datetime | None:
        """The moment at which the digest of a period is due; None where it has none."""
        nominal = self._nominal(period.next.first)
        day = nominal and self._moved(nominal)
        return datetime.combine(day, self.at, zone) if day else None

    def _moved(self, day: date) -> date | None:
        """The day on which a digest comes; whoever names a Saturday means it, unless that is a holiday besides."""
        named = self.ordinal is not None or self.cadence in (Cadence.WEEKLY, Cadence.DAILY)
        if self.holidays is Holidays.KEEP or not (is_holiday(day) if named else not is_working_day(day)):
            return day
        if self.holidays is Holidays.SKIP:
            return None
        return working_day_from(day) if self.holidays is Holidays.NEXT else working_day_until(day)

    def _nominal(self, start: date) -> date | None:
        """The day that is meant, whether offices are open or not; `start` is the first day after the period."""
        if self.cadence is Cadence.DAILY:
            return start if start.isoweekday() in self.weekdays else None
        if self.cadence is Cadence.WEEKLY:
            return start + DAY * (self.day - 1)
        last = monthrange(start.year, start.month)[1]
        if self.ordinal is None:
            return start.replace(day=min(self.day, last))
        if self.ordinal == LAST:
            end = start.replace(day=last)
            return end - DAY * ((end.isoweekday() - self.day) % _WEEK)
        return start + DAY * ((self.day - start.isoweekday()) % _WEEK + _WEEK * (self.ordinal - 1))

    def latest(self, now: datetime) -> Period:
        """The latest period whose digest is due by now."""
        period = Period.holding(self.cadence, now.date() + _EARLIEST)
        while (due := self.due(period, now.tzinfo)) is None or due > now:
            period = period.previous
        return period

    def upcoming(self, now: datetime) -> datetime:
        """The moment of the next digest after now."""
        period = self.latest(now).next
        while (due := self.due(period, now.tzinfo)) is None:
            period = period.next
        return due
