"""A digest: changes since the last one, the status of every indicator, and which are behind, due, or long without a new value.

It is a pure function of a specification (what it covers) and of the history of measurements. A digest that was posted once is
made again from the same specification: it then shows the corrections of the figures that it showed, and nothing newer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from knowledge.answer.comparison import last_step
from knowledge.answer.context import AnswerContext
from knowledge.answer.status_counts import needs_attention
from knowledge.collection.round_status import ItemStanding, RoundStanding
from knowledge.evaluation.as_of import EvaluationsAsOf
from knowledge.evaluation.none_recorded import NO_EVALUATIONS
from knowledge.evaluation.ports import EvaluationReader
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Period
from knowledge.ports import MeasurementStore, RevisionStore, TargetRevision
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.record_log import Revision
from knowledge.strategy.model import Direction, Indicator, Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages

_LATE = timedelta(days=7)  # after a period, in which its digest still tells what was recorded since


@dataclass(frozen=True, slots=True)
class DigestMark:
    """A moment in the history of measurements.

    `entry` is the number of the newest entry then made, which no moved clock can shift; None where only the time is known.
    """

    at: datetime
    entry: int | None = None

    def passed(self, revision: Revision[Measurement]) -> bool:
        """Whether the entry had been made by then."""
        return revision.recorded_at < self.at if self.entry is None else revision.entry <= self.entry


@dataclass(frozen=True, slots=True)
class DigestSpec:
    """What a digest covers: a period, and the history between two marks; `goals` is empty where it covers all."""

    period: Period
    language: Language
    since: DigestMark
    until: DigestMark
    goals: tuple[str, ...] = ()

    @property
    def told_until(self) -> DigestMark:
        """Up to where its changes go: to the mark; to the period's end where that is long past, and the next one is over too."""
        end = datetime.combine(self.period.next.first, time(), self.until.at.tzinfo)
        late = self.until.at - end > _LATE and self.until.at.date() > self.period.next.last
        return DigestMark(end) if late and self.since.at < end else self.until


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one year's value: None before where it is new, None after where it was taken back."""

    indicator: Indicator
    year: int
    before: Measurement | None
    after: Measurement | None
    on: date


class AsOf:
    """The measurements as a digest shows them: the values that were in force at a mark, in their newest correction.

    Each indicator's history is read once: what is recorded while a digest is made belongs to the next look at it.
    """

    def __init__(self, measurements: MeasurementStore, mark: DigestMark) -> None:
        self.measurements = measurements
        self.mark = mark
        self._years: dict[str, list[list[Revision[Measurement]]]] = {}

    def years(self, indicator: str) -> Sequence[Sequence[Revision[Measurement]]]:
        """Every entry about an indicator, grouped by year, oldest year first."""
        if indicator not in self._years:
            self._years[indicator] = _years(self.measurements.history(indicator))
        return self._years[indicator]

    @staticmethod
    def newest(entries: Sequence[Revision[Measurement]], mark: DigestMark) -> Measurement | None:
        """The newest value of a year that had one at the mark; None for other years, and where it was taken back."""
        return entries[-1].record if _value_at(entries, mark) else None

    def series(self, indicator: str) -> Sequence[Measurement]:
        """The values of an indicator, one a year, oldest year first."""
        return [value for entries in self.years(indicator) if (value := self.newest(entries, self.mark))]

    def history(self, indicator: str) -> Sequence[Revision[Measurement]]:
        """The entries of the years that have a value."""
        return [entry for entries in self.years(indicator) if self.newest(entries, self.mark) for entry in entries]

    def last_entry(self) -> int:
        """The number of the newest entry about any indicator."""
        return self.measurements.last_entry()


@dataclass(frozen=True, slots=True)
class Digest:
    """A specification with its content. `standings` begin with what needs attention; `corrections` came after it was posted.

    `figures` are the indicators and years whose values it shows: a correction of any other one leaves it as it is. `overdue` are
    the open collection rounds with the items that are owed although all reminders are over.
    """

    spec: DigestSpec
    context: AnswerContext
    standings: tuple[Standing, ...]
    changes: tuple[Change, ...]
    corrections: tuple[Change, ...]
    figures: frozenset[tuple[str, int]]
    overdue: tuple[tuple[RoundStanding, tuple[ItemStanding, ...]], ...] = ()

    @property
    def behind(self) -> tuple[Standing, ...]:
        """What is behind, the furthest first."""
        return tuple(standing for standing in self.standings if standing.status is Status.BEHIND)

    @property
    def deadlines(self) -> tuple[Standing, ...]:
        """What has its target within a year, the earliest first; a target is due by the end of its year."""
        today = self.context.today
        due = [s for s in self.standings if today <= date(s.indicator.target.year, 12, 31) <= a_year_after(today)]
        return tuple(sorted(due, key=lambda standing: standing.indicator.target.year))

    @property
    def silent(self) -> tuple[Standing, ...]:
        """What has had no new value for over a year, and still needs one; the baseline's counts where there is no later."""
        return tuple(standing for standing in self.standings if _silent(standing))


