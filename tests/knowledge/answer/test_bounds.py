"""Targets with a bound: a list asked for in a bound's own words, and the words in every answer about them."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.guide import Guide, Question
from tests.drafting import drafted_workspace

TABLE = """青葉町総合計画
分野,ID,指標,単位,基準値,基準時点,目標値,目標時点,2022年度実績
くらし,organised,組織率,%,15,R3年度,25,R7年度,18
,screened,検診受診率,%,10,R3年度,20%以上,R7年度,12
,vacant,空き店舗率,%,18,R3年度,15%未満,R7年度,17
,fires,火災件数,件,20,R3年度,15件以下,R7年度,17
,members,登録者数,人,40,R3年度,100人超,R7年度,60
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return drafted_workspace(tmp_path_factory.mktemp("bounds"), TABLE, date(2023, 6, 1)).guide()


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("目標が20%以上の指標は?", ("screened",)),  # told so in the plan, and not 25%
        ("目標が15%以上の指標は?", ("organised", "screened")),  # told so nowhere: by the number, and 15% is no part of 15%未満
        ("目標が15%未満の指標は?", ("vacant",)),
        ("目標が15件以下の指標は?", ("fires",)),
        ("目標が16件以下の指標は?", ("fires",)),
        ("目標が100人を超える指標は?", ("members",)),
        ("which indicators have a target of at least 20%?", ("screened",)),
    ],
)
def test_a_bound_of_the_plans_own_is_what_is_asked_for(town: Guide, question: str, subjects: tuple[str, ...]) -> None:
    assert town.ask(Question(question)).subjects == subjects


def test_what_is_within_the_bound_by_its_number_is_named_beside_it(town: Guide) -> None:
    assert "組織率（25%）" in town.ask(Question("目標が20%以上の指標は?")).text
    assert "も、目標の数は" not in town.ask(Question("目標が15件以下の指標は?")).text


@pytest.mark.parametrize(
    ("name", "wording", "english"),
    [
        ("検診受診率", "20%以上", "at least 20%"),
        ("空き店舗率", "15%未満", "less than 15%"),
        ("火災件数", "15件以下", "at most 15件"),
        ("登録者数", "100人超", "more than 100人"),
    ],
)
def test_a_bound_stands_in_every_answer(town: Guide, name: str, wording: str, english: str) -> None:
    for asked in ("", "の目標は?", "は順調?", "の推移は?", "の達成率は?", "はあとどれくらい?"):
        assert wording in town.ask(Question(f"{name}{asked}")).text, asked
    for asked in ("What is the target for {}?", "Is {} on track?", "How far is {} from its target?"):
        assert english in town.ask(Question(asked.format(name))).text, asked
