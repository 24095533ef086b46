"""A report: all texts of its page, with the standings that its charts and numbers are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answer.model import Row, Source
from knowledge.progress.standing import Standing
from knowledge.progress.trend import Trend
from knowledge.strategy.plan_key import local_id
from knowledge.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an indicator: the field, its label, and the value with its year as text."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an indicator's history table, as text; `measured` is False for values of the document."""

    in_year: int
    measured: bool
    year: str
    value: str
    what: str
    expected: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """One indicator's part.

    `trend` is None where there are no numbers to draw; `alternative` then gives the reason, and else describes the chart for screen
    readers. `finding` is the chart's headline. `evaluation` tells the last verdict, its reason and the causes.
    """

    standing: Standing
    name: str
    status: str
    figures: tuple[Figure, ...]
    sentences: tuple[str, ...]
    evaluation: tuple[str, ...]
    notes: tuple[str, ...]
    history: tuple[Entry, ...]
    trend: Trend | None
    finding: str
    alternative: str
    sources: tuple[Source, ...]

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.standing.indicator.id

    @property
    def chart_file(self) -> str:
        """The name of its chart's file, which may hold no sign that some file systems refuse."""
        return f"{local_id(self.id)}.svg"


@dataclass(frozen=True, slots=True)
class Table:
    """Indicators with target, latest value and status, what needs attention first."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class GoalPart:
    """One goal's part."""

    id: str
    title: str
    description: str
    evaluation: tuple[str, ...]
    table: Table
    measures: tuple[str, ...]
    indicators: tuple[IndicatorPart, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """A status, how many indicators have it, and the rule by which they do."""

    status: str
    count: str
    rule: str


@dataclass(frozen=True, slots=True)
class Report:
    """The state of a strategy, or of one of its goals, on a day; `attention` holds what is behind or falls towards its level."""

    words: Messages
    title: str
    document: str
    dates: tuple[str, ...]
    summary: tuple[str, ...]
    attention: Table
    legend: tuple[Legend, ...]
    table: Table
    goals: tuple[GoalPart, ...]

    @property
    def indicators(self) -> tuple[IndicatorPart, ...]:
        """Every indicator's part, in the page's order."""
        return tuple(part for goal in self.goals for part in goal.indicators)
