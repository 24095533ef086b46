"""What plans are called, and where a text calls them so."""

from __future__ import annotations

import pytest

from knowledge.notation.units import PACKAGED
from knowledge.side_by_side.plan_names import PlanNames, names_of, readable, without
from knowledge.strategy.plans import Plans
from tests.conftest import COMPREHENSIVE, NEXT_TERM
from tests.knowledge.side_by_side.conftest import plan

PLANS = Plans((plan(PACKAGED), plan(COMPREHENSIVE, "comprehensive"), plan(NEXT_TERM, "next")))


@pytest.mark.parametrize(
    ("text", "keys", "left"),
    [
        ("総合計画の出生数は?", [("comprehensive",)], "出生数は?"),
        ("総合戦略では?", [("", "next")], "?"),
        ("2025改訂版における出生数", [("next",)], "出生数"),
        ("births in the Comprehensive Plan?", [("comprehensive",)], "births  ?"),
        ("the comprehensive planning", [], "the comprehensive planning"),
        ("戦略の目標は?", [], "戦略の目標は?"),
        ("計画の目標は?", [], "計画の目標は?"),
        ("2025年度から2029年度の出生数", [], "2025年度から2029年度の出生数"),
        ("2025年度から2029年度の計画の出生数", [("next",)], "出生数"),
    ],
)
def test_mentions_are_found_with_what_ties_them_to_the_rest(text: str, keys: list[tuple[str, ...]], left: str) -> None:
    found = PlanNames(PLANS).found(readable(text))
    assert [mention.keys for mention in found] == keys
    assert without(readable(text), found) == left


def test_one_plan_is_named_by_nothing() -> None:
    assert PlanNames(Plans(PLANS.strategies[:1])).found("総合戦略の目標は?") == []


def test_no_name_is_a_mere_kind_of_plan() -> None:
    names = {name for each in PLANS for name in names_of(each)}
    assert not names & {"計画", "戦略", "の計画", "の戦略", "plan", "strategy"}
