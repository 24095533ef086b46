"""Whose an indicator is."""

from __future__ import annotations

from knowledge.collection.model import Owner
from knowledge.collection.owners import owned, owner_names, owner_of
from knowledge.guide import Guide
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy

CARE, SCHOOLS = "保育課", "学校課"


def test_the_plan_names_owners_and_what_is_given_comes_before_it(hanagawa: Guide) -> None:
    strategy = hanagawa.strategy
    kept = next(each for each in strategy.indicators if each.keeper)
    assert owner_of(kept, strategy, ()) == kept.keeper
    assert owner_of(kept, strategy, [Owner(CARE, "C1", entities=(kept.id,))]) == CARE
    assert kept.keeper in owner_names(strategy, [Owner(CARE, "C1")])
    assert owner_names(strategy, [Owner(CARE, "C1")])[-1] == CARE


def test_a_goal_that_is_given_brings_its_indicators_unless_one_is_given_by_itself(koriyama: Strategy) -> None:
    births = koriyama.indicator("births")
    goal = koriyama.goal_of(births)
    assert goal is not None
    owners = [Owner(CARE, "C1", entities=(goal.id,)), Owner(SCHOOLS, "C2", entities=("births",))]
    below = [each for each in koriyama.indicators if koriyama.goal_of(each) == goal]
    assert owner_of(births, koriyama, owners) == SCHOOLS
    assert [each.id for each in owned(CARE, koriyama, owners)] == [each.id for each in below if each is not births]
    assert isinstance(births, Indicator)
    assert owner_of(births, koriyama, ()) is None
