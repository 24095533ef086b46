"""Periods that digests cover: quarters of the Japanese fiscal year, months, weeks, days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.notation.years import FISCAL_YEAR_STARTS, fiscal_year

DAY = timedelta(days=1)
_MONTHS_IN_QUARTER = 3
_KEY = re.compile(r"(\d{4})(?:q([1-4])|-w(\d\d?)|-(\d\d?)(?:-(\d\d?))?)", re.IGNORECASE)


class Cadence(StrEnum):
    """How often a digest comes."""

    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    DAILY = "daily"  # on some days of the week


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter (April to June is the first of its fiscal year), a month, a week (from Monday) or a day, by its first day."""

    cadence: Cadence
    first: date

    @classmethod
    def holding(cls, cadence: Cadence, day: date) -> Period:
        """The period that a day lies in.

        >>> Period.holding(Cadence.QUARTERLY, date(2022, 3, 31)).key
        '2021Q4'
        """
        if cadence is Cadence.DAILY:
            return cls(cadence, day)
        if cadence is Cadence.WEEKLY:
            return cls(cadence, day - DAY * day.weekday())
        month = day.month - (day.month - 1) % _MONTHS_IN_QUARTER if cadence is Cadence.QUARTERLY else day.month
        return cls(cadence, day.replace(month=month, day=1))

    @classmethod
    def read(cls, text: str) -> Period | None:
        """The period with that key; None where it is none.

        >>> [str(Period.read(key).first) for key in ("2021Q3", "2021Q4", "2021-10", "2021-W01")], Period.read("2021Q5")
        (['2021-10-01', '2022-01-01', '2021-10-01', '2021-01-04'], None)
        """
        found = _KEY.fullmatch(text.strip())
        if found is None:
            return None
        year, quarter, week, month, day = (int(part or 0) for part in found.groups())
        try:
            if week:
                return cls(Cadence.WEEKLY, date.fromisocalendar(year, week, 1))
            if quarter:
                months = FISCAL_YEAR_STARTS - 1 + _MONTHS_IN_QUARTER * (quarter - 1)
                return cls(Cadence.QUARTERLY, date(year + months // 12, months % 12 + 1, 1))
            return cls(Cadence.DAILY, date(year, month, day)) if found[5] else cls(Cadence.MONTHLY, date(year, month, 1))
        except ValueError:
            return None

    @property
    def last(self) -> date:
        """Its last day."""
        if self.cadence is Cadence.DAILY:
            return self.first
        if self.cadence is Cadence.WEEKLY:
            return self.first + 6 * DAY
        month = self.first.month + (_MONTHS_IN_QUARTER - 1 if self.cadence is Cadence.QUARTERLY else 0)
        return self.first.replace(month=month, day=monthrange(self.first.year, month)[1])

    @property
    def next(self) -> Period:
        """The period after it."""
        return Period.holding(self.cadence, self.last + DAY)

    @property
    def previous(self) -> Period:
        """The period before it."""
        return Period.holding(self.cadence, self.first - DAY)

    @property
    def year(self) -> int:
        """The year that it is counted in: a quarter's fiscal year, a month's or day's, a week's of ISO 8601."""
        if self.cadence is Cadence.QUARTERLY:
            return fiscal_year(self.first)
        return self.first.isocalendar().year if self.cadence is Cadence.WEEKLY else self.first.year

    @property
    def number(self) -> int:
        """Its number within the year, from 1."""
        if self.cadence is Cadence.DAILY:
            return self.first.timetuple().tm_yday
        if self.cadence is Cadence.QUARTERLY:
            return (self.first.month - FISCAL_YEAR_STARTS) % 12 // _MONTHS_IN_QUARTER + 1
        return self.first.isocalendar().week if self.cadence is Cadence.WEEKLY else self.first.month

    @property
    def key(self) -> str:
        """Its name in keys and commands: 2021Q3, 2021-10, 2021-W40, 2021-10-05."""
        if self.cadence is Cadence.DAILY:
            return self.first.isoformat()
        sign = {Cadence.QUARTERLY: "Q", Cadence.MONTHLY: "-", Cadence.WEEKLY: "-W"}[self.cadence]
        width = 1 if self.cadence is Cadence.QUARTERLY else 2
        return f"{self.year}{sign}{self.number:0{width}}"
