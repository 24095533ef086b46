"""Makes digests as of now, for the terminal and for channels: the specification of a channel's next one, its content and text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time

from knowledge.collection.model import CollectionStore
from knowledge.collection.round_status import overdue_rounds
from knowledge.digest.delivery import DeliveryStore
from knowledge.digest.model import Digest, DigestMark, DigestSpec, digest
from knowledge.digest.text import DigestText, write
from knowledge.evaluation.none_recorded import NO_EVALUATIONS
from knowledge.evaluation.ports import EvaluationReader
from knowledge.notation.period import Period
from knowledge.ports import MeasurementStore, RevisionStore
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import key_of


def covering(plan: Strategy) -> tuple[str, ...]:
    """The goals of a digest that covers a plan whole: none, which means all of the first plan's, or the further plan itself."""
    return (plan.root,) if plan.key else ()


@dataclass(frozen=True, slots=True)
class DigestSpecs:
    """Makes the digests of a strategy, or of several plans as one, each digest of one plan: that of its goals.

    After `most` reminders of a collection round they tell of what is still overdue.
    """

    strategy: Strategy
    measurements: MeasurementStore
    revisions: RevisionStore
    deliveries: DeliveryStore
    now: Callable[[], datetime]
    collections: CollectionStore
    most: int
    evaluations: EvaluationReader = NO_EVALUATIONS

    def of(self, channel: str | None, period: Period, language: Language, goals: tuple[str, ...]) -> DigestSpec:
        """The specification of a period as of now: changes count from the channel's last digest, or the period's first day."""
        now = self.now()
        before = self.deliveries.previous(channel, period) if channel else None
        since = before or DigestMark(datetime.combine(period.first, time(), now.tzinfo))
        return DigestSpec(period, language, since, DigestMark(now, self.measurements.last_entry()), goals)

    def known(self, goals: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the goals that the strategy still has; none, which means all of them, where it has none of them."""
        return tuple(goal for goal in goals if goal in self.strategy)

    def serves(self, goals: tuple[str, ...]) -> bool:
        """Whether the plan of a digest's goals is still served."""
        return self._plan(goals) is not None

    def whole(self) -> tuple[str, ...]:
        """The goals of a digest that covers the plan whole that is meant where none is named."""
        plans = self.strategy.side_by_side
        return covering(plans[0]) if plans else ()

    def _plan(self, goals: tuple[str, ...]) -> Strategy | None:
        """The plan of a digest's goals; None where it is served no more."""
        key = key_of(goals[0]) if goals else ""
        return next((plan for plan in self.strategy.side_by_side or (self.strategy,) if plan.key == key), None)

    def digest(self, spec: DigestSpec) -> Digest:
        """The digest of a specification; of the plan that is meant where none is named, where its own is served no more."""
        plan = self._plan(spec.goals) or self.strategy
        goals = () if plan.root in spec.goals else tuple(goal for goal in spec.goals if goal in plan)
        made = digest(replace(spec, goals=goals), plan, self.measurements, self.revisions, self.evaluations)
        today, under = spec.until.at.date(), goals or (plan.root,) if self.strategy.side_by_side else goals
        overdue = overdue_rounds(self.collections, self.strategy, self.measurements, self.most, today, under)
        return replace(made, overdue=tuple(overdue))

    def text(self, spec: DigestSpec) -> DigestText:
        """The text of the digest of a specification."""
        return write(self.digest(spec))
