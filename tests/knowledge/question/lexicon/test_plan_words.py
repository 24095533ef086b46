"""A plan's own levels, labels and derived names in questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.guide import Guide, Question
from knowledge.strategy.table_draft import draft_from_table
from knowledge.table.reader import read_table
from tests.conftest import make_workspace
from tests.drafting import drafted_workspace

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
    return drafted_workspace(tmp_path_factory.mktemp("town"), TABLE, date(2023, 6, 1), figures=False).guide()


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


PROJECTS = """柚川町重点計画
重点プロジェクト,取組,ID,指標,単位,方向,基準値,基準時点,目標値,目標時点,2022年度実績,2023年度実績
重点1 ふるさと回帰,1-ア 若者の定住,stays,お試し住宅の利用日数,人日,増加,180,R2年度,400,R8年度,205,298
重点2 稼ぐ力,2-ア 柚子の商いを広げる,goods,新商品の開発数,品,累計,なし,,20,R4～R8年度累計,3,6
,,weekday,道の駅の来場者数(平日),人,増加,84,R1年度,100,R8年度,71,80
,,holiday,道の駅の来場者数(土日祝),人,増加,156,R1年度,180,R8年度,118,149
,,new,新規就農者数,人,平均,3,R2年度,5,R4～R8年度平均,4,6
,,share,住み続けたい町民の割合,%,増加,20,R2年度,30,R8年度,21,22
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide over a plan of priority projects, whose labels hold words and letters, with figures."""
    return drafted_workspace(tmp_path_factory.mktemp("projects"), PROJECTS, date(2024, 6, 1)).guide()


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("重点1の指標は?", ["stays"]),  # a label with a word in it
        ("重点プロジェクト1の指標は?", ["stays"]),
        ("1-アの指標は?", ["stays"]),  # one that ends in a letter
        ("取組2-アの指標は?", ["goods", "weekday", "holiday", "new", "share"]),
        ("柚子の商いのKPIは?", ["goods", "weekday", "holiday", "new", "share"]),  # a part of a name that の joins
        ("土日の道の駅の来場者数は?", ["holiday"]),  # another word for what stands in the brackets
        ("平日の道の駅の来場者数は?", ["weekday"]),
        ("20品が目標の指標は?", ["goods"]),  # a unit of the plan's own beside its number
    ],
)
def test_labels_parts_and_units_of_the_plan_are_understood(projects: Guide, question: str, subjects: list[str]) -> None:
    answer = projects.ask(Question(question))
    assert (answer.status, list(answer.subjects)) == ("answered", subjects), answer.text


def test_a_label_that_names_its_level_stands_alone(projects: Guide) -> None:
    assert "重点1：ふるさと回帰" in (text := projects.ask(Question("重点1は?")).text)
    assert "重点プロジェクト重点1" not in text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("お試し住宅の目標は500人日?", "いいえ"),
        ("お試し住宅の目標は400人日?", "はい"),
        ("新商品の開発数、あと何品必要?", "あと11品"),
        ("新規就農者数の平均は5人に届いている?", "はい"),  # the mean that the target itself is of
    ],
)
def test_figures_in_a_unit_of_the_plan_are_checked(projects: Guide, question: str, says: str) -> None:
    answer = projects.ask(Question(question))
    assert answer.status == "answered"
    assert says in answer.text


def test_no_part_of_an_english_name_hides_what_is_asked_for(tmp_path: Path) -> None:
    names = {"shipments": "Value of goods shipped", "waste": "Amount of waste", "births": "Births"}
    rows = "".join(f"くらし,{key},指標{key},{name},人,1,R元年度,2,R7年度\n" for key, name in names.items())
    table = f"青葉町総合計画\n分野,ID,指標,英語名,単位,基準値,基準時点,目標値,目標時点\n{rows}".encode()
    path = tmp_path / "plan.yaml"
    path.write_text(draft_from_table(read_table("t.csv", table)).text(), encoding="utf-8")
    guide = make_workspace(tmp_path, path, date(2023, 6, 1)).guide()
    for asked in (
        "What is the latest value of births?",
        "What is the target value for births?",
        "What amount of births is the target?",
    ):
        assert guide.ask(Question(asked)).subjects == ("births",), asked


def test_a_word_for_any_quantity_names_no_indicator(projects: Guide) -> None:
    assert projects.ask(Question("たばこを吸う大人の割合の目標")).status == "not_found"
