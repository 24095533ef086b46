"""Which of several plans a file of figures is for: the one that it names, of those that have all that it has figures of."""

from __future__ import annotations

from datetime import date

from knowledge.errors import ImportRefused, TableRefused
from knowledge.measurement.file import read_measurements
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_names import PlanNames, readable
from knowledge.strategy.plans import Plans
from knowledge.table.reader import is_word_file, read_table

_TITLED = 5  # rows in which a table may say what it is of


def plans_of_file(name: str, content: bytes, plans: Plans, today: date) -> tuple[Strategy, ...]:
    """The plans that a file may be for: several where each has all its names and the file names none of them.

    Where none has all, it is the one with the fewest faults, so that these are told.
    """
    if not plans.several:
        return (plans.default,)
    faults = {plan.key: _faults(name, content, plan, today) for plan in plans}
    least = min(faults.values())
    fitting = tuple(plan for plan in plans if faults[plan.key] == least)
    named = {key for mention in PlanNames(plans).found(_title(name, content)) for key in mention.keys}
    told = tuple(plan for plan in fitting if plan.key in named) or fitting
    return told if least == 0 else told[:1]


def _faults(name: str, content: bytes, plan: Strategy, today: date) -> int:
    """How much of a file a plan does not take; 0 for a file that it takes whole."""
    try:
        read_measurements(name, content, plan, today)
    except ImportRefused as error:
        return len(error.faults) or 1
    return 0


def _title(name: str, content: bytes) -> str:
    """The file's name, and what stands on top of its sheets."""
    try:
        sheets = () if is_word_file(content) else read_table(name, content).sheets
    except TableRefused:
        sheets = ()
    cells = (cell.text for sheet in sheets for row in sheet.rows[:_TITLED] for cell in row.cells)
    titles = (sheet.title or "" for sheet in sheets)
    return readable("\n".join((name, *titles, *cells)))
