"""Follows and alerts in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from db.codec import Row
from db.store import Store
from knowledge.following.model import Alert, Figure, Follow
from knowledge.progress.rules import Status
from knowledge.strategy.model import Language

_TELL = """
    INSERT INTO alerts (place, indicator, before, after, year, value, request, n, told_at)
    VALUES (:place, :indicator, :before, :after, :year, :value, :request, :n, :told_at)
"""


class Follows:
    """The follows of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def all(self) -> Sequence[Follow]:
        """Every follow, by place."""
        return [_follow(row) for row in self.store.rows("SELECT * FROM follows ORDER BY place, id")]

    def of(self, place: str) -> Sequence[Follow]:
        """What a place follows, in the order in which it began to."""
        return [_follow(row) for row in self.store.rows("SELECT * FROM follows WHERE place = ? ORDER BY id", [place])]

    def keep(self, follow: Follow) -> bool:
        """Begin a follow; False where the place follows the indicator already."""
        sql = "INSERT INTO follows (place, indicator, language, began) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        with self.store.writing() as db:
            values = [follow.place, follow.indicator, follow.language.value, follow.began.value]
            return db.execute(sql, values).rowcount > 0

    def end(self, place: str, indicator: str | None = None) -> bool:
        """End a follow, or all of a place, with what was told under it; False where there is none."""
        sql = "DELETE FROM follows WHERE place = :place AND :indicator IN (indicator, '')"
        with self.store.writing() as db:
            return db.execute(sql, {"place": place, "indicator": indicator or ""}).rowcount > 0

    def alerts(self, place: str | None = None) -> Sequence[Alert]:
        """The alerts that stand, of one place or of all, oldest first."""
        where, values = ("WHERE place = ?", [place]) if place else ("", [])
        return [_alert(row) for row in self.store.rows(f"SELECT * FROM alerts {where} ORDER BY id", values)]  # noqa: S608

    def tell(self, alert: Alert) -> None:
        """Note an alert."""
        row = {
            "place": alert.place,
            "indicator": alert.indicator,
            "before": alert.before.value,
            "after": alert.after.value,
            "request": alert.request,
            "n": alert.n,
            "told_at": alert.told_at.isoformat(timespec="seconds"),
        }
        with self.store.writing() as db:
            db.execute(_TELL, row | _columns(alert.figure))

    def correct(self, alert: Alert, figure: Figure | None) -> None:
        """Note that an alert tells another figure now."""
        sql = "UPDATE alerts SET year = :year, value = :value WHERE request = :request AND n = :n"
        with self.store.writing() as db:
            db.execute(sql, {**_columns(figure), "request": alert.request, "n": alert.n})

    def take_back(self, alert: Alert) -> None:
        """Note that an alert stands no more."""
        with self.store.writing() as db:
            db.execute("DELETE FROM alerts WHERE request = ? AND n = ?", [alert.request, alert.n])


def _columns(figure: Figure | None) -> dict[str, int | str | None]:
    return {"year": figure.year if figure else None, "value": figure.value if figure else None}


def _follow(row: Row) -> Follow:
    return Follow(row["place"], row["indicator"], Language(row["language"]), Status(row["began"]))


def _alert(row: Row) -> Alert:
    return Alert(
        row["place"],
        row["indicator"],
        Status(row["before"]),
        Status(row["after"]),
        None if row["year"] is None else Figure(row["year"], row["value"]),
        row["request"],
        row["n"],
        datetime.fromisoformat(row["told_at"]),
    )
