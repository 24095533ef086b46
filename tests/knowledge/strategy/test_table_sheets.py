"""A plan written as a table: a draft of that table is the plan again, and its table the same."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given

from knowledge.notation.units import PACKAGED
from knowledge.strategy.file import parse_strategy, read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.strategy.table_sheets import Figures, TableSheets
from knowledge.strategy.validation import check
from knowledge.table.reader import read_table
from knowledge.table.writer import write_csv, write_workbook
from tests.conftest import HANAGAWA, TESTS
from tests.drafting import drafted_plan
from tests.knowledge.strategy.plans import plans

SHARED = Path(os.environ.get("SHARED", TESTS.parents[1] / "shared"))
TABLES = [*sorted((TESTS / "cities").glob("*/table.xlsx")), *sorted(SHARED.glob("cities/*/table.xlsx"))]
YEAR = 2023


def workbook(plan: Strategy, figures: Figures = {}) -> bytes:  # noqa: B006 - never changed
    sheets = TableSheets.of(plan, figures, YEAR)
    return write_workbook(sheets.workbook, {sheets.title: sheets.figure_columns})


def shown(name: str, content: bytes) -> list[tuple[str | None, list[list[str]]]]:
    """What the sheets of a file show."""
    return [(sheet.title, [[cell.text for cell in row.cells] for row in sheet.rows]) for sheet in read_table(name, content).sheets]


def told(indicator: Indicator) -> dict[str, Any]:
    """What a table can tell of an indicator."""
    points = (indicator.baseline, *indicator.interim, indicator.target)
    fields = ("id", "parent", "unit", "direction", "aggregate", "term", "cumulative", "better", "category", "definition", "origin",
              "keeper", "due_month", "notes", "formerly", "evaluation")  # fmt: skip
    values = [(p.wording.ja.replace(" ", ""), p.amount, int(p.year), p.stated_year, p.bound, p.ends) for p in points]
    return {name: getattr(indicator, name) for name in fields} | {
        "name": indicator.name,
        "kana": indicator.terms.kana,
        "values": values,
    }


@pytest.mark.parametrize("path", [PACKAGED, HANAGAWA], ids=lambda path: path.stem)
def test_the_table_of_a_file_drafts_to_the_same_table(path: Path) -> None:
    plan = strategy_graph(read_strategy_file(path)[0])
    content = workbook(plan)
    again = drafted_plan("plan.xlsx", content)
    assert shown("plan.xlsx", workbook(again)) == shown("plan.xlsx", content)
    assert [told(i)["values"] for i in again.indicators] == [told(i)["values"] for i in plan.indicators]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.parent.name)
def test_a_city_halls_table_becomes_one_that_drafts_to_the_same_plan_and_table(path: Path) -> None:
    plan = drafted_plan(path.name, path.read_bytes())
    content = workbook(plan)
    again = drafted_plan(path.name, content)
    assert shown("x.xlsx", workbook(again)) == shown("x.xlsx", content)
    assert [told(i) for i in again.indicators] == [told(i) for i in plan.indicators]
    assert again.plan == replace(plan.plan, source=again.plan.source)
    places = [[(e.id, e.label, e.name.ja) for e in each.entities if not isinstance(e, Indicator)] for each in (again, plan)]
    assert places[0] == places[1]


@given(plans())
def test_any_plan_is_told_by_its_table(data: dict[str, Any]) -> None:
    file, lines = parse_strategy(yaml.safe_dump(data, allow_unicode=True), "x")
    assume(check(file, lines) == [])
    plan = strategy_graph(file)
    figures = {i.id: {2021: f"1,234{i.unit.written or ''}", 2022: "56.7"} for i in plan.indicators[::2]}
    content = workbook(plan, figures)
    again = drafted_plan("x.xlsx", content)
    assert [told(i) for i in again.indicators] == [told(i) for i in plan.indicators]
    assert shown("x.xlsx", workbook(again, figures)) == shown("x.xlsx", content)
    assert again.plan == plan.plan


def test_csv_holds_the_plans_name_and_the_indicators() -> None:
    plan = strategy_graph(read_strategy_file(HANAGAWA)[0])
    sheets = TableSheets.of(plan, {}, YEAR)
    rows = [[plan.document], *sheets.indicators]
    content = write_csv(rows)
    again = drafted_plan("plan.csv", content)
    assert TableSheets.of(again, {}, YEAR).indicators == sheets.indicators