def _silent(standing: Standing) -> bool:
    if standing.indicator.direction is Direction.MILESTONE and standing.latest:
        return False
    latest = standing.latest.year if standing.latest else standing.indicator.baseline.year
    return standing.today > date(latest + 1, 12, 31)


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February after a leap day.

    >>> a_year_after(date(2024, 2, 29))
    datetime.date(2025, 2, 28)
    """
    leaps = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leaps else day.day)


def digest(
    spec: DigestSpec,
    strategy: Strategy,
    measurements: MeasurementStore,
    revisions: RevisionStore,
    evaluations: EvaluationReader = NO_EVALUATIONS,
) -> Digest:
    """The digest of a specification."""
    today, words = spec.until.at.date(), messages(spec.language)
    evaluated = EvaluationsAsOf(evaluations, spec.until.at)
    recorded = AsOf(measurements, spec.until)
    context = AnswerContext(strategy, recorded, _Until(revisions, today), today, words, evaluated)
    indicators = [
        as_of(indicator, revisions.revisions(indicator), today)
        for indicator in strategy.indicators
        if not spec.goals or indicator.parent in spec.goals
    ]
    standings = sorted((context.standing(indicator) for indicator in indicators), key=needs_attention)
    years = [(standing.indicator, entries) for standing in standings for entries in recorded.years(standing.indicator.id)]
    told = spec.told_until
    moved = [(i, entries) for i, entries in years if _change(i, entries, spec.since, _value_at(entries, told))]
    changes = [c for i, entries in moved if (c := _change(i, entries, spec.since, AsOf.newest(entries, told)))]
    posted = [_standing_at(standing, recorded.years(standing.indicator.id), spec.until) for standing in standings]
    figures = frozenset(
        [(standing.indicator.id, year) for standing in (*standings, *posted) for year in _years_shown(standing)]
        + [(indicator.id, entries[-1].year) for indicator, entries in moved]
    )
    corrections = [_change(i, entries, spec.until, entries[-1].record) for i, entries in years]
    return Digest(
        spec,
        context,
        tuple(standings),
        tuple(changes),
        tuple(c for c in corrections if c and c.before and (c.indicator.id, c.year) in figures),
        figures,
    )


def _standing_at(standing: Standing, years: Sequence[Sequence[Revision[Measurement]]], mark: DigestMark) -> Standing:
    """The standing of an indicator by the values that were in force at a mark."""
    values = [value for entries in years if (value := _value_at(entries, mark))]
    return Standing.of(standing.indicator, values, standing.today)


def _years_shown(standing: Standing) -> Iterable[int]:
    """The years whose values a digest's text about an indicator depends on.

    The latest, and the one before, from which the change is told; all where they are added up, averaged, or tell of a milestone.
    """
    latest = standing.latest
    if standing.indicator.direction is not Direction.MILESTONE and (latest is None or latest in standing.series):
        step = last_step(standing)
        return (*((latest.year,) if latest else ()), *((step[0],) if step else ()))
    return (value.year for value in standing.series)


def _years(history: Sequence[Revision[Measurement]]) -> list[list[Revision[Measurement]]]:
    """An indicator's entries, grouped by year."""
    years: dict[int, list[Revision[Measurement]]] = {}
    for entry in history:
        years.setdefault(entry.year, []).append(entry)
    return [entries for _, entries in sorted(years.items())]


def _value_at(entries: Sequence[Revision[Measurement]], mark: DigestMark) -> Measurement | None:
    """The value of a year that was in force at a mark."""
    passed = [entry for entry in entries if mark.passed(entry)]
    return passed[-1].record if passed else None


def _change(
    indicator: Indicator, entries: Sequence[Revision[Measurement]], since: DigestMark, after: Measurement | None
) -> Change | None:
    """What became of a year's value since a mark; None where it is the same."""
    before = _value_at(entries, since)
    same = before == after if before is None or after is None else before.same_value(after)
    return None if same else Change(indicator, entries[-1].year, before, after, entries[-1].recorded_at.date())


def as_of(indicator: Indicator, revisions: Sequence[TargetRevision], day: date) -> Indicator:
    """The indicator with the baseline and target that the strategy stated on a day."""
    for revision in reversed(revisions):  # the newest is undone first
        if revision.revised_on > day:
            before = revision.before
            of_target = revision.field == "target"
            indicator = replace(indicator, target=before) if of_target else replace(indicator, baseline=before)
    return indicator


class _Until:
    """How the strategy was revised up to a day."""

    def __init__(self, revisions: RevisionStore, day: date) -> None:
        self._revisions = revisions
        self._day = day

    def revisions(self, indicator: Indicator) -> Sequence[TargetRevision]:
        """The revisions of an indicator up to the day, oldest first."""
        return [revision for revision in self._revisions.revisions(indicator) if revision.revised_on <= self._day]
