"""A strategy as a graph of entities in document order, and what holds for the plan as a whole; frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.strategy.model import LEVELS, Entity, Evaluation, Indicator, Kind, Term, Terms, Text
from knowledge.strategy.plan_key import key_of, local_id, qualified


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
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        return tuple(entity for entity in self.entities if entity.kind in kinds)

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[Entity, ...]]:
        return {kind: tuple(entity for entity in self.entities if entity.kind is kind) for kind in Kind}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each entity in the document, by its id."""
        return {entity.id: place for place, entity in enumerate(self.entities)}

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
