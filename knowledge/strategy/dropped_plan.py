"""A planning table that somebody dropped: the plan that it describes, or all that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.errors import Fault, StrategyFileError, TableRefused
from knowledge.strategy.keyed import keyed
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plan_names import names_of
from knowledge.strategy.planning_table import PlanningTable, read_planning_table
from knowledge.strategy.plans import Plans
from knowledge.strategy.table_draft import draft_from_plan
from knowledge.table.reader import read_table


@dataclass(frozen=True, slots=True)
class DroppedPlan:
    """A plan that can be served: its strategy file and what that describes, with what was guessed."""

    file: PlanFile
    strategy: Strategy
    guesses: tuple[Fault, ...]
    further: tuple[str, ...]
    figures: bool  # whether the table holds figures by year too


def in_place_of(plan: DroppedPlan, key: str) -> DroppedPlan:
    """The plan with the key of the one that it is to stand in the place of."""
    return replace(plan, file=replace(plan.file, key=key), strategy=keyed(plan.strategy, key))


def replaced(plan: DroppedPlan, plans: Plans) -> Strategy:
    """Which of several plans a dropped one is meant to stand in the place of.

    The one with most names of its own, then with most of its indicators' names; the default one where none has more.
    """
    names, called = set(names_of(plan.strategy)), {indicator.name.ja for indicator in plan.strategy.indicators}

    def likeness(each: Strategy) -> tuple[int, int]:
        return len(names & set(names_of(each))), len(called & {indicator.name.ja for indicator in each.indicators})

    return max(plans, key=likeness)


def planning_table(name: str, content: bytes) -> PlanningTable | None:
    """The planning table that a file is: one with targets; None for a file of figures alone, or one that is no table."""
    try:
        read = read_planning_table(read_table(name, content))
    except TableRefused:
        return None  # what is wrong with it is for the reader of figures to say
    return read if read and any(row.target for row in read.rows) else None


def has_figures(table: PlanningTable) -> bool:
    """Whether a table holds figures by year."""
    return any(row.figures for row in table.rows)


def read_plan(table: PlanningTable) -> DroppedPlan:
    """The plan that a table describes.

    Raises:
        StrategyFileError: cells cannot be read, or the plan cannot be served; every fault is named by its cell.
    """
    draft = draft_from_plan(table)
    file = PlanFile(table.name, draft.text())
    try:
        strategy = file.strategy()
    except StrategyFileError as error:
        raise StrategyFileError("draft.refused", table.name, error.faults) from error
    return DroppedPlan(file, strategy, tuple(draft.guesses), draft.further, has_figures(table))
