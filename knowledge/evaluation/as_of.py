"""The evaluations as they were recorded at a moment: for what was posted then and is made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.evaluation.model import Evaluation
from knowledge.evaluation.ports import EvaluationReader
from knowledge.record_log import Revision


@dataclass(frozen=True, slots=True)
class EvaluationsAsOf:
    """A reader that knows nothing that was recorded later; what was taken back since is not shown either."""

    now: EvaluationReader
    moment: datetime

    def latest(self, target: str, fiscal_year: int | None = None) -> Evaluation | None:
        """The evaluation of an entity's year, or of its last year that had one at the moment; None where there was none."""
        found = self._in_force(target)
        return found.get(max(found, default=0) if fiscal_year is None else fiscal_year)

    def of_year(self, fiscal_year: int) -> Sequence[Evaluation]:
        """The evaluations of a fiscal year, in the plan's order."""
        of_now = self.now.of_year(fiscal_year)
        return [kept for each in of_now if (kept := self.latest(each.target, fiscal_year))]

    def years(self, target: str | None = None) -> Sequence[int]:
        """The fiscal years of which an entity, or any, had an evaluation, oldest first."""
        if target is not None:
            return sorted(self._in_force(target))
        return [year for year in self.now.years() if self.of_year(year)]

    def history(self, entity: str) -> Sequence[Revision[Evaluation]]:
        """The entries about an entity up to the moment, oldest first."""
        return [entry for entry in self.now.history(entity) if entry.recorded_at <= self.moment]

    def _in_force(self, target: str) -> dict[int, Evaluation]:
        still = self.now.years(target)
        newest = {entry.year: entry.record for entry in self.history(target)}
        return {year: kept for year in still if (kept := newest.get(year))}
