"""A further plan of a municipality: the strategy of its file with the plan's key before each id."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from knowledge.strategy.model import Entity, Indicator
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import qualified


def keyed(strategy: Strategy, key: str) -> Strategy:
    """The strategy under a plan's key; as it is under none."""
    return replace(strategy, key=key, entities=tuple(_keyed(each, key) for each in strategy.entities)) if key else strategy


def _keyed(entity: Entity, key: str) -> Entity:
    own = partial(qualified, key)
    parent = None if entity.parent is None else own(entity.parent)
    moved = replace(entity, id=own(entity.id), parent=parent)
    if isinstance(moved, Indicator):
        return replace(moved, also_under=tuple(map(own, moved.also_under)), formerly=tuple(map(own, moved.formerly)))
    return moved
