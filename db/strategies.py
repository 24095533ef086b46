"""The strategy in the store: loaded from its file when that changes, read back as the domain's objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from db.audit import sealing
from db.codec import Row, indicator_columns, point
from db.details import plan_details, read_indicator_details, read_plan_details
from db.former_ids import FAMILY, refuse_mixed, write_former_ids
from db.plan_scope import PlanScope
from db.points import REVISED, is_revision, write_points
from db.store import Store
from knowledge.errors import ShirubeError
from knowledge.notation.quantity import Unit
from knowledge.ports import TargetRevision
from knowledge.strategy.model import Direction, Entity, Indicator, Kind, Point, Quote, Terms, Text, UnitNoun
from knowledge.strategy.plan import Plan, Strategy
from knowledge.strategy.plan_key import qualified

if TYPE_CHECKING:
    from sqlite_utils import Database

CITY = "@city"  # the city itself among the terms; no entity has that id
_ROLES = {"kana": ("ja",), "alias": ("ja", "en"), "keyword": ("ja", "en")}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a strategy file did: revised points, indicators that are gone from it but were measured, and renamed ones.

    `renamed` are pairs of the former and the present id of those that have figures under the former one.
    """

    revised: tuple[tuple[str, str], ...] = ()
    orphans: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


class Strategies:
    """The strategy of one plan in a store: of the first one, or of a further one by its key."""

    def __init__(self, store: Store, key: str = "") -> None:
        self.store = store
        self.key = key
        self.scope = PlanScope(key)

    def digest(self) -> str | None:
        """The digest of the file that was loaded last; None where none was."""
        row = _file_row(self.store, self.key)
        return row["digest"] if row else None

    def load(self, strategy: Strategy, name: str, digest: str, today: date) -> Loaded:
        """Make the store hold that strategy, in one transaction; measurements and old targets stay."""
        with self.store.writing() as db, sealing(db, "point"):
            revised = tuple(_write(db, strategy, today))
            renamed = write_former_ids(db, strategy)
            place: dict[str, Any] = {"key": self.key} if self.key else {"id": 1}
            db.table(_file_table(self.key)).upsert(
                {
                    **place,
                    "name": name,
                    "digest": digest,
                    "loaded_on": today.isoformat(),
                    "document": strategy.document,
                    "city_ja": strategy.city.ja,
                    "city_en": strategy.city.en,
                    "plan": plan_details(strategy.plan),
                },
                pk=next(iter(place)),
            )
        return Loaded(revised, self.orphans(), renamed)

    def refuse(self, strategy: Strategy) -> None:
        """Nothing where a strategy may be loaded over what was recorded.

        Raises:
            ShirubeError: the figures are another municipality's, in other units, or of one year under two ids of one indicator.
        """
        with self.store.guarded():
            _refuse_other_city(self.store.db, strategy)
            _refuse_other_units(self.store.db, strategy)
            refuse_mixed(self.store.db, strategy)

    def measured(self) -> frozenset[str]:
        """The ids of the plan's indicators of which anything was recorded."""
        sql = f"SELECT DISTINCT indicator FROM measurements WHERE {self.scope.of('indicator')}"  # noqa: S608 - our own condition
        return frozenset(row["indicator"] for row in self.store.rows(sql, self.scope.pattern))

    def orphans(self) -> tuple[str, ...]:
        """Indicators that the file no longer has, under no id, but that were measured."""
        gone = "e.retired_on IS NOT NULL AND e.id NOT IN (SELECT former FROM former_ids)"
        measured = "SELECT DISTINCT e.id FROM entities e JOIN measurements m ON m.indicator = e.id"
        sql = f"{measured} WHERE {gone} AND {self.scope.of('e.id')}"
        return tuple(row["id"] for row in self.store.rows(sql, self.scope.pattern))

    def read(self) -> Strategy:
        """The strategy in the store."""
        return _Reader(self.store, self.key).strategy()

    def retire(self, today: date) -> None:
        """Serve the plan no more: what it holds and what was recorded of it stays, for when it is served again."""
        with self.store.writing() as db:
            _retire(db, self.scope, today)
            if self.key:
                db.execute("DELETE FROM further_strategies WHERE key = ?", [self.key])

    def revisions(self, indicator: Indicator) -> Sequence[TargetRevision]:
        """Former values of an indicator's baseline and target, oldest first."""
        sql = f"SELECT * FROM points WHERE indicator IN ({FAMILY.format('?')}) ORDER BY field, rowid"  # noqa: S608 - our own names
        rows = self.store.rows(sql, [indicator.id])
        pairs = ((before, after) for before, after in pairwise(rows) if before["field"] == after["field"])
        return [
            TargetRevision(indicator.id, before["field"], point(before), date.fromisoformat(after["stated_on"]))
            for before, after in pairs
            if before["field"] in REVISED and is_revision(before, after)
        ]


