"""The strategy at a glance."""

from __future__ import annotations

from knowledge.answer.overview import glance
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Language


def test_every_indicator_stands_under_its_goal(guide: Guide) -> None:
    goals = glance(guide.answer_context(Language.JAPANESE)).goals
    assert [goal.entity for goal in goals] == [f"city.goal.{n}" for n in range(1, 7)]
    assert {entity for goal in goals for entity, _ in goal.indicators} == {i.id for i in guide.strategy.indicators}


def test_it_says_what_an_answer_says(guide: Guide) -> None:
    answer = guide.ask(Question("全体の状況"))
    rows = {row.entity: row.cells for row in answer.layout.rows}
    seen = glance(guide.answer_context(Language.JAPANESE))
    assert answer.layout.headline == (seen.counts,)
    for each in seen.attention:
        status, latest, difference, target, _ = rows[each.entity]
        assert each.status == status
        assert each.latest.startswith(latest)
        assert each.target.startswith(target)
        assert each.reason.startswith(difference)


def test_what_is_stale_is_named(guide: Guide) -> None:
    assert glance(guide.answer_context(Language.JAPANESE)).stale == ("広域圏の人口",)


def test_the_newest_entries_come_first(guide: Guide) -> None:
    recent = glance(guide.answer_context(Language.JAPANESE)).recent
    assert len(recent) == 3
    assert all(line.startswith("2022年12月1日 ") for line in recent)
