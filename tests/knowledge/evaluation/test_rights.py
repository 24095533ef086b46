"""Who may evaluate what: those of a general grant everything, an owner's what the owner keeps alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.evaluation.rights import EvaluationRights, keepers
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy


def kept(strategy: Strategy, **owners: str) -> Strategy:
    """The strategy with owners of some indicators."""
    names = {name.replace("_", "-"): owner for name, owner in owners.items()}
    entities = [replace(e, keeper=names.get(e.id)) if isinstance(e, Indicator) else e for e in strategy.entities]
    return replace(strategy, entities=tuple(entities))


@pytest.fixture
def plan(koriyama: Strategy) -> Strategy:
    """Koriyama's strategy: one office keeps both indicators of goal 3, two share those of goal 5."""
    return kept(koriyama, births="こども課", total_fertility_rate="こども課", active_seniors="長寿課", health_checkup_rate="保険課")


RIGHTS = EvaluationRights(frozenset({"U1", "こども課=S1", "長寿課=U2"}))


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("births", {"U1", "S1"}),
        ("active-seniors", {"U1", "U2"}),
        ("health-checkup-rate", {"U1"}),
        ("city.goal.3", {"U1", "S1"}),
        ("city.goal.5", {"U1"}),
        ("city.goal.3.measure.1", {"U1"}),  # nothing stands under it
        ("city", {"U1"}),
    ],
)
def test_an_owner_may_evaluate_what_it_keeps(plan: Strategy, target: str, allowed: set[str]) -> None:
    assert RIGHTS.allowed(plan[target], plan) == allowed


def test_a_form_may_be_opened_by_whoever_may_evaluate_anything(plan: Strategy) -> None:
    assert RIGHTS.allowed(None, plan) == {"U1", "U2", "S1"}


def test_keepers_are_those_of_all_that_stands_below(plan: Strategy) -> None:
    assert keepers(plan["city.goal.5"], plan) == ("長寿課", "保険課")
