"""Renamed indicators: the ids under which an indicator's figures and evaluations were recorded, by its `formerly`.

What is recorded keeps the id that it was recorded under, since the audit seals it. Everything that reads it asks for the
family of an id: the id itself and those that it had. A year has its entries under one id of a family, so that its revisions
stay one series: corrections of an old year are written under the old id.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.plan_scope import PlanScope
from knowledge.errors import ShirubeError
from knowledge.strategy.plan import Strategy

if TYPE_CHECKING:
    from sqlite_utils import Database

# the ids that an indicator's figures may stand under; to be filled in with a placeholder for its id
FAMILY = "SELECT stored FROM served_ids WHERE served = {}"
# the id that is served today of one that something was recorded under; to be filled in with a column
SERVED = "coalesce((SELECT indicator FROM former_ids WHERE former = {0}), {0})"


def write_former_ids(db: Database, strategy: Strategy) -> tuple[tuple[str, str], ...]:
    """Make the store hold the strategy's former ids; returns the pairs (former, now) that are new and have records.

    Raises:
        ShirubeError: as `refuse_mixed`.
    """
    refuse_mixed(db, strategy)
    held, pairs = _held(db), _pairs(db, strategy)
    scope = PlanScope(strategy.key)
    db.execute(f"DELETE FROM former_ids WHERE {scope.of('former')}", scope.pattern)  # noqa: S608 - our own condition
    db.table("former_ids").insert_all({"former": former, "indicator": name} for former, name in pairs.items())
    recorded = {name for name, _ in _recorded(db)}
    return tuple((former, name) for former, name in pairs.items() if held.get(former) != name and former in recorded)


def refuse_mixed(db: Database, strategy: Strategy) -> None:
    """Nothing where each year's figures and evaluations of an indicator stand under one of its ids.

    Raises:
        ShirubeError: something of the same year was recorded under two ids, so that nobody can tell which is the indicator's own.
    """
    pairs = _pairs(db, strategy)
    first: dict[tuple[str, str, int], str] = {}
    for kind in _RECORDED:
        for name, year in _of_kind(db, kind):
            other = first.setdefault((kind, pairs.get(name, name), year), name)
            if other != name:
                raise ShirubeError(f"load.former_twice.{kind}", first=other, second=name, year=year)


_RECORDED = {
    "measurements": """
        SELECT indicator AS name, year FROM measurements e WHERE withdrawn = 0
            AND revision = (SELECT max(revision) FROM measurements WHERE indicator = e.indicator AND year = e.year)
        ORDER BY year, name
    """,
    "evaluations": "SELECT target AS name, fiscal_year AS year FROM last_evaluations WHERE withdrawn = 0 ORDER BY year, name",
}


def _recorded(db: Database) -> Iterator[tuple[str, int]]:
    """The ids under which something recorded is in force, with the years."""
    for kind in _RECORDED:
        yield from _of_kind(db, kind)


def _of_kind(db: Database, kind: str) -> Iterator[tuple[str, int]]:
    yield from ((row["name"], row["year"]) for row in db.query(_RECORDED[kind]))


def _held(db: Database) -> dict[str, str]:
    return {row["former"]: row["indicator"] for row in db.query("SELECT * FROM former_ids")}


def _pairs(db: Database, strategy: Strategy) -> dict[str, str]:
    """Each former id with the present one; what an earlier file renamed to one that this file renames goes on to the newest."""
    served = {indicator.id for indicator in strategy.indicators}
    stated = {former: each.id for each in strategy.indicators for former in each.formerly if former not in served}
    earlier = {former: stated[name] for former, name in _held(db).items() if name in stated and former not in served}
    return earlier | stated
