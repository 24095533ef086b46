"""Reads the strategy of a plan from the store as the domain's objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from db.codec import Row, point
from db.details import read_indicator_details, read_plan_details
from db.plan_scope import PlanScope
from db.store import Store
from knowledge.notation.quantity import Unit
from knowledge.strategy.model import Direction, Entity, Indicator, Kind, Point, Quote, Terms, Text, UnitNoun
from knowledge.strategy.plan import Plan, Strategy
from knowledge.strategy.plan_key import qualified

CITY = "@city"  # the city itself among the terms; no entity has that id
_ROLES = {"kana": ("ja",), "alias": ("ja", "en"), "keyword": ("ja", "en")}


def file_row(store: Store, key: str) -> Row | None:
    """What was loaded last of a plan."""
    further = store.rows("SELECT * FROM further_strategies WHERE key = ?", [key]) if key else None
    return next(iter(store.rows("SELECT * FROM strategy_file") if further is None else further), None)


def point_owner(indicator: str, field: str) -> str:
    """What owns the words for an indicator's baseline or target among the terms; no entity has that id."""
    return f"{indicator}@{field}"


class StrategyReader:
    """Reads all tables of one plan's strategy, each once, and puts the domain's objects together."""

    def __init__(self, store: Store, key: str) -> None:
        self.store = store
        self.key = key
        self.scope = PlanScope(key)
        self.terms: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._rows("terms", "entity", "ORDER BY entity, role, language, position"):
            self.terms[row["entity"]][row["role"], row["language"]].append(row["text"])
        self.quotes: dict[str, list[Quote]] = defaultdict(list)
        for row in self._rows("quotes", "entity", "ORDER BY entity, position"):
            self.quotes[row["entity"]].append(Quote(row["section"], row["text"]))
        self.bullets: dict[str, list[Text]] = defaultdict(list)
        for row in self._rows("bullets", "entity", "ORDER BY entity, position"):
            self.bullets[row["entity"]].append(Text(row["text_ja"], row["text_en"]))
        self.indicators = {row["id"]: row for row in self._rows("indicators", "id")}
        self.plan = Plan()
        points = self._rows("points", "indicator", "GROUP BY indicator, field", "*, max(revision)")
        self.points = {(row["indicator"], row["field"]): row for row in points}

    def _rows(self, table: str, column: str, order: str = "", columns: str = "*") -> Iterable[Row]:
        """The rows of a table that are the plan's."""
        return self.store.rows(f"SELECT {columns} FROM {table} WHERE {self.scope.of(column)} {order}", self.scope.pattern)  # noqa: S608

    def strategy(self) -> Strategy:
        """The strategy in force."""
        file = file_row(self.store, self.key)
        if file is None:
            raise KeyError(self.key)
        self.plan = read_plan_details(file["plan"])
        rows = self._rows("entities", "id", "AND retired_on IS NULL ORDER BY position")
        entities = tuple(self._entity(row) for row in rows)
        city = Text(file["city_ja"], file["city_en"])
        return Strategy(file["document"], city, self._terms(qualified(self.key, CITY)), entities, self.plan, self.key)

    def _terms(self, owner: str) -> Terms:
        words = self.terms[owner]
        return Terms(*(tuple(words[role, language]) for role, languages in _ROLES.items() for language in languages))

    def _entity(self, row: Row) -> Entity:
        common = {
            "id": row["id"],
            "kind": Kind(row["kind"]),
            "name": Text(row["name_ja"], row["name_en"]),
            "quotes": tuple(self.quotes[row["id"]]),
            "number": row["number"],
            "parent": row["parent"],
            "description": Text(row["description_ja"], row["description_en"]) if row["description_ja"] else None,
            "points": tuple(self.bullets[row["id"]]),
            "terms": self._terms(row["id"]),
            "label": row["label"],
        }
        return self._indicator(common) if row["kind"] == Kind.INDICATOR else Entity(**common)

    def _indicator(self, common: dict[str, Any]) -> Indicator:
        row = self.indicators[common["id"]]
        details, interims = read_indicator_details(row["details"])
        interim = (f"interim.{number}" for number in range(1, interims + 1))
        return Indicator(
            **common,
            **details,
            unit=Unit(row["unit"], row["exponent"]),
            direction=Direction(row["direction"]),
            baseline=self._point(row["id"], "baseline"),
            interim=tuple(self._point(row["id"], field) for field in interim),
            target=self._point(row["id"], "target"),
            noun=UnitNoun(row["noun_one"], row["noun_other"]) if row["noun_one"] else None,
            due_month=row["due_month"],
            keeper=row["keeper"],
            evaluation=self.plan.evaluation,
        )

    def _point(self, indicator: str, field: str) -> Point:
        return point(self.points[indicator, field], self._terms(point_owner(indicator, field)))
