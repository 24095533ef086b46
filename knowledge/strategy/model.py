"""A strategy as a graph of entities: goals, measures, indicators, principles, a vision; frozen, in document order.

Nothing here knows one city's words: they come from a strategy file (`strategy_file.py`) or from the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from knowledge.notation.quantity import Quantity, Unit


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
    INDICATOR = "indicator"


class Direction(StrEnum):
    """How an indicator moves towards its target."""

    INCREASE = "increase"
    DECREASE = "decrease"
    FLOOR = "floor"  # a level to stay at or above
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
    """A value that the document states: its wording, the year, and the quantity where the wording is one."""

    wording: Text
    year: int
    quantity: Quantity | None = None
    terms: Terms = field(default_factory=Terms, compare=False)  # other words for a value that is no number

    @property
    def amount(self) -> Decimal | None:
        """The amount in base units; None where the document's value is no number."""
        return self.quantity.amount if self.quantity else None


@dataclass(frozen=True, slots=True)
class UnitNoun:
    """What an English sentence counts: one birth, 3,000 births."""

    one: str
    other: str


@dataclass(frozen=True, kw_only=True)
class Entity:
    """Anything in a strategy that a question can be about."""

    id: str
    kind: Kind
    name: Text
    quotes: tuple[Quote, ...] = ()
    number: int | None = None
    parent: str | None = None
    description: Text | None = None
    points: tuple[Text, ...] = ()
    terms: Terms = field(default_factory=Terms)

    @property
    def national(self) -> bool:
        """Whether it belongs to the nation's strategy."""
        return self.id.split(".")[0] == "national"


@dataclass(frozen=True, kw_only=True)
class Indicator(Entity):
    """A numeric target (数値目標)."""

    unit: Unit
    direction: Direction
    baseline: Point
    target: Point
    noun: UnitNoun | None = None
    due_month: int | None = None
    keeper: str | None = None

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


@dataclass(frozen=True)
class Strategy:
    """A city's strategy, with the national one that it follows where the file holds one.

    `city` names the city itself; its strategy is the entity with the id `city`.
    """

    document: str
    city: Text
    city_terms: Terms
    entities: tuple[Entity, ...]

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
