"""The plans of one municipality that are served side by side: one is the default, each is known by its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.errors import ShirubeError
from knowledge.strategy.model import Strategy
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
        """All plans as one strategy, for what is found by ids alone; all else in it is the default plan's."""
        if not self.several:
            return self.default
        return replace(self.default, entities=tuple(entity for each in self.strategies for entity in each.entities))


def shown_key(strategy: Strategy) -> str:
    """A plan's key as people write it."""
    return strategy.key or FIRST
