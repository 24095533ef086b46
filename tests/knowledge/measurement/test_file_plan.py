"""For which of several plans a file of figures is."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.measurement.file_plan import plans_of_file
from knowledge.notation.units import PACKAGED, read_text
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plans import Plans
from tests.conftest import COMPREHENSIVE

PLANS = Plans(
    (
        PlanFile("first", read_text(PACKAGED)).strategy(),
        PlanFile("further", read_text(COMPREHENSIVE), "comprehensive").strategy(),
    )
)


@pytest.mark.parametrize(
    ("name", "rows", "keys"),
    [
        ("実績.csv", ["出生数,2021,2300,統計"], ["", "comprehensive"]),  # both have it: to be asked about
        ("総合計画.csv", ["出生数,2021,2300,統計"], ["comprehensive"]),
        ("総合戦略の実績.csv", ["出生数,2021,2300,統計"], [""]),
        ("実績.csv", ["出生数,2021,2300,統計", "待機児童数,2021,30,統計"], ["comprehensive"]),
        ("実績.csv", ["小売業商品販売額,2021,4000億円,統計"], [""]),
        ("総合計画.csv", ["小売業商品販売額,2021,4000億円,統計"], [""]),  # only the strategy has it, whatever the file is called
        ("実績.csv", ["出生数,2021,2300,統計", "雲の数,2021,30,統計"], [""]),  # none has all: the faults are told of one
    ],
)
def test_the_plan_is_the_one_that_takes_the_file_whole_and_that_it_names(name: str, rows: list[str], keys: list[str]) -> None:
    content = "\n".join(["指標,年度,値,出典", *rows, ""]).encode()
    assert [plan.key for plan in plans_of_file(name, content, PLANS, date(2022, 12, 1))] == keys


def test_a_title_on_top_of_the_table_names_the_plan() -> None:
    content = "郡山市総合計画 進捗状況\n指標,年度,値,出典\n出生数,2021,2300,統計\n".encode()
    assert [plan.key for plan in plans_of_file("a.csv", content, PLANS, date(2022, 12, 1))] == ["comprehensive"]


def test_one_plan_is_the_one() -> None:
    assert plans_of_file("a.csv", b"", Plans(PLANS.strategies[:1]), date(2022, 12, 1)) == PLANS.strategies[:1]
