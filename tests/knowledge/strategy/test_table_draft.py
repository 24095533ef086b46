"""A strategy file drafted from a city hall's table: what it holds, what is guessed, what is refused by cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.errors import StrategyFileError
from knowledge.notation.stated import Bound
from knowledge.notation.when import Aggregate
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Direction, Term
from knowledge.strategy.plan import Strategy
from knowledge.strategy.table_draft import Draft, draft_from_table
from knowledge.strategy.validation import check
from knowledge.table.reader import read_table

HEAD = "分野,項目,ID,指標,単位,方向,基準値,基準時点,中間目標値,中間時点,目標値,目標時点,2021年度実績"


def drafted(*rows: str, head: str = HEAD, title: str = "第2次青葉町総合計画") -> Draft:
    """The draft of a table with those rows below a title and a head."""
    content = "\n".join((title, head, *rows)).encode()
    return draft_from_table(read_table("table.csv", content))


def strategy(*rows: str) -> Strategy:
    """The strategy that those rows describe; the drafted file has no fault."""
    text = drafted(*rows).text()
    file, lines = parse_strategy(text, "x")
    assert check(file, lines) == []
    return strategy_graph(file)


def faults(*rows: str) -> list[tuple[str, object]]:
    """The message ids and cells of a table that cannot be drafted from."""
    with pytest.raises(StrategyFileError) as refused:
        drafted(*rows)
    return [(fault.message_id, fault.values.get("cell")) for fault in refused.value.faults]


ROWS = (
    ",,whole,総人口,人,以上,6842,令和2年,,,6300人以上,令和7年,6731",
    "Ⅰ くらし,(1) 防災,bosai,組織率,%,,68,R元年度,72,R3年度,90,R7年度,74",
    ",,fires,火災件数,件,累計以下,20,2016～2020年度累計,,,15件以内,2021～2025年度累計,2",
    "Ⅱ 健康,,walks,歩数,歩,,―,,,,8000歩以上,R7年度,",
    ",(1) 食育,,,,,,,,,,,",
)


def test_levels_labels_and_ids_follow_the_rows() -> None:
    plan = strategy(*ROWS)
    assert [entity.id for entity in plan.entities if "." in entity.id] == [
        "city.goal.1", "city.goal.1.measure.1", "city.goal.2", "city.goal.2.measure.1",
    ]  # fmt: skip
    assert [plan[entity].label for entity in ("city.goal.1", "city.goal.1.measure.1")] == ["Ⅰ", "(1)"]
    assert [(i.id, i.parent) for i in plan.indicators] == [
        ("whole", "city"), ("bosai", "city.goal.1.measure.1"), ("fires", "city.goal.1.measure.1"), ("walks", "city.goal.2"),
    ]  # fmt: skip
    assert [level.name.ja for level in plan.plan.levels] == ["分野", "項目"]
    assert plan.plan.municipality == "町"


def test_values_keep_the_documents_words() -> None:
    plan = strategy(*ROWS)
    fires, walks, whole = (plan.indicator(name) for name in ("fires", "walks", "whole"))
    assert (fires.direction, fires.aggregate, fires.term) == (Direction.CEILING, Aggregate.TOTAL, Term(2021, 2025))
    assert fires.target.wording.ja == "15件以内"
    assert (walks.baseline.amount, walks.baseline.stated_year, walks.target.bound) == (None, None, Bound.AT_LEAST)
    assert whole.target.amount == Decimal(6300)
    assert [(point.year, point.amount) for point in plan.indicator("bosai").interim] == [(2021, Decimal(72))]


def test_a_direction_that_is_not_stated_is_told_as_a_guess() -> None:
    guesses = [fault for fault in drafted(*ROWS).guesses if fault.message_id == "draft.guess.direction"]
    assert [(guess.values["cell"], guess.values["direction"]) for guess in guesses] == [("D4", "増加"), ("D6", "増加")]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A,,x,犯罪,件,横ばい,3,R元年,,,2,R7年,", ("draft.direction", "F3")),
        ("A,,x,犯罪,件,減少,3,R元年,,,多め,R7年,", ("draft.no_number", "K3")),
        ("A,,x,犯罪,件,増加,3,R元年,,,2,R7年,", ("draft.other_way", "F3")),
        ("A,,x,犯罪,件,減少,3人,R元年,,,2,R7年,", ("draft.other_unit", "G3")),
        ("A,,x,犯罪,件,減少,3,いつか,,,2,R7年,", ("draft.when", "H3")),
        ("A,,x,犯罪,件,減少,3,R元年,,,2,,", ("draft.no_time", "K3")),
        ("A,,x,犯罪,件,減少,3,R元年,,,,R7年,", ("draft.no_target", "D3")),
        ("A,,X Y,犯罪,件,減少,3,R元年,,,2,R7年,", ("draft.id", "C3")),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell(row: str, fault: tuple[str, str]) -> None:
    assert faults(row) == [fault]


def test_an_indicator_that_comes_again_is_listed_there_too() -> None:
    plan = strategy("A,,x,犯罪,件,減少,3,R元年,,,2,R7年,", "B,,x,犯罪,件,減少,3,R元年,,,2,R7年,")
    assert [i.id for i in plan.under("city.goal.2")] == ["x"]
    assert faults("A,,x,犯罪,件,減少,3,R元年,,,2,R7年,", "B,,x,犯罪,件,減少,3,R元年,,,1,R7年,") == [("draft.id_twice", "C4")]


def test_a_row_without_a_unit_has_the_one_that_its_values_are_written_in() -> None:
    plan = strategy("A,,x,相談,,累計,―,,,,120件以上,2021～2025年度累計,", 'A,,y,売上,,,新規,,,,"2億5,000万円",R7年度,')
    assert [(i.unit.written, i.target.amount) for i in plan.indicators] == [("件", 120), ("万円", 250_000_000)]


def test_a_file_without_a_table_is_refused() -> None:
    with pytest.raises(StrategyFileError) as refused:
        draft_from_table(read_table("x.csv", b"a,b\n1,2\n"))
    assert [fault.message_id for fault in refused.value.faults] == ["draft.no_table"]


@pytest.mark.parametrize(
    ("name", "baseline", "target", "direction"),
    [
        ("総人口", "12000", "11000", Direction.FLOOR),
        ("市内の人口", "12000", "11000", Direction.FLOOR),
        ("転出超過数", "100", "120", Direction.CEILING),
        ("転出超過数", "▲500", "▲100", Direction.INCREASE),  # a loss below zero: what is good is turned about
        ("転出超過数", "500", "100", Direction.DECREASE),
    ],
)
def test_a_target_on_the_worse_side_is_a_level_to_hold(name: str, baseline: str, target: str, direction: Direction) -> None:
    plan = strategy(f"Ⅰ くらし,,each,{name},人,,{baseline},R1年度,,,{target},R7年度,")
    assert plan.indicator("each").direction is direction


GROUPED = """第3次青葉町総合計画(令和3年度～令和7年度)
政策,成果指標,単位,現状値,,目標値,,実績,
,,,値,年度,値,年度,R3,R4
くらし,参加人数,人,820,R元,1000,R7,310,520
※1 実績は年度末の値。,,,,,,,,
"""


def test_a_groups_parts_below_its_head_are_read_within_the_group() -> None:
    draft = draft_from_table(read_table("table.csv", GROUPED.encode()))
    file, lines = parse_strategy(draft.text(), "x")
    assert check(file, lines) == []
    ((indicator,), plan) = (strategy_graph(file).indicators, strategy_graph(file).plan)
    told = [(point.amount, str(point.year.when.wording), int(point.year)) for point in (indicator.baseline, indicator.target)]
    assert told == [(Decimal(820), "R元", 2019), (Decimal(1000), "R7", 2025)]
    assert (plan.period, draft.data["document"]) == ("令和3年度～令和7年度", "第3次青葉町総合計画")


def test_an_interim_target_in_words_keeps_the_present_number_or_is_refused() -> None:
    plan = strategy("A,,x,医療費,千円,,412,R元年,現状以下,R4年,現状以下,R7年,")
    assert [point.amount for point in plan.indicator("x").targets] == [Decimal(412_000), Decimal(412_000)]
    assert faults("A,,x,医療費,千円,,412,R元年,なるべく,R4年,400,R7年,") == [("draft.no_number", "I3")]


def test_a_class_of_another_kind_is_kept_as_a_note_and_named_once() -> None:
    head = "分野,種別,指標,単位,基準値,目標値,目標時点"
    draft = drafted("A,成果指標,犯罪件数,件,3,2,R7年", ",成果指標,火災件数,件,5,4,R7年", ",KPI,事故件数,件,5,4,R7年", head=head)
    kept = [each.get("notes") for each in draft.data["strategy"]["goals"][0]["indicators"]]
    assert kept == [{"備考(種別)": "成果指標"}, {"備考(種別)": "成果指標"}, None]
    assert [guess.values["cell"] for guess in draft.guesses if guess.message_id == "draft.category"] == ["B3"]
