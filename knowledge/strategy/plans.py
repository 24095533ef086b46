"""The plans of one municipality that are served side by side: one is the default, each is known by its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.errors import ShirubeError
from knowledge.strategy.model import Entity, Indicator, Kind, Text
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import key_of

FIRST = "main"  # what people call the plan whose key is empty, which the settings name


@dataclass(frozen=True)
class Plans:
    """The strategies of a municipality, that of the default plan first."""

    strategies: tuple[Strategy, ...]

    @property
    def default(self) -> Strategy:
        """The plan that is meant where none is named."""
        return self.strategies[0]

    @property
    def several(self) -> bool:
        """Whether there is more than one."""
        return len(self.strategies) > 1

    def __iter__(self) -> Iterator[Strategy]:
        return iter(self.strategies)

    def of(self, entity_id: str) -> Strategy:
        """The plan that an id belongs to; the default one where that plan is not served."""
        return self.with_key(key_of(entity_id)) or self.default

    def with_key(self, key: str) -> Strategy | None:
        """The plan with a key; None where none is served under it."""
        return next((each for each in self.strategies if each.key == key), None)

    def named(self, name: str | None) -> Strategy:
        """The plan of a key as people write it; the default one without any.

        Raises:
            ShirubeError: no plan has that key.
        """
        if name is None:
            return self.default
        found = self.with_key("" if name == FIRST else name)
        if found is None:
            raise ShirubeError("side_by_side.unknown", given=name, keys=", ".join(shown_key(each) for each in self.strategies))
        return found

    @cached_property
    def together(self) -> Strategy:
        """All plans as one strategy, for what is found by ids; what is not of an entity is the default plan's.

        What several plans call by the same name has its plan's name behind that.
        """
        if not self.several:
            return self.default
        held = Counter(name for each in self.strategies for name in {_named(entity) for entity in each.entities})
        entities = tuple(
            _told_apart(entity, each.whole.name) if held[_named(entity)] > 1 else entity
            for each in self.strategies
            for entity in each.entities
        )
        return replace(self.default, entities=entities, side_by_side=self.strategies)


def _named(entity: Entity) -> tuple[Kind, str]:
    return entity.kind, entity.name.ja


def _told_apart(entity: Entity, plan: Text) -> Entity:
    """The entity with its plan's name behind its own."""
    named = replace(entity, name=_behind(entity.name, plan))
    if isinstance(named, Indicator) and named.short:
        return replace(named, short=_behind(named.short, plan))
    return named


def _behind(name: Text, plan: Text) -> Text:
    return Text(f"{name.ja} [{plan.ja}]", f"{name.en} [{plan.en}]")


def shown_key(strategy: Strategy) -> str:
    """A plan's key as people write it."""
    return strategy.key or FIRST
