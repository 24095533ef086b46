"""Evaluations in the store: the newest revision of an entity's fiscal year in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from db.codec import Row
from db.former_ids import FAMILY, SERVED
from db.record_log import Place, RecordTable
from knowledge.errors import Fault, UndoRefused
from knowledge.evaluation.model import Evaluation, Section
from knowledge.notation.printable import printable
from knowledge.record_log import Revision

_OF = f"e.target IN (SELECT :target UNION ALL {FAMILY.format(':target')}) AND e.target_name = :target_name"
_TEXTS = (*map(str, Section), "source")


class Evaluations(RecordTable[Evaluation]):
    """The evaluations of one store."""

    kind = "evaluation"
    table = "evaluations"
    place = ("target", "target_name", "fiscal_year")
    entries = f"SELECT e.*, {SERVED.format('e.target')} AS served FROM evaluations e"  # noqa: S608 - our own names
    served = "served"

    def latest(self, target: str, fiscal_year: int | None = None) -> Evaluation | None:
        """The evaluation in force of an entity's year, or of its last evaluated year; None where there is none."""
        years = "" if fiscal_year is None else "AND fiscal_year = :year"
        found = self._in_force(f"served = :target {years} ORDER BY fiscal_year DESC LIMIT 1", target=target, year=fiscal_year)
        return found[0] if found else None

    def of_year(self, fiscal_year: int) -> Sequence[Evaluation]:
        """The evaluations in force of a fiscal year, in the plan's order."""
        return self._in_force("fiscal_year = :year ORDER BY position", year=fiscal_year)

    def years(self, target: str | None = None) -> Sequence[int]:
        """The fiscal years of which an evaluation of an entity, or of any, is in force, oldest first."""
        of = "" if target is None else "WHERE served = :target"
        sql = f"SELECT DISTINCT fiscal_year FROM evaluations_in_force {of} ORDER BY fiscal_year"  # noqa: S608 - our own condition
        return [row["fiscal_year"] for row in self.store.rows(sql, {"target": target})]

    def history(self, entity: str) -> Sequence[Revision[Evaluation]]:
        """Every entry about an entity, in the order in which they were made."""
        return self._revisions(f"{_OF} ORDER BY e.id", {"target": entity, "target_name": self._name(entity)})

    def _in_force(self, where: str, **values: object) -> Sequence[Evaluation]:
        rows = self.store.rows(f"SELECT * FROM evaluations_in_force WHERE {where}", values)  # noqa: S608 - our own conditions
        return [self._read(row) for row in rows]

    def _name(self, target: str) -> str:
        """What an evaluation of a target belongs to beside its id: the name that this has now, or nothing."""
        found = self.store.rows("SELECT name FROM evaluated WHERE id = ?", [target])
        return str(found[0]["name"]) if found else ""

    def _place(self, entity: str, year: int) -> Place:
        """Under the id that an indicator had, where the year's evaluation stands under that."""
        place = {"target": entity, "target_name": self._name(entity), "fiscal_year": year}
        last = f"SELECT e.target FROM last_evaluations e WHERE {_OF} AND e.fiscal_year = :fiscal_year ORDER BY e.withdrawn"  # noqa: S608
        found = self.store.rows(f"{last}, e.target = :target DESC LIMIT 1", place)
        return {**place, **(found[0] if found else {})}

    def _subject(self, record: Evaluation) -> tuple[str, int]:
        return record.target, record.fiscal_year

    def _printable(self, record: Evaluation) -> Evaluation:
        """Without space around its texts, too."""
        shown: dict[str, Any] = {name: printable(text).strip() for name, text in record.content.items()}
        return replace(record, **{**shown, "verdict": shown.get("verdict") or None})

    def _compare(self, record: Evaluation, newest: Revision[Evaluation] | None, reason: str | None) -> Evaluation | Fault | None:
        """An evaluation that only adds to what is recorded needs no reason."""
        before = newest.record if newest else None
        if before and not reason and record.contradicts(before):
            return Fault("evaluation.fault.recorded", {"id": record.target, "year": record.fiscal_year})
        return None if newest and before == record else record

    def _changed_since(self, newest: Revision[Evaluation]) -> UndoRefused:
        return UndoRefused("evaluation.undo.since", id=newest.entity, year=newest.year)

    def _columns(self, record: Evaluation | None) -> dict[str, Any]:
        return {
            "verdict": (record.verdict or "") if record else "",
            "verdict_reason": record.reason if record else "",
            **{text: getattr(record, text) if record else "" for text in _TEXTS},
        }

    def _read(self, row: Row) -> Evaluation:
        return Evaluation(
            row["served"],
            row["fiscal_year"],
            row["verdict"] or None,
            reason=row["verdict_reason"],
            **{text: row[text] for text in _TEXTS},
            author=row["recorded_by"],
            recorded_at=datetime.fromisoformat(row["recorded_at"]),
        )
