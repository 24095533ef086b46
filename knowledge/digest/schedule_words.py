"""What words say of the days and the time at which digests come.

Whoever says two times, days or cadences, or such as make no sense together, gets neither of them unasked: they are refused, and the
form opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from knowledge.digest.request_text import RequestText, request_data, whole
from knowledge.notation.period import Cadence
from knowledge.notation.schedule import LAST_DAY, WEEKDAYS, Holidays, Schedule

WORKING_WEEK = WEEKDAYS[:5]
USUAL = {  # where nothing else is said: a working day on which the last period's figures may be there, in the morning
    Cadence.QUARTERLY: Schedule(Cadence.QUARTERLY, 10, time(9)),
    Cadence.MONTHLY: Schedule(Cadence.MONTHLY, 5, time(9)),
    Cadence.WEEKLY: Schedule(Cadence.WEEKLY, 1, time(9)),
    Cadence.DAILY: Schedule(Cadence.DAILY, 1, time(9), WORKING_WEEK, holidays=Holidays.SKIP),
}
_NOON = 12
_SMALL_HOURS = range(1, 7)  # said without the half of the day, they may be those of the afternoon


@dataclass(frozen=True, slots=True)
class Days:
    """The days that were said: of the week, of the month, or the nth weekday of a month."""

    weekdays: tuple[int, ...] = ()
    day: int | None = None
    ordinal: int | None = None
    holidays: Holidays | None = None  # that goes without saying: working days heed holidays


@dataclass(frozen=True, slots=True)
class ScheduleWords:
    """What was said; None where it was not."""

    cadence: Cadence | None = None
    days: Days | None = None
    at: time | None = None
    holidays: Holidays | None = None

    @property
    def scheduled(self) -> bool:
        """Whether more than how often was said: days, a time, or what holidays do to them."""
        return any((self.days, self.at, self.holidays))

    def schedule(self, usual: Schedule | None = None) -> Schedule:
        """When digests come: as said, and else as `usual`."""
        found = usual or USUAL[self.cadence or Cadence.QUARTERLY]
        if self.days:
            daily = found.cadence is Cadence.DAILY
            found = replace(
                found,
                day=1 if daily else self.days.day or self.days.weekdays[0],
                weekdays=self.days.weekdays if daily else (),
                ordinal=self.days.ordinal,
                holidays=self.days.holidays or Holidays.KEEP,
            )
        return replace(found, at=self.at or found.at, holidays=self.holidays or found.holidays)


def read_schedule(text: RequestText) -> ScheduleWords:
    """What a text says of it; what was read is taken out of the text, and what cannot be kept is refused there."""
    month_ends = _working_days_of_month(text)
    holidays = text.only(_holidays(text))
    at = text.only(_times(text))
    cadence = text.only([Cadence(key) for key in text.words(request_data()["cadence"])])
    days = text.only([*month_ends, *_days(text)])
    if cadence is Cadence.DAILY and days is None:
        days = Days(weekdays=WEEKDAYS)
    if days:
        cadence = _agreed(cadence, days, text)
    return ScheduleWords(cadence, days, at, holidays)


def _agreed(cadence: Cadence | None, days: Days, text: RequestText) -> Cadence:
    """The cadence that goes with the days; another one that was said makes no sense with them, and is refused."""
    fitting: tuple[Cadence, ...]
    if days.ordinal:
        fitting = (Cadence.MONTHLY, Cadence.QUARTERLY)
    elif len(days.weekdays) == 1:
        fitting = (Cadence.WEEKLY,)
    elif days.weekdays:
        fitting = (Cadence.DAILY, Cadence.WEEKLY)
    else:
        fitting = (Cadence.MONTHLY, Cadence.QUARTERLY)
        if cadence is None:  # a day of each month, or of the month after a quarter?
            text.refused.append(str(days.day))
    if cadence and cadence not in fitting:
        text.refused.append(cadence)
    several = len(days.weekdays) > 1
    return cadence if cadence and cadence in fitting and not several else fitting[0]


def _working_days_of_month(text: RequestText) -> list[Days]:
    """A month's first or last working day: its first or last day, moved where that is none."""
    moved = {1: Holidays.NEXT, LAST_DAY: Holidays.PREVIOUS}
    table = {int(day): patterns for day, patterns in request_data()["working_day_of_month"].items()}
    return [Days(day=day, holidays=moved[day]) for day, patterns in table.items() for _ in text.read(patterns, _found)]


def _holidays(text: RequestText) -> list[Holidays]:
    data, found = request_data()["holidays"], []
    for rule in (Holidays.NEXT, Holidays.PREVIOUS, Holidays.SKIP):
        condition = "" if rule is Holidays.SKIP else data["if_holiday"]
        found += [rule for _ in text.read([condition + pattern for pattern in data[rule]], _found)]
    return found


def _times(text: RequestText) -> list[time]:
    patterns = request_data()["pattern"]
    return text.read(patterns["noon"], lambda _: time(_NOON)) + text.read(patterns["time"], _time)


def _time(found: re.Match[str]) -> time | None:
    """The time of day; None where there is none, or where twelve may be noon as well as midnight."""
    groups = found.groupdict()
    half, hour = groups.get("half") or groups.get("half_after"), int(found["n"])
    minute = 30 if groups.get("thirty") else int(groups.get("m") or 0)
    if not half and not groups.get("clock") and hour in _SMALL_HOURS:
        return None  # of which half of the day?
    if half:
        afternoon = half in request_data()["half"]["pm"]
        if (hour >= _NOON and not half.isascii() and not (afternoon and hour > _NOON)) or (hour > _NOON and not afternoon):
            return None
        hour = hour % _NOON + _NOON * afternoon if hour <= _NOON else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _days(text: RequestText) -> Iterator[Days]:
    """All days that a text names."""
    data, patterns = request_data(), request_data()["pattern"]
    yield from text.read(patterns["nth_weekday"], _nth)
    working = sorted(map(whole, data["working_days"]["words"]), key=len, reverse=True)
    yield from (Days(weekdays=WORKING_WEEK, holidays=Holidays.SKIP) for _ in text.read(working, _found))
    named = [*text.read(patterns["weekday_range"], _range), *text.read(patterns["weekday_list"], _list)]
    if named:
        yield Days(weekdays=tuple(sorted({day for days in named for day in days})))
    yield from (Days(day=LAST_DAY) for _ in text.read(patterns["last_day"], _found))
    yield from text.read(patterns["day"], _day_of_month)


def _found(found: re.Match[str]) -> str:
    return found[0]


def _nth(found: re.Match[str]) -> Days:
    ordinals = {word: int(key) for key, words in request_data()["ordinal"].items() for word in words}
    return Days(weekdays=(_weekday(found["weekday"]),), ordinal=ordinals[found["ordinal"]])


def _range(found: re.Match[str]) -> tuple[int, ...] | None:
    """The days from one to another; None where they go over a week's end."""
    first, last = _weekday(found["first"]), _weekday(found["last"])
    return tuple(range(first, last + 1)) if first < last else None


def _list(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(_weekday(each) for each in re.findall(request_data()["pattern"]["any_weekday"][0], found["list"]))


def _weekday(word: str) -> int:
    tables = (request_data()["weekday"], request_data()["short_weekday"])
    return next(int(key) for table in tables for key, words in table.items() if word in words)


def _day_of_month(found: re.Match[str]) -> Days | None:
    day = int(found["n"])
    return Days(day=day) if 1 <= day <= LAST_DAY else None
