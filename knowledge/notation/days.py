"""Days as people write them: 2022-04-01, 2022/4/1, 2022年4月1日, 令和4年4月1日, R4.4.1."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from knowledge.notation.patterns import words_of
from knowledge.notation.quantity import normal_form
from knowledge.notation.time_tables import calendar
from knowledge.notation.years import read_year


@cache
def _pattern() -> re.Pattern[str]:
    table = calendar()
    year = "|".join(sorted(words_of("year_suffix"), key=len, reverse=True))
    after = "|".join(table.after_day)
    return re.compile(
        rf"(?P<year>[^./-]*?[0-9{table.first_of_era}])\s*(?:[./-]|{year})\s*(?P<month>[0-9]{{1,2}})\s*(?:[./-]|{table.month})"
        rf"\s*(?P<day>[0-9]{{1,2}})\s*{table.day}?\s*(?:t?[0-9:]+|\([^)]*\))?\s*(?:{after})?"
    )


def read_day(text: str) -> date | None:
    """The day that a whole text is, a time or weekday behind it left aside; None where it is anything else.

    >>> read_day("令和4年4月1日").isoformat(), read_day("R4.4.1").isoformat(), read_day("2022/4/1").isoformat()
    ('2022-04-01', '2022-04-01', '2022-04-01')
    """
    match = _pattern().fullmatch(normal_form(text))
    year = read_year(match["year"]) if match else None
    try:
        return date(year, int(match["month"]), int(match["day"])) if match and year else None
    except ValueError:
        return None
