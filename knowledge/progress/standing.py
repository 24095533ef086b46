"""An indicator with its recorded figures: the latest one, and by `rules` its achievement, expected value, gap, pace and status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.notation.when import Aggregate, is_stated
from knowledge.progress import rules
from knowledge.progress.aggregates import own_figure, so_far
from knowledge.progress.rules import NoPace, Status
from knowledge.strategy.model import Direction, Indicator


@dataclass(frozen=True)
class Standing:
    """An indicator with its recorded series (sorted by year, one value a year), as of a day.

    `earlier` tells that later values were left out, so that the last of the series need not be the latest there is.
    """

    indicator: Indicator
    series: tuple[Measurement, ...]
    today: date
    earlier: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, indicator: Indicator, series: Iterable[Measurement], today: date) -> Standing:
        """The standing that a series in any order gives."""
        if indicator.fiscal:
            series = (replace(measurement, year=indicator.dated(measurement.year)) for measurement in series)
        return cls(indicator, tuple(sorted(series, key=lambda measurement: measurement.year)), today)

    @cached_property
    def since(self) -> tuple[Measurement, ...]:
        """What counts for progress: what was recorded after the baseline's year, or in the term over which it is added up."""
        indicator, term = self.indicator, self.indicator.term
        if indicator.aggregate and term:
            return tuple(m for m in self.series if term.first <= m.year <= term.last)
        start = indicator.baseline.year if is_stated(indicator.baseline.year) else 0
        return tuple(m for m in self.series if m.year > start)

    @cached_property
    def latest(self) -> Measurement | None:
        """The latest value after the baseline's year; for a milestone, the one that records its target.

        Of what is added up or averaged over a term, the total or the mean so far, of the last year that counts.
        """
        if self.indicator.direction is Direction.MILESTONE:
            wanted = self.indicator.target.wording
            return next((m for m in reversed(self.since) if m.wording in (wanted.ja, wanted.en)), None)
        return so_far(self.indicator, self.since) if self.since else None

    @property
    def latest_of_year(self) -> Measurement | None:
        """The last counted year's own figure, where the latest value is a total or a mean; else None."""
        return own_figure(self.indicator, self.since) if self.indicator.aggregate and self.since else None

    @property
    def missing_years(self) -> tuple[int, ...]:
        """The years of the term up to the last one counted that nothing is recorded of, where they are added up or averaged."""
        term, counted = self.indicator.term, {m.year for m in self.since}
        if not (self.indicator.aggregate and term and counted) or self.indicator.cumulative:
            return ()
        return tuple(year for year in range(term.first, max(counted)) if year not in counted)

    def total_to(self, year: int) -> Standing | None:
        """The standing of a year whose figure is recorded as the total so far, and not as its own; None of any other year."""
        recorded_so = self.indicator.cumulative and self.indicator.aggregate is Aggregate.TOTAL
        return self.up_to(year) if recorded_so and any(m.year == year for m in self.since) else None

    def in_year(self, year: int) -> Measurement | None:
        """What was recorded for a year."""
        return next((m for m in self.series if m.year == year), None)

    @property
    def values(self) -> dict[int, Quantity]:
        """Every number known, by year: the document's baseline and what was recorded."""
        known: dict[int, Quantity] = {}
        baseline = self.indicator.baseline
        if baseline.quantity and baseline.when_aggregate is None and is_stated(baseline.year):
            known[baseline.year] = baseline.quantity
        known |= {m.year: m.quantity for m in self.series if m.quantity}
        return dict(sorted(known.items()))

    @property
    def running(self) -> dict[int, Quantity]:
        """The values that are held against the target, by year: of a total the total up to each year, else what is known."""
        if self.indicator.aggregate is not Aggregate.TOTAL:
            return self.values
        counted = self.since
        totals = ((counted[n].year, so_far(self.indicator, counted[: n + 1]).quantity) for n in range(len(counted)))
        return {year: quantity for year, quantity in totals if quantity}

    def up_to(self, year: int) -> Standing:
        """The standing with nothing recorded after a year."""
        kept = tuple(m for m in self.series if m.year <= year)
        return Standing(self.indicator, kept, self.today, earlier=len(kept) < len(self.series))

    @cached_property
    def status(self) -> Status:
        """Where the indicator stands."""
        return rules.status(self.indicator, self.latest, self.today)

    @property
    def overdue(self) -> bool:
        """Whether the target year is past."""
        return self.today.year > self.indicator.target.year

    @property
    def stale(self) -> bool:
        """Whether the latest value's year ended more than a year ago."""
        return self.latest is not None and self.today > date(self.latest.year + 1, 12, 31)

    @property
    def achievement(self) -> Decimal | None:
        """The achievement of the latest value; None where there is no ratio or no value."""
        amount = self.latest.amount if self.latest else None
        return None if amount is None else rules.achievement(self.indicator, amount)

    @property
    def verdict(self) -> str | None:
        """The plan's own word for the achievement; None where it has none, or there is no achievement."""
        share = self.achievement
        return None if share is None else self.indicator.evaluation.verdict(share)

    @cached_property
    def expected(self) -> Decimal | None:
        """The expected value in the latest value's year."""
        return rules.expected(self.indicator, self.latest.year) if self.latest else None

    @property
    def basis(self) -> tuple[Decimal, int] | None:
        """The value and year that gap and pace start from: the latest, or the baseline where nothing is recorded since."""
        if self.latest and self.latest.amount is not None:
            return self.latest.amount, self.latest.year
        baseline, term = self.indicator.baseline, self.indicator.term
        if self.indicator.aggregate is Aggregate.TOTAL and term:
            return Decimal(0), term.first - 1
        return None if baseline.amount is None else (baseline.amount, baseline.year)

    @property
    def gap(self) -> Decimal | None:
        """Target minus latest, or minus baseline where nothing is recorded."""
        return rules.gap(self.indicator, self.basis[0]) if self.basis else None

    @property
    def required_pace(self) -> Decimal | NoPace:
        """The change per year still needed, or why there is none: none either where the target year is past."""
        pace = rules.required_pace(self.indicator, *self.basis) if self.basis else NoPace.NO_NUMBER
        return NoPace.NO_YEARS_LEFT if self.overdue and not isinstance(pace, NoPace) else pace
