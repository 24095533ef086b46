"""A reader of evaluations where none is kept."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.evaluation.model import Evaluation
from knowledge.record_log import Revision


class NoEvaluations:
    """No evaluation of anything."""

    def latest(self, target: str, fiscal_year: int | None = None) -> Evaluation | None:
        """None."""
        del target, fiscal_year
        return None

    def of_year(self, fiscal_year: int) -> Sequence[Evaluation]:
        """None at all."""
        del fiscal_year
        return ()

    def years(self, target: str | None = None) -> Sequence[int]:
        """No year."""
        del target
        return ()

    def history(self, entity: str) -> Sequence[Revision[Evaluation]]:
        """No entry."""
        del entity
        return ()


NO_EVALUATIONS = NoEvaluations()
