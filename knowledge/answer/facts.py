"""Facts about one indicator, each with its wording: what the document states, what was recorded, what follows from both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import ROUND_UP, Decimal

from knowledge.answer.comparison import status_word
from knowledge.answer.model import Fact, Source
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity, round_to
from knowledge.notation.units import notation
from knowledge.notation.when import Aggregate
from knowledge.progress.rules import NoPace, expected
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Entity, Indicator, Point
from knowledge.words.messages import Messages

MORE_PLACES = 2  # a pace has at most two digits more than the document's values


def _plain(amount: Decimal) -> str:
    """A decimal string without exponent and without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class FactWriter:
    """Writes the facts of one standing in one language."""

    def __init__(self, standing: Standing, words: Messages) -> None:
        self.standing = standing
        self.indicator: Indicator = standing.indicator
        self.words = words

    def _fact(self, field: str, value: str | None, text: str, *, unit: str | None = None, year: int | None = None) -> Fact:
        return Fact(subject=self.indicator.id, field=field, value=value, unit=unit, year=year, text=text)

    def _point(self, field: str, point: Point) -> Fact:
        value = point.quantity.plain if point.quantity else None
        unit = self.indicator.unit.base if point.quantity else None
        return self._fact(field, value, self.words.point(self.indicator, point), unit=unit, year=point.stated_year)

    def _amount(self, field: str, amount: Decimal, year: int | None, *, approximate: bool = False, more: int = 0) -> Fact:
        unit = self.indicator.unit
        text = self.words.amount(self.indicator, amount, approximate=approximate, more_places=more)
        return self._fact(field, self._rounded(amount, more), text, unit=unit.base, year=year)

    def _rounded(self, amount: Decimal, more: int) -> str:
        return _plain(round_to(amount, max(0, self.indicator.places + more - self.indicator.unit.exponent)))

    def _difference(self, field: str, amount: Decimal, year: int | None, *, approximate: bool = False, more: int = 0) -> Fact:
        """A difference of two values: of percentages in points."""
        base = self.indicator.unit.base
        text = self.words.difference(self.indicator, amount, approximate=approximate, more_places=more)
        return self._fact(field, self._rounded(amount, more), text, unit=notation().differences.get(base, base), year=year)

    @property
    def rough(self) -> bool:
        """Whether what follows from the target and the value it is compared with is 約, since one of them is."""
        latest = self.standing.latest
        value = latest.quantity if latest else self.indicator.baseline.quantity
        return any(quantity.approximate for quantity in (value, self.indicator.target.quantity) if quantity)

    @property
    def _rough_line(self) -> bool:
        points = (self.indicator.baseline, self.indicator.target)
        return any(point.quantity.approximate for point in points if point.quantity)

    def _measurement(self, field: str, measurement: Measurement) -> Fact:
        quantity = measurement.quantity
        text = self.words.recorded(self.indicator, measurement)
        value = quantity.plain if quantity else None
        unit = self.indicator.unit.base if quantity else None
        return self._fact(field, value, text, unit=unit, year=measurement.year)

    def target(self) -> Fact:
        """The document's target."""
        return self._point("target", self.indicator.target)

    def interim(self, years: Collection[int] = ()) -> list[Fact]:
        """The targets on the way, or those of the years given."""
        return [self._point("target", point) for point in self.indicator.interim if not years or point.year in years]

    def baseline(self) -> Fact:
        """The document's present value (現状値)."""
        return self._point("baseline", self.indicator.baseline)

    def start(self) -> Fact:
        """What gap and pace are counted from where nothing is recorded: the baseline, or of a total nothing."""
        basis = self.standing.basis
        if self.indicator.aggregate is Aggregate.TOTAL and basis:
            return self._amount("total", basis[0], None)
        return self.baseline()

    def year(self) -> Fact:
        """The target year."""
        year = self.indicator.target.year
        return self._fact("year", str(year), self.words.year(year), year=year)

    def unit(self) -> Fact:
        """The unit as the document writes it."""
        written = self.indicator.unit.written
        return self._fact("unit", written, written or self.words.say("unit.none"))

    def parent(self, parent: Entity) -> Fact:
        """What the indicator stands under."""
        return self._fact("parent", parent.id, self.words.name(parent))

    def goal(self, goal: Entity) -> Fact:
        """The goal that the indicator belongs to."""
        return self._fact("goal", goal.id, self.words.name(goal))

    def status(self) -> Fact:
        """Where the indicator stands."""
        status = self.standing.status
        year = self.standing.latest.year if self.standing.latest else None
        return self._fact("status", status, status_word(self.standing, self.words), year=year)

    def latest(self) -> Fact | None:
        """The latest value since the baseline, `measured` where later ones are left out; None where nothing was recorded since."""
        field = "measured" if self.standing.earlier else "latest"
        return self._measurement(field, self.standing.latest) if self.standing.latest else None

    def latest_of_year(self) -> Fact | None:
        """The last counted year's own figure, where the latest value is a total or a mean of several years."""
        own = self.standing.latest_of_year
        return self._measurement("measured", own) if own else None

    def total_to(self, year: int) -> tuple[Fact, Fact | None] | None:
        """The total up to a year and the year's own figure, where totals are what is recorded; None of any other year."""
        standing = self.standing.total_to(year)
        if standing is None or standing.latest is None:
            return None
        own = standing.latest_of_year
        return self._measurement("latest", standing.latest), self._measurement("measured", own) if own else None

    def measured(self, year: int) -> Fact | None:
        """The value of a year: what was recorded, or the document's where it is the baseline's year."""
        recorded = self.standing.in_year(year)
        if recorded:
            return self._measurement("measured", recorded)
        if year == self.indicator.baseline.stated_year:
            return self._point("measured", self.indicator.baseline)
        return None

    def achievement(self) -> Fact | None:
        """The achievement of the latest value, in %; None where there is none."""
        share = self.standing.achievement
        if share is None or self.standing.latest is None:
            return None
        value = _plain(round_to(share * 100, 2))
        return self._fact("achievement", value, self.words.percent(share), unit="%", year=self.standing.latest.year)

    def expected(self, year: int | None = None) -> Fact | None:
        """The value on the straight line in a year, or in the latest value's; None where there is no line."""
        at = year or (self.standing.latest.year if self.standing.latest else self.standing.today.year)
        value = expected(self.indicator, at)
        if value is None:
            return None
        fact = self._amount("expected", value, at, more=MORE_PLACES, approximate=self._rough_line)
        shown = self.words.rounded(self.indicator, value)
        rough = self._rough_line or shown != value
        return replace(fact, text=self.words.amount(self.indicator, shown, more_places=1, approximate=rough))

    def gap(self) -> Fact | None:
        """Target minus latest, or minus baseline where nothing was recorded; None where there is no number."""
        gap = self.standing.gap
        if gap is None or self.standing.basis is None:
            return None
        return self._difference("gap", gap, self.standing.basis[1], approximate=self.rough)

    def required_pace(self) -> Fact | NoPace:
        """The change per year still needed, or why there is none."""
        pace = self.standing.required_pace
        if isinstance(pace, NoPace) or self.standing.basis is None:
            return pace if isinstance(pace, NoPace) else NoPace.NO_NUMBER
        fact = self._difference("required_pace", pace, self.standing.basis[1], more=MORE_PLACES, approximate=self.rough)
        return replace(fact, text=self._needed(pace))

    def _needed(self, pace: Decimal) -> str:
        """What is needed a year, rounded up and without sign: in whole people, else with two digits more than the document's."""
        exponent, whole = self.indicator.unit.exponent, self.indicator.unit.base in notation().whole
        places = self.indicator.places + (0 if whole and not exponent else MORE_PLACES)
        step = Decimal(1).scaleb(-places)
        needed = abs(pace).scaleb(-exponent).quantize(step, rounding=ROUND_UP).scaleb(exponent)
        rough = self.rough or needed != abs(pace)
        text = self.words.difference(self.indicator, needed, more_places=MORE_PLACES, approximate=rough)
        return self.words.beside(self.indicator, text, needed)

    def change(self, first: tuple[int, Quantity], last: tuple[int, Quantity]) -> Fact:
        """The later value minus the earlier one."""
        rough = first[1].approximate or last[1].approximate
        return self._difference("change", last[1].amount - first[1].amount, last[0], approximate=rough)

    def sources(self, document: str, facts: list[Fact]) -> list[Source]:
        """The document's passage, and the source of every measurement that the facts rest on."""
        quote = [Source(document=document, section=q.section, quote=q.text) for q in self.indicator.quotes]
        derived = {"latest", "achievement", "gap", "required_pace", "change", "measured", "status"}
        years = {fact.year for fact in facts if fact.subject == self.indicator.id and fact.field in derived}
        counted = self.standing.since if self.indicator.aggregate and years else ()
        recorded = [m for m in self.standing.series if m.year in years or m in counted]
        return quote + [Source(document=source) for source in dict.fromkeys(m.source for m in recorded if m.source)]
