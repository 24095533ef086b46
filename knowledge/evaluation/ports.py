"""What evaluations need from outside, stated as protocols: `db/evaluations.py` fits them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from knowledge.evaluation.model import Evaluation
from knowledge.record_log import RecordLog, Revision


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

    def history(self, entity: str) -> Sequence[Revision[Evaluation]]:
        """Every entry ever made about an entity, oldest first."""
        ...


class EvaluationStore(EvaluationReader, RecordLog[Evaluation], Protocol):
    """Where staff record evaluations."""
