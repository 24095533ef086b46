"""A strategy as a graph of entities: goals, measures, indicators, principles, a vision; frozen, in document order.

Nothing here knows one city's words: they come from a strategy file (`strategy_file.py`) or from the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from knowledge.notation.quantity import Quantity, Unit, is_in_groups
from knowledge.notation.stated import Bound
from knowledge.notation.when import Aggregate, Year, is_stated
from knowledge.strategy.plan_key import key_of, local_id, qualified


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


@dataclass(frozen=True, slots=True)
class Level:
    """What a plan calls the entities of one level: one, and in English several."""

    name: Text
    plural: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds for a plan as a whole; `levels` are the names of its levels where they are its own, the first above the others.

    `municipality` is the sign that names its kind (市, 町), None where the file does not tell.
    """

    municipality: str | None = None
    levels: tuple[Level, ...] = ()
    term: Term | None = None
    period: str | None = None  # as the document writes it
    evaluation: Evaluation = field(default_factory=Evaluation)
    targets_on: Kind | None = None  # on which level indicators are 数値目標; below it they are KPI
    source: str | None = None  # what recorded figures are taken from where they do not say so

    def level(self, kind: Kind) -> Level | None:
        """What the plan calls a kind of entity; None where it has no name of its own for it."""
        place = LEVELS.index(kind) if kind in LEVELS else len(self.levels)
        return self.levels[place] if place < len(self.levels) else None


@dataclass(frozen=True)
class Strategy:
    """A city's strategy, with the national one that it follows where the file holds one.

    `city` names the city itself; its strategy is the entity `whole`. `key` is what the ids of a further plan of the city
    begin with, empty for the first one's; `side_by_side` are the plans where it is several as one (`Plans.together`).
    """

    document: str
    city: Text
    city_terms: Terms
    entities: tuple[Entity, ...]
    plan: Plan = field(default_factory=Plan)
    key: str = ""
    side_by_side: tuple[Strategy, ...] = field(default=(), repr=False)

    def home(self, entity_id: str) -> Strategy:
        """The plan that an id belongs to, where this is several as one; else the strategy itself."""
        return next((plan for plan in self.side_by_side if plan.key == key_of(entity_id)), self)

    @cached_property
    def root(self) -> str:
        """The id of the city's strategy as a whole."""
        return qualified(self.key, "city")

    @cached_property
    def national(self) -> str:
        """The id of the nation's strategy, which not every plan holds."""
        return qualified(self.key, "national")

    def side(self, *, national: bool) -> str:
        """The id of one of the two."""
        return self.national if national else self.root

    @property
    def whole(self) -> Entity:
        """The city's strategy as a whole."""
        return self._by_id[self.root]

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._by_id

    def __getitem__(self, entity_id: str) -> Entity:
        return self._by_id[entity_id]

    def get(self, entity_id: str) -> Entity | None:
        """The entity with that id; None where there is none."""
        return self._by_id.get(entity_id)

    def of_kind(self, *kinds: Kind) -> tuple[Entity, ...]:
        """The entities of those kinds, in document order."""
        return tuple(entity for entity in self.entities if entity.kind in kinds)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in document order."""
        return tuple(entity for entity in self.entities if isinstance(entity, Indicator))

    @cached_property
    def indicators_by_id(self) -> dict[str, Indicator]:
        """The indicators by their ids, those that they had before among them."""
        return {known: each for each in self.indicators for known in (*each.formerly, each.id)}

    @cached_property
    def has_own_words(self) -> bool:
        """Whether its things are called by the plan's own names and what follows from them, not by the language files' words.

        Those are for a plan of format 1 that has goals and names no level: 基本目標 above 施策, with the file's aliases.
        """
        return bool(self.plan.levels) or all(entity.national for entity in self.of_kind(Kind.GOAL))

    @cached_property
    def has_indicators_below_goals(self) -> bool:
        """Whether any measure or project has indicators of its own; where none has, those of its goal stand for it."""
        return any((self._by_id[i.parent].kind if i.parent else None) in LEVELS[1:] for i in self.indicators)

    def indicator(self, entity_id: str) -> Indicator:
        """The indicator with that id; KeyError where there is none."""
        entity = self._by_id[entity_id]
        if not isinstance(entity, Indicator):
            raise KeyError(entity_id)
        return entity

    def children(self, parent: str, kind: Kind | None = None) -> tuple[Entity, ...]:
        """What stands directly under an entity."""
        return tuple(e for e in self.entities if e.parent == parent and kind in (None, e.kind))

    def ancestors(self, entity: Entity) -> Iterator[Entity]:
        """What an entity belongs to, the nearest first."""
        while entity.parent is not None:
            entity = self._by_id[entity.parent]
            yield entity

    def goal_of(self, entity: Entity) -> Entity | None:
        """The goal that an entity is or belongs to."""
        return next((e for e in (entity, *self.ancestors(entity)) if e.kind is Kind.GOAL), None)

    def under(self, owner: str) -> tuple[Indicator, ...]:
        """The indicators that stand under an entity, on it and on all levels below; of the plan itself, all."""
        if local_id(owner) == local_id(self.root):
            return tuple(i for i in self.indicators if key_of(i.id) == key_of(owner)) if self.side_by_side else self.indicators
        return tuple(i for i in self.indicators if any(p == owner or p.startswith(f"{owner}.") for p in self._places(i)))

    def below(self, owner: str, kind: Kind) -> tuple[Entity, ...]:
        """What stands under an entity on any level, of one kind."""
        if kind is Kind.INDICATOR:
            return self.under(owner)
        return tuple(e for e in self.of_kind(kind) if e.id.startswith(f"{owner}."))

    def _places(self, indicator: Indicator) -> tuple[str, ...]:
        """The ids of all that an indicator stands under."""
        return (indicator.parent or self.root, *indicator.also_under)
