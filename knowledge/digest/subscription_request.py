"""What somebody says of the digests that they want: how often, when, in which language, of which goals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Any, TypeVar

from knowledge.notation.period import Cadence, Period
from knowledge.notation.schedule import Schedule
from knowledge.notation.units import DATA, read_toml
from knowledge.strategy.model import Kind, Language, Strategy

USUAL = {  # where nothing else is said: a working day on which the last period's figures may be there, in the morning
    Cadence.QUARTERLY: Schedule(Cadence.QUARTERLY, 10, time(9)),
    Cadence.MONTHLY: Schedule(Cadence.MONTHLY, 5, time(9)),
    Cadence.WEEKLY: Schedule(Cadence.WEEKLY, 1, time(9)),
}
LAST_DAY = 31
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SubscriptionRequest:
    """What was said; None and nothing where it was not. `goals` are ids; `unread` is what could not be made out."""

    cadence: Cadence | None = None
    day: int | None = None
    at: time | None = None
    language: Language | None = None
    goals: tuple[str, ...] = ()
    period: Period | None = None
    unread: tuple[str, ...] = ()

    @property
    def schedule(self) -> Schedule:
        """When the digests come: as said, and else as usual."""
        usual = USUAL[self.cadence or Cadence.QUARTERLY]
        return Schedule(usual.cadence, self.day or usual.day, self.at or usual.at)


class _Text:
    """What is left to be read of a text; `refused` was read, and makes no sense."""

    def __init__(self, text: str) -> None:
        self.left = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
        self.refused: list[str] = []

    def read(self, patterns: Iterable[str], value: Callable[[re.Match[str]], T | None]) -> list[T]:
        """The values of all places that a pattern fits, which are then read."""
        values: list[T] = []
        for pattern in patterns:
            while found := re.search(pattern, self.left):
                self.left = f"{self.left[: found.start()]} {self.left[found.end() :]}"
                made = value(found)
                if made is None:
                    self.refused.append(found[0].strip())
                else:
                    values.append(made)
        return values

    def words(self, table: Mapping[str, list[str]]) -> list[str]:
        """The keys of the words that stand in it, the longest words first."""
        known = sorted(((word, key) for key, words in table.items() for word in words), key=lambda pair: -len(pair[0]))
        return [key for word, key in known for _ in self.read([_whole(word)], lambda found: found)]


def _whole(word: str) -> str:
    """A word's pattern: a Latin word stands for itself alone."""
    return rf"\b{re.escape(word)}\b" if word.isascii() and word[0].isalpha() else re.escape(word)


@cache
def _data() -> dict[str, Any]:
    return read_toml(DATA / "schedule.toml")


def parse_subscription_request(text: str, strategy: Strategy) -> SubscriptionRequest:
    """What a text says of digests."""
    data, left = _data(), _Text(text)
    periods = left.read(data["pattern"]["period"], lambda found: Period.read(found[0]))
    goals = _goals(left, strategy)
    times = left.read([data["pattern"]["half"]], _half) + left.read(data["pattern"]["time"], _time)
    languages = left.words(data["language"])
    cadences = [Cadence(key) for key in left.words(data["cadence"])]
    days = _days(left, cadences[0] if cadences else Cadence.QUARTERLY)
    left.read(map(_whole, sorted(data["filler"]["words"], key=len, reverse=True)), lambda found: found)
    return SubscriptionRequest(
        cadence=cadences[0] if cadences else None,
        day=days[0] if days else None,
        at=times[0] if times else None,
        language=Language(languages[0]) if languages else None,
        goals=goals,
        period=periods[0] if periods else None,
        unread=(*left.refused, *left.left.split()),
    )


def _time(found: re.Match[str]) -> time | None:
    hour, minute = int(found["n"]), int(found.groupdict().get("m") or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _half(found: re.Match[str]) -> time | None:
    hour = int(found["n"])
    return time(hour, 30) if hour < 24 else None


def _days(left: _Text, cadence: Cadence) -> list[int]:
    """Days of the week or of the month."""
    data = _data()
    if cadence is Cadence.WEEKLY:
        return [int(key) for key in left.words(data["weekday"])]
    last = left.read(data["pattern"]["last_day"], lambda _: LAST_DAY)
    return last + left.read(data["pattern"]["day"], lambda found: int(found["n"]) if 1 <= int(found["n"]) <= LAST_DAY else None)


def _goals(left: _Text, strategy: Strategy) -> tuple[str, ...]:
    known = {goal.number: goal.id for goal in strategy.of_kind(Kind.GOAL) if not goal.national}
    left.words({"all": _data()["all"]["words"]})
    return tuple(dict.fromkeys(left.read(_data()["pattern"]["goal"], lambda found: known.get(int(found["n"])))))
