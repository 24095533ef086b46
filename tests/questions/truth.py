"""What is true of the packaged city, computed apart from the code under test: from the strategy file's text and the sample."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml

from knowledge.answer.model import Fact

ROOT = Path(__file__).parents[2]
POWERS = {"億": 10**8, "万": 10**4, "": 1}
NUMBER = re.compile(r"約?\s*([\d,]+(?:\.\d+)?)\s*(億|万|)")
RATIOS = ("increase",)  # the directions of this city that have an achievement, an expected value and a pace


def number(written: str) -> Fraction | None:
    """The number that a value is written as; None for words."""
    found = NUMBER.match(written)
    return Fraction(found[1].replace(",", "")) * POWERS[found[2]] if found else None


@dataclass
class Truth:
    """All that can be said of one indicator."""

    words: dict[str, set[str | None]]  # what may be said in a field of words: its goal, its unit, its name
    direction: str
    baseline: tuple[int, Fraction | None]
    target: tuple[int, Fraction | None]
    series: dict[int, Fraction | None] = field(default_factory=dict)

    def values(self) -> dict[int, Fraction | None]:
        """Every known value by its year."""
        return {self.baseline[0]: self.baseline[1], **self.series}

    def since(self) -> dict[int, Fraction | None]:
        """What was recorded after the baseline."""
        return {year: value for year, value in self.series.items() if year > self.baseline[0]}

    def line(self, year: int) -> Fraction:
        """The straight line from the baseline to the target."""
        (start, low), (end, high) = self.baseline, self.target
        assert low is not None
        assert high is not None
        return low + (high - low) * Fraction(min(year, end) - start, end - start)

    def judged(self, year: int) -> str:
        """The status by the value of that year."""
        value, target = self.values()[year], self.target[1]
        if self.direction == "relative":
            return "not_computable"
        if not self.since():
            return "no_data"
        if self.direction == "milestone":
            return "achieved"
        assert value is not None
        assert target is not None
        if value >= target:
            return "achieved"
        return "on_track" if self.direction in RATIOS and value >= self.line(year) else "behind"

    def holds(self, fact: Fact) -> bool:
        """Whether a fact about the indicator is true."""
        stated = None if fact.value is None else fact.value
        if fact.field in self.words:
            return stated in self.words[fact.field]
        if fact.field == "status":
            return stated in {self.judged(year) for year in (self.since() or [self.baseline[0]])}
        if stated is None:
            return fact.field not in ("latest", "measured") or self.values().get(fact.year or 0, Fraction(1)) is None
        return any(close(Fraction(stated), true) for true in self.true(fact.field, fact.year))

    def true(self, name: str, year: int | None) -> Iterator[Fraction]:
        """The true values of a numeric field, in the year of the fact where it has one."""
        known = {y: value for y, value in self.values().items() if value is not None}
        if name in ("baseline", "target"):
            stated_in, value = getattr(self, name)
            yield from [value] if value is not None and year in (None, stated_in) else []
        elif name == "year":
            yield Fraction(self.target[0])
        elif name in ("latest", "measured"):
            latest = max(self.since(), default=None)
            yield from [known[year]] if year in known and (name == "measured" or year == latest) else []
        elif name == "change":
            yield from (known[year] - value for y, value in known.items() if year in known and y < year)
            planned, start = self.target[1], self.baseline[1]
            yield from [planned - start] if year == self.target[0] and planned is not None and start is not None else []
        elif self.target[1] is not None:
            yield from self.progress(name, known if year is None else {y: v for y, v in known.items() if y == year})

    def progress(self, name: str, known: dict[int, Fraction]) -> Iterator[Fraction]:
        """Gap, achievement, expected value and pace, from each of the known values."""
        (start, low), (end, high) = self.baseline, self.target
        assert high is not None
        for year, value in known.items():
            if name == "gap":
                yield from (high - value, value - high) if self.direction == "floor" else (high - value,)
            elif low is None or self.direction not in RATIOS:
                return
            elif name == "achievement":
                yield 100 * (value - low) / (high - low)
            elif name == "required_pace" and value < high and year < end:
                yield (high - value) / (end - year)
        if name == "expected" and low is not None and self.direction in RATIOS:
            yield from (self.line(year) for year in range(start, end + 1))


def close(stated: Fraction, true: Fraction) -> bool:
    """Whether a stated number is the true one, rounded no further than the contract lets it be."""
    exact = Decimal(true.numerator) / Decimal(true.denominator)
    return stated == true or (abs(stated - true) <= max(Fraction(6, 100), abs(true) / 1000) and exact != exact.to_integral_value())


@cache
def truths() -> dict[str, Truth]:
    """The truth about every indicator, by its id."""
    file = yaml.safe_load((ROOT / "knowledge/data/koriyama.yaml").read_text(encoding="utf-8"))
    found: dict[str, Truth] = {}
    for goal in file["strategy"]["goals"]:
        for part in goal["indicators"]:
            unit = (part["unit"] or {}).get("ja")
            words = {"goal": {f"city.goal.{goal['number']}"}, "unit": {unit}, "name": set(part["name"].values())}
            points = []
            for point in (part["baseline"], part["target"]):
                amount = point.get("amount", point["value"])
                points.append((int(point["year"]), number(str(amount))))
            found[part["id"]] = Truth(words, part["direction"], points[0], points[1])
    with (ROOT / "tests/sample-measurements.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found[row["indicator"]].series[int(row["year"])] = number(row["value"])
    return found


def false_facts(facts: tuple[Fact, ...]) -> list[Fact]:
    """The facts about indicators that are not true."""
    return [fact for fact in facts if fact.subject in truths() and not truths()[fact.subject].holds(fact)]
