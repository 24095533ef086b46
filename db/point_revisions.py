"""The revisions of the baselines and targets that strategy files state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from db.codec import Row, point, point_columns
from knowledge.strategy.model import Indicator, Point

if TYPE_CHECKING:
    from sqlite_utils import Database

REVISED = ("baseline", "target")  # the points whose revisions answers mention


def _points(indicator: Indicator) -> Iterator[tuple[str, Point]]:
    """What the document states of an indicator, by field."""
    yield "baseline", indicator.baseline
    yield from ((f"interim.{number}", point) for number, point in enumerate(indicator.interim, start=1))
    yield "target", indicator.target


def write_points(db: Database, indicator: Indicator, city: str, today: date) -> Iterator[tuple[str, str]]:
    """Add a revision of each point that the file states otherwise than the store does."""
    for field, stated in _points(indicator):
        own = _last_point(db, indicator.id, field)
        last = own or next((found for name in reversed(indicator.formerly) if (found := _last_point(db, name, field))), None)
        columns = {**point_columns(stated), "city": city}
        if own and all(own[name] == value for name, value in columns.items()):
            continue
        revision = own["revision"] + 1 if own else 1
        db.table("points").insert(
            {"indicator": indicator.id, "field": field, "revision": revision, **columns, "stated_on": today.isoformat()}
        )
        if last and field in REVISED and is_revision(last, {**last, **columns}):
            yield indicator.id, field


def _last_point(db: Database, indicator: str, field: str) -> Row | None:
    """What a file said last of an indicator's baseline or target under an id."""
    sql = "SELECT * FROM points WHERE indicator = ? AND field = ? ORDER BY revision DESC LIMIT 1"
    return next(db.query(sql, [indicator, field]), None)


def is_revision(before: Row, after: Row) -> bool:
    """Whether a municipality's plan was revised between two rows; before `m060_plans` rows did not name it."""
    return before["city"] in (None, after["city"]) and _says_otherwise(point(before), point(after))


def _says_otherwise(before: Point, after: Point) -> bool:
    """Whether the value or its year changed, and not its spelling alone."""
    old, new = before.quantity, after.quantity
    if old is None or new is None:
        return (before.year, old, before.wording.ja) != (after.year, new, after.wording.ja)
    stated = (before.year, old.amount, old.unit, old.approximate, before.bound)
    return stated != (after.year, new.amount, new.unit, new.approximate, after.bound)
