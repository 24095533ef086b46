"""What a strategy consists of: goals, measures, indicators and other entities, with their names, values and targets; frozen.

Nothing here knows one city's words: they come from a strategy file (`file.py`) or from the store. `plan.py` holds them together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from knowledge.notation.quantity import Quantity, Unit, is_in_groups
from knowledge.notation.stated import Bound
from knowledge.notation.when import Aggregate, Year, is_stated
from knowledge.strategy.plan_key import local_id


class Language(StrEnum):
    """The languages that questions are asked and answered in."""

    JAPANESE = "ja"
    ENGLISH = "en"


class Kind(StrEnum):
    """What an entity is."""

    CITY = "city"  # the city's strategy as a whole
    NATIONAL = "national"  # the nation's strategy as a whole
    VISION = "vision"
    PRINCIPLE = "principle"
    GOAL = "goal"
    CROSS_GOAL = "cross_goal"
    MEASURE = "measure"
    PROJECT = "project"
    INDICATOR = "indicator"


LEVELS = (Kind.GOAL, Kind.MEASURE, Kind.PROJECT)  # below the plan itself, the first above the others


class Category(StrEnum):
    """Which of a plan's two sorts of indicators one is, where the plan keeps them apart."""

    TARGET = "target"  # 数値目標
    KPI = "kpi"


class Direction(StrEnum):
    """How an indicator moves towards its target."""

    INCREASE = "increase"
    DECREASE = "decrease"
    FLOOR = "floor"  # a level to stay at or above
    CEILING = "ceiling"  # a level to stay at or below
    MAINTAIN = "maintain"  # a level or a range to keep
    RELATIVE = "relative"  # an improvement against something that the document does not give
    MILESTONE = "milestone"  # something that happens or does not


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in both languages."""

    ja: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in that language."""
        return self.ja if language is Language.JAPANESE else self.en


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage of the document, and the section it stands in."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What people call an entity: readings of its names, names that identify it, and topic words that may be shared."""

    kana: tuple[str, ...] = ()
    aliases_ja: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    keywords_ja: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A value that the document states: its wording, the year, and the quantity where the wording is one.

    `year` may be one that the document does not tell (`is_stated`), which only stands in where years are counted. `ends` are
    the ends of a range, which has no quantity.
    """

    wording: Text
    year: int
    quantity: Quantity | None = None
    terms: Terms = field(default_factory=Terms, compare=False)  # other words for a value that is no number
    bound: Bound | None = None
    ends: tuple[Quantity, Quantity] | None = None
    worded: bool = False  # whether answers show the document's wording rather than the number in the indicator's unit
    in_words: bool = False  # whether the wording does not tell the number that it stands for, as 現状維持

    @property
    def amount(self) -> Decimal | None:
        """The amount in base units; None where the document's value is no number."""
        return self.quantity.amount if self.quantity else None

    @property
    def stated_year(self) -> int | None:
        """The year that the document tells; None where it tells none."""
        return self.year if is_stated(self.year) else None

    @property
    def when_aggregate(self) -> Aggregate | None:
        """Whether the value is told as a total or a mean of several years."""
        return self.year.when.aggregate if isinstance(self.year, Year) else None


@dataclass(frozen=True, slots=True)
class UnitNoun:
    """What an English sentence counts: one birth, 3,000 births."""

    one: str
    other: str


class RateRule(StrEnum):
    """How a plan reckons an achievement."""

    PROGRESS = "progress"  # the share of the way from the baseline to the target
    RATIO = "ratio"  # the latest value by the target


@dataclass(frozen=True, slots=True)
class Verdict:
    """A plan's own word for an achievement from so many percent on, or for what is judged (`least` is None)."""

    word: str
    least: Decimal | None = None
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a plan judges its indicators; `verdicts` from the highest to the lowest, then those that are no matter of figures."""

    rule: RateRule = RateRule.PROGRESS
    verdicts: tuple[Verdict, ...] = ()

    def verdict(self, share: Decimal) -> str | None:
        """The plan's word for an achievement (1 is all of it); None where it has none."""
        reached = (each.word for each in self.verdicts if each.least is not None and share * 100 >= each.least)
        return next(reached, None)


