"""Renamed indicators: the ids under which an indicator's figures were recorded, by its `formerly`.

What is recorded keeps the id that it was recorded under, since the audit seals it. Everything that reads figures asks for the
family of an id: the id itself and those that it had. A year has its entries under one id of a family, so that its revisions
stay one series: corrections of an old year are written under the old id.
"""

from __future__ import annotations

from sqlite_utils import Database

from knowledge.errors import ShirubeError
from knowledge.strategy.model import Strategy

# the ids that an indicator's figures may stand under; to be filled in with a placeholder for its id
FAMILY = "SELECT stored FROM served_ids WHERE served = {}"
# the id that is served today of one that something was recorded under; to be filled in with a column
SERVED = "coalesce((SELECT indicator FROM former_ids WHERE former = {0}), {0})"


def write_former_ids(db: Database, strategy: Strategy) -> tuple[tuple[str, str], ...]:
    """Make the store hold the strategy's former ids; returns the pairs (former, now) that are new and have figures.

    Raises:
        ShirubeError: as `refuse_mixed_figures`.
    """
    refuse_mixed_figures(db, strategy)
    held, pairs = _held(db), _pairs(db, strategy)
    db.execute("DELETE FROM former_ids")
    db.table("former_ids").insert_all({"former": former, "indicator": name} for former, name in pairs.items())
    measured = {row["indicator"] for row in db.query("SELECT DISTINCT indicator FROM measurements")}
    return tuple((former, name) for former, name in pairs.items() if held.get(former) != name and former in measured)


def refuse_mixed_figures(db: Database, strategy: Strategy) -> None:
    """Nothing where each year's figures of an indicator stand under one of its ids.

    Raises:
        ShirubeError: two ids have figures of the same year, so that nobody can tell which are the indicator's own.
    """
    recorded: dict[tuple[str, int], str] = {}
    pairs = _pairs(db, strategy)
    for row in db.query("SELECT DISTINCT indicator, year FROM measurements ORDER BY year, indicator"):
        name = row["indicator"]
        first = recorded.setdefault((pairs.get(name, name), row["year"]), name)
        if first != name:
            raise ShirubeError("load.former_twice", first=first, second=name, year=row["year"])


def _held(db: Database) -> dict[str, str]:
    return {row["former"]: row["indicator"] for row in db.query("SELECT * FROM former_ids")}


def _pairs(db: Database, strategy: Strategy) -> dict[str, str]:
    """Each former id with the present one; what an earlier file renamed to one that this file renames goes on to the newest."""
    served = {indicator.id for indicator in strategy.indicators}
    stated = {former: each.id for each in strategy.indicators for former in each.formerly if former not in served}
    earlier = {former: stated[name] for former, name in _held(db).items() if name in stated and former not in served}
    return earlier | stated
