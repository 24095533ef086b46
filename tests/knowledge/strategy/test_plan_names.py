"""What plans are called, and where a text calls them so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.units import PACKAGED
from knowledge.strategy.plan_names import PlanNames, names_of, readable, renamed, without
from knowledge.strategy.plans import Plans
from tests.conftest import COMPREHENSIVE, NEXT_TERM
from tests.knowledge.side_by_side.conftest import plan


@cache
def plans() -> Plans:
    return Plans((plan(PACKAGED), plan(COMPREHENSIVE, "comprehensive"), plan(NEXT_TERM, "next")))


@cache
def plan_names() -> PlanNames:
    return PlanNames(plans())


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
    found = plan_names().found(readable(text))
    assert [mention.keys for mention in found] == keys
    assert without(readable(text), found) == left


def test_one_plan_is_named_by_nothing() -> None:
    assert PlanNames(Plans(plans().strategies[:1])).found("総合戦略の目標は?") == []


def test_no_name_is_a_mere_kind_of_plan() -> None:
    names = {name for each in plans() for name in names_of(each)}
    assert not names & {"計画", "戦略", "の計画", "の戦略", "plan", "strategy"}


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["総合計画", "郡山市", "の", "2025", "戦略", "(", " ", "plan", "in the"])).map("".join)
)
def test_any_text_has_mentions_that_lie_in_it(text: str) -> None:
    written = readable(text)
    found = plan_names().found(written)
    assert all(0 <= each.start <= each.name[0] < each.name[1] <= each.end <= len(written) for each in found)
    assert all(set(each.keys) <= {"", "comprehensive", "next"} for each in found)
    kept = sum(each.end - each.start for each in found)
    assert len(without(written, found)) <= len(written) - kept + len(found)
    assert len(renamed(written, found, "")) == len(written) - sum(each.name[1] - each.name[0] for each in found)


@pytest.mark.parametrize("bracket", ["2024", "2024年度", "令和6年度～令和10年度", "R6-R10", "2024年版"])
def test_a_time_alone_names_no_plan(bracket: str) -> None:
    dated = replace(plans().strategies[1], document=f"郡山市総合計画({bracket})")
    names = PlanNames(Plans((plans().default, dated)))
    assert names.found(readable(f"{bracket}の出生数は?")) == []
    assert names.found(readable("総合計画の出生数は?"))
