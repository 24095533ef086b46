"""Which rows are one plan's, where several stand side by side: by what their ids begin with."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.strategy.plan_key import SIGN


@dataclass(frozen=True, slots=True)
class PlanScope:
    """The rows of one plan; the first plan has the empty key, and ids without one."""

    key: str

    def of(self, column: str) -> str:
        """The condition that a column holds an id of the plan; to be used with the value `pattern`."""
        return f"{column} {'GLOB' if self.key else 'NOT GLOB'} :pattern"

    @property
    def pattern(self) -> dict[str, str]:
        """The value that the condition needs."""
        return {"pattern": f"{self.key}{SIGN}*" if self.key else f"*{SIGN}*"}
