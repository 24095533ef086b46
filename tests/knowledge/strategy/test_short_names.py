"""Short names: shown where there is little room, understood in questions, claimed by one indicator alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.guide import Guide, Question
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages


def test_a_short_name_stands_where_there_is_one(koriyama: Strategy) -> None:
    found = koriyama.indicator("health-checkup-rate")
    words = messages(Language.ENGLISH)
    assert words.short(found) == "Health checkup rate"
    assert words.short(replace(found, short=None)) == words.name(found)
    assert words.short(koriyama["city.goal.1"]) == words.name(koriyama["city.goal.1"])


@pytest.mark.parametrize("language", Language)
def test_every_short_name_is_understood(guide: Guide, language: Language) -> None:
    for indicator in guide.strategy.indicators:
        asked = Question(
            {"ja": "{}の目標は?", "en": "what is the target for {}?"}[language].format(messages(language).short(indicator))
        )
        assert guide.ask(asked).subjects == (indicator.id,)


def test_tables_and_home_have_it(guide: Guide) -> None:
    rows = {row.entity: row for row in guide.ask(Question("遅れている指標は?")).layout.rows}
    assert rows["visitors"].label == "交流人口"
    assert "交流人口(観光入込客数)" in rows["visitors"].line  # a text has room for the whole
