"""Evaluations in the store: append-only, the newest revision of an entity's fiscal year in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from db.audit import seal
from db.change_log import begin_change, find_change
from db.codec import Row
from db.store import Store
from knowledge.errors import Fault, ImportRefused, UndoRefused
from knowledge.evaluation.model import Evaluation, EvaluationEdit, EvaluationRevision, EvaluationsRecorded, Section
from knowledge.notation.printable import printable

_INSERT = """
    INSERT INTO evaluations (target, target_name, fiscal_year, revision, withdrawn, verdict, activities, causes, issues, next_steps,
        verdict_reason, source, recorded_at, recorded_by, reason, change)
    VALUES (:target, :target_name, :fiscal_year, :revision, :withdrawn, :verdict, :activities,
        :causes, :issues, :next_steps, :verdict_reason, :source, :recorded_at, :recorded_by, :reason, :change)
"""
_ENTRIES = "SELECT * FROM evaluations WHERE"
_OF = "target = ? AND target_name = ?"
_TEXTS = (*map(str, Section), "source")


class Evaluations:
    """The evaluations of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def latest(self, target: str, fiscal_year: int | None = None) -> Evaluation | None:
        """The evaluation in force of an entity's year, or of its last evaluated year; None where there is none."""
        years = "" if fiscal_year is None else "AND fiscal_year = :year"
        found = self._in_force(f"target = :target {years} ORDER BY fiscal_year DESC LIMIT 1", target=target, year=fiscal_year)
        return found[0] if found else None

    def of_year(self, fiscal_year: int) -> Sequence[Evaluation]:
        """The evaluations in force of a fiscal year, in the plan's order."""
        return self._in_force("fiscal_year = :year ORDER BY position", year=fiscal_year)

    def years(self, target: str | None = None) -> Sequence[int]:
        """The fiscal years of which an evaluation of an entity, or of any, is in force, oldest first."""
        of = "" if target is None else "WHERE target = :target"
        sql = f"SELECT DISTINCT fiscal_year FROM evaluations_in_force {of} ORDER BY fiscal_year"  # noqa: S608 - our own condition
        return [row["fiscal_year"] for row in self.store.rows(sql, {"target": target})]

    def history(self, target: str) -> Sequence[EvaluationRevision]:
        """Every entry about an entity, in the order in which they were made."""
        return self._entries(f"{_OF} ORDER BY id", target, self._name(target))

    def newest(self, target: str, fiscal_year: int) -> EvaluationRevision | None:
        """The last entry about an entity's year; None where there is none."""
        return self._newest(target, self._name(target), fiscal_year)

    def _newest(self, target: str, name: str, fiscal_year: int) -> EvaluationRevision | None:
        entries = self._entries(f"{_OF} AND fiscal_year = ? ORDER BY revision DESC LIMIT 1", target, name, fiscal_year)
        return entries[0] if entries else None

    def _name(self, target: str) -> str:
        """What an evaluation of a target belongs to beside its id: the name that this has now, or nothing."""
        found = self.store.rows("SELECT name FROM evaluated WHERE id = ?", [target])
        return str(found[0]["name"]) if found else ""

    def last_change(self, by: str) -> int | None:
        """The number of the last change that somebody made and did not take back; None where there is none."""
        sql = (
            "SELECT max(v.change) AS number FROM evaluations v JOIN changes c ON c.id = v.change"
            " WHERE v.recorded_by = ? AND c.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id)"
        )
        number: int | None = self.store.rows(sql, [by])[0]["number"]
        return number

    def record(
        self,
        rows: Iterable[tuple[int | None, Evaluation]],
        now: datetime,
        *,
        name: str = "",
        by: str | None = None,
        reason: str | None = None,
        key: str | None = None,
        dry: bool = False,
    ) -> EvaluationsRecorded:
        """Record evaluations as one change, all or none, each as a whole; `rows` carry their line in a file.

        A row that repeats what is recorded changes nothing; one that changes or removes a text or verdict needs a reason. A
        second call with the same `key` changes nothing and tells what the first one did.

        Raises:
            ImportRefused: rows contradict what is recorded and no reason was given; it names every such row.
        """
        with self.store.writing():
            made = self.made(key) if key else None
            if made:
                return made
            wanted = [(line, _printable(row), self.newest(row.target, row.fiscal_year)) for line, row in rows]
            faults = [] if reason else [fault for row in wanted if (fault := _unexplained(*row))]
            if faults:
                raise ImportRefused("import.refused", name, tuple(faults))
            changing = [(row, newest) for _, row, newest in wanted if newest is None or newest.evaluation != row]
            repeated = len(wanted) - len(changing)
            if dry or not changing:
                return EvaluationsRecorded(None, tuple(_edit(row, newest) for row, newest in changing), repeated)
            change = begin_change(self.store, key)
            for row, _ in changing:
                self._append(row.target, self._name(row.target), row.fiscal_year, row, change, now, by, reason)
            return EvaluationsRecorded(change, self._edits(change), repeated)

    def undo(self, change: int, now: datetime, *, by: str, reason: str) -> EvaluationsRecorded:
        """Take back one's own change: each of its years gets again what it had before, or nothing; once.

        Raises:
            UndoRefused: there is no such change, somebody else made it, or one of its years was changed since.
        """
        with self.store.writing():
            entries = self._entries("change = ? ORDER BY id", change)
            undone = self._done("undoes = ?", change)
            self._refuse_undo(entries, by, undone)
            if undone:
                return undone
            undoing = begin_change(self.store, undoes=change)
            for entry in entries:
                self._append(entry.target, entry.target_name, entry.fiscal_year, self._before(entry), undoing, now, by, reason)
            return EvaluationsRecorded(undoing, self._edits(undoing), undoes=change)

    def _refuse_undo(self, entries: Sequence[EvaluationRevision], by: str, undone: EvaluationsRecorded | None) -> None:
        if not entries:
            raise UndoRefused("undo.unknown")
        if any(entry.recorded_by != by for entry in entries):
            raise UndoRefused("undo.others")
        for entry in () if undone else entries:
            newest = self._newest(entry.target, entry.target_name, entry.fiscal_year)
            if newest and newest.number != entry.number:
                raise UndoRefused("evaluation.undo.since", id=entry.target, year=entry.fiscal_year)

    def made(self, key: str) -> EvaluationsRecorded | None:
        """What was recorded under a key; None where nothing was yet."""
        return self._done("key = ?", key)

    def change(self, number: int) -> EvaluationsRecorded | None:
        """What a change did; None where there is none of that number."""
        return self._done("id = ?", number)

    def _done(self, where: str, value: object) -> EvaluationsRecorded | None:
        """The change of which something is true, as one that was made before."""
        found = find_change(self.store, where, value)
        return EvaluationsRecorded(found.number, self._edits(found.number), undoes=found.undoes, again=True) if found else None

    def _edits(self, change: int) -> tuple[EvaluationEdit, ...]:
        """What a change did."""
        entries = self._entries("change = ? ORDER BY id", change)
        return tuple(EvaluationEdit(entry.target, entry.fiscal_year, self._before(entry), entry.evaluation) for entry in entries)

    def _before(self, entry: EvaluationRevision) -> Evaluation | None:
        """What was in force before an entry was made."""
        sql = f"{_OF} AND fiscal_year = ? AND revision = ?"
        before = self._entries(sql, entry.target, entry.target_name, entry.fiscal_year, entry.number - 1)
        return before[0].evaluation if before else None

    def _in_force(self, where: str, **values: object) -> Sequence[Evaluation]:
        rows = self.store.rows(f"SELECT * FROM evaluations_in_force WHERE {where}", values)  # noqa: S608 - our own conditions
        return [_evaluation(row) for row in rows]

    def _entries(self, where: str, *values: object) -> Sequence[EvaluationRevision]:
        return [_revision(row) for row in self.store.rows(f"{_ENTRIES} {where}", values)]

    def _append(
        self,
        target: str,
        name: str,
        fiscal_year: int,
        evaluation: Evaluation | None,
        change: int,
        now: datetime,
        by: str | None,
        reason: str | None,
    ) -> None:
        """Add an entry about a year; without an evaluation it takes back what was in force."""
        newest = self._newest(target, name, fiscal_year)
        row = {
            "target": target,
            "target_name": name,
            "fiscal_year": fiscal_year,
            "revision": newest.number + 1 if newest else 1,
            "withdrawn": int(evaluation is None),
            "verdict": (evaluation.verdict or "") if evaluation else "",
            "verdict_reason": evaluation.reason if evaluation else "",
            **{text: getattr(evaluation, text) if evaluation else "" for text in _TEXTS},
            "recorded_at": now.isoformat(timespec="seconds"),
            "recorded_by": by,
            "reason": printable(reason) if reason else reason,
            "change": change,
        }
        db = self.store.db
        seal(db, f"evaluation:{db.conn.execute(_INSERT, row).lastrowid}")


