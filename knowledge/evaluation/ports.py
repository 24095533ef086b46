"""What evaluations need from outside, stated as protocols: `db/evaluations.py` fits them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from knowledge.evaluation.model import Evaluation, EvaluationRevision, EvaluationsRecorded


class EvaluationReader(Protocol):
    """The evaluations that were recorded.

    An evaluation is given for an entity alone that still has the name under which it was evaluated (indicators and the plan
    keep their ids): a revised plan may number its goals and measures anew.
    """

    def latest(self, target: str, fiscal_year: int | None = None) -> Evaluation | None:
        """The evaluation in force of an entity's year, or of its last evaluated year; None where there is none."""
        ...

    def of_year(self, fiscal_year: int) -> Sequence[Evaluation]:
        """The evaluations in force of a fiscal year, in the plan's order."""
        ...

    def years(self, target: str | None = None) -> Sequence[int]:
        """The fiscal years of which an evaluation of an entity, or of any, is in force, oldest first."""
        ...

    def history(self, target: str) -> Sequence[EvaluationRevision]:
        """Every entry ever made about an entity, oldest first."""
        ...


class EvaluationStore(EvaluationReader, Protocol):
    """Where evaluations are recorded: append-only, each change whole or not at all."""

    def newest(self, target: str, fiscal_year: int) -> EvaluationRevision | None:
        """The last entry about an entity's year; None where there is none."""
        ...

    def last_change(self, by: str) -> int | None:
        """The number of the last change that somebody made and did not take back; None where there is none."""
        ...

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
        """Record evaluations as one change, each as a whole; a second call with the same key changes nothing.

        Raises:
            ImportRefused: a row changes or removes what was recorded, and no reason was given.
        """
        ...

    def made(self, key: str) -> EvaluationsRecorded | None:
        """What was recorded under a key; None where nothing was yet."""
        ...

    def change(self, number: int) -> EvaluationsRecorded | None:
        """What a change did; None where there is none of that number."""
        ...

    def undo(self, change: int, now: datetime, *, by: str, reason: str) -> EvaluationsRecorded:
        """Take back one's own change.

        Raises:
            UndoRefused: there is no such change, somebody else made it, or one of its years was changed since.
        """
        ...
