"""Who may evaluate what: everyone, some people and user groups, or an owner (担当課) what it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.notation.planning import squeezed
from knowledge.strategy.model import Entity, Indicator
from knowledge.strategy.plan import Strategy

EVERYONE = "everyone"  # in a list of those who may do something: anybody
OWNER_SIGN = "="  # between an owner and whoever may evaluate what it keeps


class EvaluationRights:
    """Those who may evaluate, as the setting names them.

    A grant is an id (of a user or user group, or `everyone`) or, behind an owner's name and a sign, one for what the owner
    keeps: its indicators, and each measure, project and goal of which it keeps all indicators.
    """

    def __init__(self, grants: frozenset[str]) -> None:
        self.grants = grants

    def allowed(self, target: Entity | None, strategy: Strategy) -> frozenset[str]:
        """The ids of those who may evaluate a target; without one, of all who may evaluate anything."""
        return frozenset(grantee for owner, grantee in self._grants() if _holds(owner, target, strategy))

    def _grants(self) -> Iterator[tuple[str, str]]:
        for grant in self.grants:
            owner, sign, grantee = grant.rpartition(OWNER_SIGN)
            yield (owner, grantee) if sign else ("", grant)


def keepers(target: Entity, strategy: Strategy) -> tuple[str, ...]:
    """The owners of what stands under a target, in document order; empty names for indicators that have none."""
    indicators = (target,) if isinstance(target, Indicator) else strategy.under(target.id)
    return tuple(dict.fromkeys(indicator.keeper or "" for indicator in indicators))


def _holds(owner: str, target: Entity | None, strategy: Strategy) -> bool:
    """Whether a grant is for a target: a general one is for all."""
    if not owner or target is None:
        return True
    return [squeezed(keeper) for keeper in keepers(target, strategy)] == [squeezed(owner)]
