"""Date formats of spreadsheets: what a day shows under one, in the western calendar and in Japanese eras."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from babel.dates import format_date

from knowledge.notation.time_tables import calendar

DATE_LETTERS = r"y+|m+|d+|g+|e+|a{3,4}|h+|s+|am/pm"
_HALF_DAY = 12


def shown_date(moment: datetime, pieces: Sequence[tuple[str, bool]]) -> str:
    """A moment under a format's pieces, of which the second half says whether it is one of the letters for dates."""
    era = any(dated and text[0] in "gG" for text, dated in pieces)
    clock = any(dated and text.lower() == "am/pm" for text, dated in pieces)
    shown, last = "", ""
    for text, dated in pieces:
        if not dated:
            shown += text
            continue
        letters = text.lower()
        minutes = letters[0] == "m" and last == "h"
        timed = minutes or letters[0] in "hs" or letters == "am/pm"
        shown += _time(letters, moment, clock=clock) if timed else _day(letters, moment, era=era)
        last = letters[0]
    return shown


def _time(letters: str, moment: datetime, *, clock: bool) -> str:
    if letters == "am/pm":
        return "AM" if moment.hour < _HALF_DAY else "PM"
    hour = (moment.hour - 1) % _HALF_DAY + 1 if clock else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}[letters[0]]
    return f"{number:0{min(len(letters), 2)}}"


def _day(letters: str, moment: datetime, *, era: bool) -> str:
    kind, length = letters[0], len(letters)
    if kind == "g":
        return _era_name(moment, length)
    if kind == "e":
        return f"{_era_year(moment):0{length}}" if era else str(moment.year)
    if kind == "y":
        return f"{moment.year % 100:02}" if length <= 2 else str(moment.year)
    if kind == "a":
        return str(format_date(moment, "EEEEE" if length == 3 else "EEEE", locale="ja"))
    if length > 2:
        return str(format_date(moment, {"m": "MMM", "d": "EEE"}[kind] + ("M" if kind == "m" else "E") * (length > 3), locale="en"))
    return f"{moment.month if kind == 'm' else moment.day:0{length}}"


def _era_name(moment: datetime, length: int) -> str:
    """The era as one, two or three `g` show it: R, its first character, its name; the western year stands without one."""
    era = calendar().era_on(moment.date())
    if era is None:
        return ""
    return {1: era.english[0], 2: era.japanese[0]}.get(length, era.japanese)


def _era_year(moment: datetime) -> int:
    era = calendar().era_on(moment.date())
    return moment.year - era.first + 1 if era else moment.year