@dataclass(frozen=True, slots=True)
class Term:
    """The years that a plan or a total covers, both ends among them."""

    first: int
    last: int

    @property
    def years(self) -> int:
        """How many years it has."""
        return self.last - self.first + 1


@dataclass(frozen=True, kw_only=True)
class Entity:
    """Anything in a strategy that a question can be about.

    `number` counts the entities of a kind under one parent; `label` is what the document prints before the name (Ⅱ, (2),
    1-3), None where it prints the number, empty where it prints nothing.
    """

    id: str
    kind: Kind
    name: Text
    quotes: tuple[Quote, ...] = ()
    number: int | None = None
    parent: str | None = None
    description: Text | None = None
    points: tuple[Text, ...] = ()
    terms: Terms = field(default_factory=Terms)
    label: str | None = None

    @property
    def national(self) -> bool:
        """Whether it belongs to the nation's strategy."""
        return local_id(self.id).split(".")[0] == "national"


@dataclass(frozen=True, kw_only=True)
class Indicator(Entity):
    """A numeric target (数値目標, KPI).

    `interim` are targets on the way. Over `term` the values are added up or averaged where `aggregate` says so; `cumulative`
    tells that what is recorded are totals so far. `falling` says which way is better where the direction does not.
    """

    unit: Unit
    direction: Direction
    baseline: Point
    target: Point
    noun: UnitNoun | None = None
    due_month: int | None = None
    keeper: str | None = None
    interim: tuple[Point, ...] = ()
    aggregate: Aggregate | None = None
    term: Term | None = None
    cumulative: bool = False
    better: Bound | None = None  # at_least or at_most: which way is better than the level that is to be maintained
    evaluation: Evaluation = field(default_factory=Evaluation)
    category: Category | None = None
    short: Text | None = None  # a name for where there is little room
    definition: str | None = None
    origin: str | None = None  # where its figures come from
    notes: tuple[tuple[str, str], ...] = ()  # what further columns of its table say, by their heads
    also_under: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def falling(self) -> bool:
        """Whether less is better."""
        if self.direction is Direction.MAINTAIN:
            return self.better is Bound.AT_MOST
        return self.direction in (Direction.DECREASE, Direction.CEILING)

    @property
    def strict(self) -> bool:
        """Whether the target's own number does not reach it."""
        return self.target.bound is not None and self.target.bound.strict

    @property
    def in_groups(self) -> bool:
        """Whether the document writes its amounts in groups: 2億5,000万円."""
        return any(point.quantity and is_in_groups(point.wording.ja) for point in (self.baseline, *self.targets))

    @property
    def targets(self) -> tuple[Point, ...]:
        """The interim targets and the final one, in order of their years."""
        return (*self.interim, self.target)

    @property
    def fiscal(self) -> bool:
        """Whether its years are fiscal ones."""
        return any(isinstance(point.year, Year) and point.year.when.fiscal for point in (self.target, self.baseline))

    def dated(self, year: int) -> int:
        """A year as the document tells this indicator's years: a fiscal one, where they are."""
        return Year.fiscal(year) if self.fiscal and not isinstance(year, Year) else year

    @property
    def below_baseline(self) -> bool:
        """Whether the document sets the target below the present value."""
        baseline, target = self.baseline.amount, self.target.amount
        return baseline is not None and target is not None and target < baseline

    @property
    def places(self) -> int:
        """How many decimals the document's values have, in the unit that it writes."""
        return max((point.quantity.places for point in (self.baseline, self.target) if point.quantity), default=0)

    @property
    def planned_change(self) -> Decimal | None:
        """From the baseline to the target, in base units; None where either is no number."""
        baseline, target = self.baseline.amount, self.target.amount
        return None if baseline is None or target is None else target - baseline
