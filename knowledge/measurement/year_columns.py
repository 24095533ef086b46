"""Figures from a planning table: an indicator a row, a year a column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import Fault
from knowledge.measurement.validation import Entry
from knowledge.notation.stated import is_missing, is_unknown
from knowledge.strategy.plan import Strategy
from knowledge.strategy.planning_table import PlanningTable, TableRow
from knowledge.strategy.table_value import row_unit
from knowledge.table.model import Cell


def has_figures(table: PlanningTable) -> bool:
    """Whether the table has a column of a year with anything in it."""
    return any(row.figures for row in table.rows)


def entries(table: PlanningTable, strategy: Strategy) -> Iterator[Entry | Fault]:
    """The figures of the table as entries; a fault for each cell that does not show one.

    A cell with a dash or a word for nothing holds no figure. The source of a figure is the row's, else the plan's or the
    file's name. An indicator that is listed again gives its figures once.
    """
    told = table.one("source")
    source = ("" if is_missing(told) else told) or strategy.plan.source or Path(table.name).name
    seen: set[tuple[str, int, str]] = set()
    for row in table.rows:
        for year, cell in row.figures.items():
            if cell.problem:
                yield Fault(f"table.fault.cell.{cell.problem}", {"cell": cell.address}, row.number)
                continue
            indicator = row.text("id") or row.text("name")
            figure = (indicator, year, cell.text)
            if is_unknown(cell.text) or figure in seen:
                continue
            seen.add(figure)
            yield Entry(_fields(row, indicator, year, cell, source), row.number)


def _fields(row: TableRow, indicator: str, year: int, cell: Cell, source: str) -> dict[str, str]:
    return {
        "indicator": indicator,
        "year": str(year),
        "value": cell.text,
        "unit": row_unit(row) if row.text("unit") else "",
        "source": row.text("origin") or source,
    }
