"""Working days of Japanese offices: no Saturday, Sunday or national holiday, and none of the days around New Year.

The days of 29 December to 3 January are holidays of municipalities by the Local Autonomy Act, article 4-2.
"""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5
_NEW_YEAR = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})  # month and day


def is_working_day(day: date) -> bool:
    """Whether offices are open.

    >>> [is_working_day(date(2026, 9, day)) for day in (18, 19, 21, 22, 23, 24)]
    [True, False, False, False, False, True]
    """
    return day.weekday() < _SATURDAY and not is_holiday(day)


def is_holiday(day: date) -> bool:
    """Whether it is a national holiday or one of the days around New Year, be it a weekend or not."""
    import jpholiday

    return (day.month, day.day) in _NEW_YEAR or bool(jpholiday.is_holiday(day))


def working_day_from(day: date) -> date:
    """The day itself, or the next working day.

    >>> working_day_from(date(2026, 12, 29))
    datetime.date(2027, 1, 4)
    """
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_until(day: date) -> date:
    """The day itself, or the working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day
