"""The strategy in the store: loaded from its file when that changes, read back as the domain's objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from db.audit import sealing
from db.codec import indicator_columns, point
from db.details import plan_details
from db.former_ids import FAMILY, refuse_mixed, write_former_ids
from db.plan_scope import PlanScope
from db.point_revisions import REVISED, is_revision, write_points
from db.store import Store
from db.strategy_reader import CITY, StrategyReader, file_row, point_owner
from knowledge.errors import ShirubeError
from knowledge.ports import TargetRevision
from knowledge.strategy.model import Entity, Indicator, Terms
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import qualified

if TYPE_CHECKING:
    from sqlite_utils import Database


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
        row = file_row(self.store, self.key)
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
        return StrategyReader(self.store, self.key).strategy()

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
        yield point_owner(indicator.id, "baseline"), indicator.baseline.terms
        yield point_owner(indicator.id, "target"), indicator.target.terms
