"""What words say of the period that a digest is to cover: 先月, last week, 2021年10月, October 2021, 令和3年度第3四半期, 2021Q3."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from knowledge.digest.request_text import RequestText, month_names, request_data, whole
from knowledge.notation.period import Cadence, Period
from knowledge.notation.years import FISCAL_YEAR_STARTS, read_year


def read_period(text: RequestText, today: date) -> Period | None:
    """The period that is named; what names none that there is, and a second one, are refused."""
    patterns = request_data()["pattern"]
    named = text.read(patterns["period"], lambda found: Period.read(found[0]))
    named += text.read(patterns["named_period"], _named)
    words = sorted(request_data()["relative_period"].items(), key=lambda pair: -len(pair[0]))
    named += [period for word, key in words for period in text.read([whole(word)], partial(_relative, key, today))]
    return text.only(named)


def _relative(key: str, today: date, found: re.Match[str]) -> Period:
    """The period that is so many before the present one, as in `monthly -1`."""
    del found
    cadence, _, offset = key.partition(" ")
    period = Period.holding(Cadence(cadence), today)
    for _ in range(-int(offset)):
        period = period.previous
    return period


def _named(found: re.Match[str]) -> Period | None:
    """The quarter, month or day of a year, which is a fiscal one where that is said; None where there is none."""
    part = found.groupdict()
    year = read_year(part["year"])
    if year is None:
        return None
    if part.get("quarter"):
        return Period.read(f"{year}Q{part['quarter']}")
    month = int(part.get("month") or 0) or month_names()[part["name"]]
    year += bool(part.get("fiscal")) and month < FISCAL_YEAR_STARTS
    return Period.read(f"{year}-{month}-{part['day']}" if part.get("day") else f"{year}-{month}")
