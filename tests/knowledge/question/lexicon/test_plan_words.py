"""A plan's own levels, labels and derived names in questions."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.guide import Guide, Question
from knowledge.strategy.draft import draft_from_table
from knowledge.table.reader import read_table
from tests.conftest import make_workspace

TABLE = """第2次青葉町総合計画
分野,項目,事業,ID,指標,単位,方向,基準値,基準時点,目標値,目標時点
Ⅰ くらし,1-1 防災,,bosai,組織率,%,増加,68,R元年度,90,R7年度
,,① 見守り,fires,火災件数,件,減少,20,R元年度,15件以下,R7年度
Ⅱ 健康,2-1 医療,,men,検診受診率(男性),%,増加,30,R元年度,40,R7年度
,,,women,検診受診率(女性),%,増加,35,R元年度,45,R7年度
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide over a town's plan of three levels, drafted from its table."""
    folder = tmp_path_factory.mktemp("town")
    path = folder / "plan.yaml"
    path.write_text(draft_from_table(read_table("t.csv", TABLE.encode())).text(), encoding="utf-8")
    return make_workspace(folder, path, date(2023, 6, 1)).guide()


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("分野Ⅱは?", ["city.goal.2"]),
        ("josei no kenshin jushinritsu no mokuhyou", ["women"]),
        ("だんせいのけんしんじゅしんりつの目標", ["men"]),
        ("項目1-1は?", ["city.goal.1.measure.1"]),
        ("1-1の指標は?", ["bosai", "fires"]),
        ("項目1-1の事業①は?", ["city.goal.1.measure.1.project.1"]),
        ("分野Ⅰの指標", ["bosai", "fires"]),
        ("検診受診率(女性)の目標は?", ["women"]),
        ("女性の検診受診率の目標は?", ["women"]),
        ("火災の件数の目標は?", ["fires"]),
        ("減らす目標の指標は?", ["fires"]),
    ],
)
def test_what_the_plan_calls_its_things_is_understood(town: Guide, question: str, subjects: list[str]) -> None:
    answer = town.ask(Question(question))
    assert (answer.status, list(answer.subjects)) == ("answered", subjects)


@pytest.mark.parametrize("question", ["5-1の項目は?", "渚町の火災件数の目標は?", "国の基本目標は?", "将来像は?"])
def test_what_the_plan_does_not_hold_is_not_answered(town: Guide, question: str) -> None:
    assert town.ask(Question(question)).status == "not_found"


def test_a_name_that_two_share_but_for_their_brackets_is_asked_back(town: Guide) -> None:
    answer = town.ask(Question("検診受診率の目標は?"))
    assert (answer.status, sorted(answer.subjects)) == ("ambiguous", ["men", "women"])
