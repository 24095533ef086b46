"""Evaluations from a planning table: verdict, activities, causes, issues, next steps in columns beside the years' figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from knowledge.errors import Fault
from knowledge.evaluation.model import Section
from knowledge.measurement.sheet_forms import FormEntry
from knowledge.measurement.validation import Entry
from knowledge.notation.planning import squeezed
from knowledge.notation.stated import is_missing
from knowledge.notation.units import DATA, read_toml
from knowledge.notation.years import read_year
from knowledge.strategy.planning_table import PlanningTable, TableRow

_FIELDS = ("verdict", "verdict_reason", *map(str, Section))
_AROUND = "()[]・:の"  # what may stand between a column's name and its year


def evaluation_column(title: str) -> tuple[str, int | None] | None:
    """The field of an evaluation that a head names, and the year beside it; None where it says anything else.

    >>> evaluation_column("評価(R6)"), evaluation_column("2024年度の課題"), evaluation_column("課題"), evaluation_column("評価方法")
    (('verdict', 2024), ('issues', 2024), ('issues', None), None)
    """
    head = squeezed(title)
    for word, meaning in _words().items():
        rest = head.replace(word, "", 1).strip(_AROUND) if word in head else None
        if rest == "":
            return meaning, None
        if rest and (year := read_year(rest)) is not None:
            return meaning, year
    return None


def evaluations(table: PlanningTable) -> Iterator[FormEntry | Fault]:
    """What the rows say of evaluations; of the table's last year with figures where a column names none.

    A text belongs to the row that it is written in: one that is merged over several rows is the first one's. An indicator that
    is listed again says the same there, or is at fault.
    """
    last = last_year(table)
    seen: dict[tuple[str, int], tuple[int, Mapping[str, str]]] = {}
    for row in table.rows:
        target = row.text("id") or row.text("name") or (row.levels[-1].text if row.levels else "")
        for year, texts in _by_year(row, last).items():
            first, said = seen.setdefault((squeezed(target), year), (row.number, texts))
            if said != texts:
                yield Fault("measurement.fault.doubled", {"indicator": target, "year": year, "first": first}, row.number)
            elif first == row.number:
                entry = Entry({"target": target, "year": str(year), **texts}, row.number)
                yield FormEntry(entry, table.title, row.number, evaluation=True)


def last_year(table: PlanningTable) -> int | None:
    """The last year of which the table has a figure."""
    return max((year for row in table.rows for year, cell in row.figures.items() if not is_missing(cell.text)), default=None)


def undated(table: PlanningTable) -> tuple[str, ...]:
    """The heads of evaluation columns that name no year."""
    return tuple(title for title in table.further if (found := evaluation_column(title)) and found[1] is None)


def _by_year(row: TableRow, last: int | None) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for title, cell in row.further.items():
        named = evaluation_column(title)
        year = (named[1] or last) if named else None
        if named and year is not None and not cell.origin and not is_missing(cell.text):
            found.setdefault(year, {})[named[0]] = cell.lines
    return found


@cache
def _words() -> dict[str, str]:
    """The words of the columns, the longest first: 評価の理由 before 評価."""
    table = read_toml(DATA / "measurement.toml")["column"]
    pairs = [(squeezed(word), field) for field in _FIELDS for word in table[field]]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