def _write(db: Database, strategy: Strategy, today: date) -> Iterator[tuple[str, str]]:
    """Write the strategy over what is there; yields the points that it revises."""
    _refuse_other_city(db, strategy)
    _refuse_other_units(db, strategy)
    _retire(db, PlanScope(strategy.key), today)
    for position, entity in enumerate(strategy.entities):
        _write_entity(db, entity, position)
        if isinstance(entity, Indicator):
            yield from write_points(db, entity, strategy.city.ja, today)
    db.table("terms").insert_all(_term_rows(strategy))
    db.table("quotes").insert_all(
        {"entity": e.id, "position": n, "section": q.section, "text": q.text}
        for e in strategy.entities
        for n, q in enumerate(e.quotes)
    )
    db.table("bullets").insert_all(
        {"entity": e.id, "position": n, "text_ja": p.ja, "text_en": p.en} for e in strategy.entities for n, p in enumerate(e.points)
    )


def _retire(db: Database, scope: PlanScope, today: date) -> None:
    """Take everything of a plan out of what is served."""
    for table in ("terms", "quotes", "bullets"):
        db.execute(f"DELETE FROM {table} WHERE {scope.of('entity')}", scope.pattern)  # noqa: S608 - our own table names
    sql = f"UPDATE entities SET retired_on = coalesce(retired_on, :today) WHERE {scope.of('id')}"  # noqa: S608
    db.execute(sql, {"today": today.isoformat(), **scope.pattern})


def _file_table(key: str) -> str:
    return "further_strategies" if key else "strategy_file"


def _file_row(store: Store, key: str) -> Row | None:
    """What was loaded last of a plan."""
    further = store.rows("SELECT * FROM further_strategies WHERE key = ?", [key]) if key else None
    return next(iter(store.rows("SELECT * FROM strategy_file") if further is None else further), None)


def _refuse_other_city(db: Database, strategy: Strategy) -> None:
    """What was recorded of one municipality must never be read as another's, and its history not be written into."""
    held = next(db.query("SELECT city_ja FROM strategy_file"), None)
    if held is None or held["city_ja"] in (strategy.city.ja, *strategy.city_terms.aliases_ja):
        return
    side_by_side = strategy.key or next(db.query("SELECT 1 FROM further_plans"), None)  # are one municipality's
    if side_by_side or next(db.query("SELECT 1 FROM measurements UNION ALL SELECT 1 FROM evaluations LIMIT 1"), None):
        raise ShirubeError("load.other_city", held=held["city_ja"], given=strategy.city.ja)


def _refuse_other_units(db: Database, strategy: Strategy) -> None:
    """What was recorded in one unit must never be read in another."""
    sql = "SELECT id, unit FROM indicators WHERE id IN (SELECT indicator FROM measurements WHERE amount IS NOT NULL)"
    measured = {row["id"]: row["unit"] for row in db.query(sql)}
    for indicator in strategy.indicators:
        after = indicator.unit.base
        for name in (indicator.id, *indicator.formerly):
            before = measured.get(name, after)
            if before != after:
                raise ShirubeError("load.other_unit", indicator=indicator.id, before=before or "-", after=after or "-")


def _write_entity(db: Database, entity: Entity, position: int) -> None:
    description = entity.description
    db.table("entities").upsert(
        {
            "id": entity.id,
            "kind": entity.kind.value,
            "number": entity.number,
            "parent": entity.parent,
            "position": position,
            "name_ja": entity.name.ja,
            "name_en": entity.name.en,
            "description_ja": description.ja if description else None,
            "description_en": description.en if description else None,
            "retired_on": None,
            "label": entity.label,
        },
        pk="id",
    )
    if isinstance(entity, Indicator):
        db.table("indicators").upsert(indicator_columns(entity), pk="id")


def _term_rows(strategy: Strategy) -> Iterator[dict[str, Any]]:
    city = qualified(strategy.key, CITY)
    owners: Iterable[tuple[str, Terms]] = ((city, strategy.city_terms), *((e.id, e.terms) for e in strategy.entities))
    for owner, terms in (*owners, *_point_terms(strategy)):
        lists = {
            ("kana", "ja"): terms.kana,
            ("alias", "ja"): terms.aliases_ja,
            ("alias", "en"): terms.aliases_en,
            ("keyword", "ja"): terms.keywords_ja,
            ("keyword", "en"): terms.keywords_en,
        }
        for (role, language), words in lists.items():
            for position, text in enumerate(words):
                yield {"entity": owner, "role": role, "language": language, "position": position, "text": text}


def _point_terms(strategy: Strategy) -> Iterator[tuple[str, Terms]]:
    for indicator in strategy.indicators:
        yield _point_owner(indicator.id, "baseline"), indicator.baseline.terms
        yield _point_owner(indicator.id, "target"), indicator.target.terms


def _point_owner(indicator: str, field: str) -> str:
    """What owns the words for an indicator's baseline or target among the terms; no entity has that id."""
    return f"{indicator}@{field}"


class _Reader:
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
        file = _file_row(self.store, self.key)
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
        return point(self.points[indicator, field], self._terms(_point_owner(indicator, field)))