def _printable(evaluation: Evaluation) -> Evaluation:
    """An evaluation whose texts hold nothing that cannot be shown, without space around them."""
    shown: dict[str, Any] = {name: printable(text).strip() for name, text in evaluation.content.items()}
    return replace(evaluation, **{**shown, "verdict": shown.get("verdict") or None})


def _unexplained(line: int | None, evaluation: Evaluation, newest: EvaluationRevision | None) -> Fault | None:
    """What is wrong with a row that comes without a reason."""
    if newest and newest.evaluation and evaluation.contradicts(newest.evaluation):
        return Fault("evaluation.fault.recorded", {"id": evaluation.target, "year": evaluation.fiscal_year}, line)
    return None


def _edit(evaluation: Evaluation, newest: EvaluationRevision | None) -> EvaluationEdit:
    return EvaluationEdit(evaluation.target, evaluation.fiscal_year, newest.evaluation if newest else None, evaluation)


def _evaluation(row: Row) -> Evaluation:
    return Evaluation(
        row["target"],
        row["fiscal_year"],
        row["verdict"] or None,
        reason=row["verdict_reason"],
        **{text: row[text] for text in _TEXTS},
        author=row["recorded_by"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
    )


def _revision(row: Row) -> EvaluationRevision:
    return EvaluationRevision(
        row["target"],
        row["fiscal_year"],
        row["revision"],
        None if row["withdrawn"] else _evaluation(row),
        datetime.fromisoformat(row["recorded_at"]),
        row["recorded_by"],
        row["reason"],
        row["id"],
        row["target_name"],
    )
