"""The evaluations of one of several plans: what is asked for by year, and not of an entity, is the plan's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.evaluation.model import Evaluation
from knowledge.evaluation.ports import EvaluationReader
from knowledge.record_log import Revision
from knowledge.strategy.plan_key import key_of


@dataclass(frozen=True, slots=True)
class EvaluationsOfPlan:
    """A reader of all plans' evaluations that tells those of the plan with a key."""

    every: EvaluationReader
    key: str

    def latest(self, target: str, fiscal_year: int | None = None) -> Evaluation | None:
        """The evaluation in force of an entity's year, or of its last evaluated year; None where there is none."""
        return self.every.latest(target, fiscal_year)

    def of_year(self, fiscal_year: int) -> Sequence[Evaluation]:
        """The plan's evaluations in force of a fiscal year, in its order."""
        return [kept for kept in self.every.of_year(fiscal_year) if key_of(kept.target) == self.key]

    def years(self, target: str | None = None) -> Sequence[int]:
        """The fiscal years of which an evaluation of an entity, or of any of the plan, is in force, oldest first."""
        if target is not None:
            return self.every.years(target)
        return [year for year in self.every.years() if self.of_year(year)]

    def history(self, entity: str) -> Sequence[Revision[Evaluation]]:
        """Every entry ever made about an entity, oldest first."""
        return self.every.history(entity)
