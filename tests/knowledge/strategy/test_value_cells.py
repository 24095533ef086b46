"""Values as city halls write them: each cell is read as what it says, in words where it is no number, or refused by its address.

`value_cells.tsv` has a row's unit, baseline and target with the direction, the number, the bound and what its years make; a plan
that holds all those that are not refused is told by its own table again.
"""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import StrategyFileError
from knowledge.notation.quantity import Unit, read_quantity
from knowledge.notation.stated import Bound, read_stated
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.strategy.table_sheets import TableSheets
from knowledge.table.writer import write_workbook
from tests.drafting import drafted_plan

PLAN = [["計画名", "第2次青葉町総合計画"], ["自治体名", "青葉町"], ["期間", "2021年度~2025年度"]]
HEAD = ["指標", "単位", "基準値", "目標値"]
with (Path(__file__).parent / "value_cells.tsv").open(encoding="utf-8", newline="") as file:
    CELLS = list(csv.DictReader(file, delimiter="\t"))
READ = [cells for cells in CELLS if cells["direction"] != "refused"]


def drafted(*rows: list[str]) -> Strategy:
    """The plan of a table with those rows; the drafted file has no fault."""
    content = write_workbook({"指標一覧": [HEAD, *rows], "計画": PLAN}, {})
    return drafted_plan("x.xlsx", content)


def _row(cells: dict[str, str], number: int | str = "") -> list[str]:
    return [f"{cells['name']}{number}", *(cells[key].replace("⏎", "\n") for key in ("unit", "baseline", "target"))]


def _told(indicator: Indicator) -> dict[str, str]:
    amount = indicator.target.amount
    return {
        "direction": indicator.direction.value,
        "amount": "" if amount is None else f"{amount.normalize():f}",
        "bound": str(indicator.target.bound or ""),
        "aggregate": str(indicator.aggregate or ""),
    }


@pytest.mark.parametrize("cells", READ, ids=lambda cells: f"{cells['baseline']}→{cells['target']}")
def test_a_cell_is_read_as_what_it_says(cells: dict[str, str]) -> None:
    (indicator,) = drafted(_row(cells)).indicators
    assert _told(indicator) == {key: cells[key] or "" for key in ("direction", "amount", "bound", "aggregate")}


@pytest.mark.parametrize("cells", [cells for cells in CELLS if cells not in READ], ids=lambda cells: cells["target"])
def test_a_cell_that_could_be_misread_is_refused_by_its_address(cells: dict[str, str]) -> None:
    with pytest.raises(StrategyFileError) as refused:
        drafted(_row(cells))
    assert {fault.values["cell"] for fault in refused.value.faults} == {"D2"}


def _again(plan: Strategy) -> tuple[list[list[str]], Strategy]:
    sheets = TableSheets.of(plan, {}, 2023)
    return sheets.indicators, drafted_plan("x.xlsx", write_workbook(sheets.workbook, {sheets.title: sheets.figure_columns}))


def _values(plan: Strategy) -> list[tuple[object, ...]]:
    return [
        (i.unit, i.direction, i.aggregate, i.term, *((p.wording.ja, p.amount, p.bound, p.ends, int(p.year)) for p in (i.baseline, i.target)))
        for i in plan.indicators
    ]  # fmt: skip


def test_all_of_them_are_told_by_the_plans_own_table_again() -> None:
    plan = drafted(*(_row(cells, number) for number, cells in enumerate(READ)))
    table, again = _again(plan)
    assert _values(again) == _values(plan)
    assert _again(again)[0] == table


SIGNS = {
    "before": {"5年間で": "span", "計画期間累計": "total", "年平均": "average", "延べ": None, "毎年度": None, "年": None},
    "behind": {
        "（5年間）": "span",
        "（期間累計）": "total",
        "/年": None,
        "※1": None,
        "（推計値）": None,
        "を達成": None,
        "を維持": None,
    },
}


@given(
    st.integers(1, 999_999),
    st.sampled_from(["", *SIGNS["before"]]),
    st.sampled_from(["", *SIGNS["behind"]]),
    st.sampled_from([("", None), ("以上", Bound.AT_LEAST), ("未満", Bound.BELOW)]),
)
def test_the_number_is_read_whatever_stands_around_it(
    number: int, before: str, behind: str, bound: tuple[str, Bound | None]
) -> None:
    word, wanted = bound
    said = {SIGNS["before"].get(before), SIGNS["behind"].get(behind)} - {None}
    stated = read_stated(f"{before}{number:,}件{word}{behind}", Unit("件"))
    if said == {"total", "average"}:
        assert stated.found is None
        return
    assert stated.found is not None
    whole = "average" if "average" in said else "total" if said else None
    assert (int(stated.found.quantity.amount), stated.bound, str(stated.aggregate)) == (number, wanted, str(whole))


@given(st.integers(1, 999_999), st.sampled_from([*"①⑤²³"]), st.sampled_from(["", "件"]))
def test_the_mark_of_a_note_never_becomes_a_digit(number: int, mark: str, unit: str) -> None:
    assert read_quantity(f"{number}{mark}{unit}", Unit("件")) is None
    assert read_stated(f"{number}{mark}{unit}", Unit("件")).found is None


@pytest.mark.parametrize("pair", list(combinations(["箇所", "か所", "カ所", "ヶ所", "ヵ所", "個所"], 2)), ids=" ".join)
def test_the_spellings_of_a_counter_are_one_unit(pair: tuple[str, str]) -> None:
    found = read_quantity(f"10{pair[0]}", Unit(pair[1]))
    assert found is not None
    assert found.units == (pair[1],)


@pytest.mark.parametrize("text", ["25人/年", "1日25件", "延べ", "/年", "5回", "12月25件"])
def test_what_says_more_is_no_number(text: str) -> None:
    stated = read_stated(text, Unit("件"))
    assert stated.found is None or stated.found.units != ("件",)
