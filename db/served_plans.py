"""Which plan is served: the strategy file, or the last dropped plan that stands in its place.

A dropped plan stands in the place of one strategy file (`base` is its digest): once that file changes, the file is served again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from db.store import Store
from db.strategies import Strategies
from knowledge.errors import ShirubeError
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plans import FIRST


class ServedPlans:
    """The plans of one store that stand in the place of `file`: of the one that the settings name, or of a further plan's."""

    def __init__(self, store: Store, file: PlanFile, now: Callable[[], datetime], files: Sequence[PlanFile] = ()) -> None:
        """Over the file that the plans stand in the place of; `files` are those of all plans, where there are several."""
        self.store = store
        self.file = file
        self.now = now
        self.files = files

    def in_place_of(self, key: str) -> ServedPlans:
        """The same for the plan of a key.

        Raises:
            ShirubeError: there is none.
        """
        found = next((file for file in (self.file, *self.files) if file.key == key), None)
        if found is None:
            keys = ", ".join(file.key or FIRST for file in self.files)
            raise ShirubeError("side_by_side.unknown", given=key, keys=keys)
        return ServedPlans(self.store, found, self.now, self.files)

    def current(self) -> PlanFile:
        """The plan to serve."""
        sql = "SELECT name, content FROM served_plans WHERE base = ? AND returned_at IS NULL ORDER BY id DESC LIMIT 1"
        found = self.store.rows(sql, [self.file.digest])
        return PlanFile(found[0]["name"], found[0]["content"], self.file.key) if found else self.file

    def refuse(self, strategy: Strategy) -> None:
        """Nothing where a plan may be served over what was recorded.

        Raises:
            ShirubeError: the figures are another municipality's, or in other units.
        """
        assert strategy.key == self.file.key  # noqa: S101 - it would be written over another plan
        Strategies(self.store, self.file.key).refuse(strategy)

    def left_out(self, strategy: Strategy) -> tuple[str, ...]:
        """The ids of the indicators of which something was recorded and that a plan does not hold."""
        held = {name for indicator in strategy.indicators for name in (indicator.id, *indicator.formerly)}
        return tuple(sorted(Strategies(self.store, self.file.key).measured() - held))

    def serve(self, plan: PlanFile, *, by: str, key: str) -> bool:
        """Serve a plan in place of the present one, which is kept; False where that was done before under the same key.

        Raises:
            ShirubeError: as `refuse`.
        """
        assert plan.key == self.file.key  # noqa: S101 - it would be written over another plan
        with self.store.writing() as db:
            if self.was_served(key):
                return False
            db.execute(
                "INSERT INTO served_plans (key, name, content, base, served_by, served_at) VALUES (?, ?, ?, ?, ?, ?)",
                [key, plan.name, plan.text, self.file.digest, by, self._moment()],
            )
            self._load(plan)
        return True

    def was_served(self, key: str) -> bool:
        """Whether a plan was served under a key."""
        return bool(self.store.rows("SELECT 1 FROM served_plans WHERE key = ?", [key]))

    def take_back(self, key: str) -> PlanFile | None:
        """Serve the plan before again; None where the plan of that key is not the one that is served."""
        sql = "SELECT key FROM served_plans WHERE base = ? AND returned_at IS NULL ORDER BY id DESC LIMIT 1"
        with self.store.writing() as db:
            last = self.store.rows(sql, [self.file.digest])
            if not last or last[0]["key"] != key:
                return None
            db.execute("UPDATE served_plans SET returned_at = ? WHERE key = ?", [self._moment(), key])
            before = self.current()
            self._load(before)
        return before

    def _load(self, plan: PlanFile) -> None:
        Strategies(self.store, self.file.key).load(plan.strategy(), plan.name, plan.digest, self.now().date())

    def _moment(self) -> str:
        return self.now().isoformat(timespec="seconds")
