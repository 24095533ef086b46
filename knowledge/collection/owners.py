"""Who owns an indicator: the owner that it, or the nearest entity above it, was given to; else the one that the plan names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.collection.model import Owner
from knowledge.strategy.model import Entity, Indicator
from knowledge.strategy.plan import Strategy


def given(owners: Iterable[Owner]) -> Mapping[str, str]:
    """The owners' names by the ids of the entities that were given to them."""
    return {entity: owner.name for owner in owners for entity in owner.entities}


def owner_of(indicator: Indicator, strategy: Strategy, owners: Iterable[Owner]) -> str | None:
    """The name of an indicator's owner; None where nobody is named."""
    names = given(owners)
    above: Iterable[Entity] = strategy.ancestors(indicator)
    ids = (indicator.id, *indicator.formerly, *(entity.id for entity in above))
    return next((names[each] for each in ids if each in names), indicator.keeper)


def owned(name: str, strategy: Strategy, owners: Iterable[Owner]) -> tuple[Indicator, ...]:
    """The indicators of an owner, in the plan's order."""
    known = tuple(owners)
    return tuple(each for each in strategy.indicators if owner_of(each, strategy, known) == name)


def owner_names(strategy: Strategy, owners: Iterable[Owner]) -> tuple[str, ...]:
    """All owners: those that own an indicator, in the plan's order, then those that own none."""
    known = tuple(owners)
    named = (owner_of(each, strategy, known) for each in strategy.indicators)
    return tuple(dict.fromkeys([*(name for name in named if name), *(owner.name for owner in known)]))


def places(owners: Iterable[Owner]) -> dict[str, Owner]:
    """The owners by their names."""
    return {owner.name: owner for owner in owners}
