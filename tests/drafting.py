"""Plans that are drafted from tables, for the tests that need a town of another shape."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.workspace import Workspace
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.plan import Strategy
from knowledge.strategy.table_draft import draft_from_table
from knowledge.strategy.validation import check
from knowledge.table.reader import read_table
from tests.conftest import load, make_workspace


def drafted_plan(name: str, content: bytes) -> Strategy:
    """The plan that a table drafts to; the drafted file has no fault."""
    file, lines = parse_strategy(draft_from_table(read_table(name, content)).text(), name)
    assert check(file, lines) == []
    return strategy_graph(file)


def drafted_workspace(folder: Path, table: Path | str, today: date, *, figures: bool = True) -> Workspace:
    """A workspace over the plan that a table drafts to, which is a file or the text of one, with the table's figures."""
    if isinstance(table, str):
        text, table = table, folder / "t.csv"
        table.write_text(text, encoding="utf-8")
    plan = folder / "plan.yaml"
    plan.write_text(draft_from_table(read_table(table.name, table.read_bytes())).text(), encoding="utf-8")
    opened = make_workspace(folder, plan, today)
    if figures:
        load(opened, table)
    return opened
