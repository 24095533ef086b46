"""The strategy at a glance."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.overview import CELLS, bar, glance
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Language


def test_every_indicator_stands_under_its_goal(guide: Guide) -> None:
    goals = glance(guide.answer_context(Language.JAPANESE)).goals
    assert [goal.entity for goal in goals] == [f"city.goal.{n}" for n in range(1, 7)]
    assert [each.entity for goal in goals for each in goal.indicators] == [i.id for i in guide.strategy.indicators]


def test_it_says_what_an_answer_says(guide: Guide) -> None:
    rows = {row.entity: row.cells for row in guide.ask(Question("全体の状況")).layout.rows}
    for goal in glance(guide.answer_context(Language.JAPANESE)).goals:
        for each in goal.indicators:
            assert (each.target, each.latest, each.status) == rows[each.entity]


def test_what_is_stale_is_named(guide: Guide) -> None:
    shown = glance(guide.answer_context(Language.JAPANESE))
    assert shown.stale == ("こおりやま広域圏における人口",)
    assert [each.entity for goal in shown.goals for each in goal.indicators if each.stale] == ["regional-population"]


def test_only_what_has_a_ratio_has_a_bar(guide: Guide) -> None:
    bars = {each.entity: each.bar for goal in glance(guide.answer_context(Language.JAPANESE)).goals for each in goal.indicators}
    assert bars["new-jobs"] == "████░░░░░░"
    assert bars["births"] == "░░░░░░░░░░"
    assert bars["retail-sales"] == bars["safe-community"] == bars["social-migration-rate"] == ""


@given(st.decimals(-100, 100, places=4))
def test_a_bar_is_full_from_the_target_on_and_not_before(share: Decimal) -> None:
    drawn = bar(share)
    assert len(drawn) == CELLS
    assert (drawn == "█" * CELLS) == (share >= 1)
