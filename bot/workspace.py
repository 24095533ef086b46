"""Who is handed what: a store, a strategy in it, and a guide over both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.settings import WorkspaceSettings
from db.evaluations import Evaluations
from db.further_plans import FurtherPlans
from db.lexicon_cache import LexiconCache
from db.measurements import Measurements
from db.served_plans import ServedPlans
from db.store import Store
from db.strategies import Loaded, Strategies
from knowledge.dialogue import Dialogue
from knowledge.evaluation.of_plan import EvaluationsOfPlan
from knowledge.guide import Guide
from knowledge.in_memory_conversations import InMemoryConversations
from knowledge.notation.units import read_text
from knowledge.ports import ConversationStore
from knowledge.question.lexicon.sources import language_digest
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plans import Plans

if TYPE_CHECKING:
    from knowledge.evaluation.recording import EvaluationRecording
    from knowledge.measurement.file_recording import FileRecording
    from knowledge.measurement.recording import Recording


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan that is served: its file, the digest of what is served in its place, and what a changed file did, if it changed."""

    file: PlanFile
    digest: str
    strategy: Strategy
    loaded: Loaded | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open store and all that stands on it: the plan to work with, and all plans, the default one first."""

    settings: WorkspaceSettings
    store: Store
    measurements: Measurements
    evaluations: Evaluations
    plan: LoadedPlan
    served: tuple[LoadedPlan, ...]

    @property
    def strategy(self) -> Strategy:
        """The strategy of the plan to work with."""
        return self.plan.strategy

    @property
    def file(self) -> PlanFile:
        """Its file."""
        return self.plan.file

    @property
    def digest(self) -> str:
        """The digest of what is served of it."""
        return self.plan.digest

    @property
    def loaded(self) -> Loaded | None:
        """What its changed file did; None where that did not change."""
        return self.plan.loaded

    @property
    def plans(self) -> Plans:
        """The strategies of all plans."""
        return Plans(tuple(each.strategy for each in self.served))

    @property
    def strategies(self) -> Strategies:
        """The stored strategy of the plan to work with."""
        return Strategies(self.store, self.strategy.key)

    def dialogue(self, conversations: ConversationStore | None = None) -> Dialogue:
        """Threads of questions to the guide; without a store of conversations, they last as long as the process."""
        return Dialogue(self.guides(), conversations or InMemoryConversations())

    def guide(self) -> Guide:
        """The guide over the plan to work with, which remembers no thread."""
        return self._guide_of(self.plan)

    def guides(self) -> Guide:
        """The guide over all plans."""
        if not self.plans.several:
            return self.guide()
        from knowledge.side_by_side.guides import Guides  # one plan needs none of it

        return Guides([self._guide_of(each) for each in self.served])

    def _guide_of(self, plan: LoadedPlan) -> Guide:
        return Guide(
            plan.strategy,
            self.measurements,
            Strategies(self.store, plan.strategy.key),
            self.settings.today,
            LexiconCache(self.store).lexicon(plan.strategy, f"{plan.digest}.{language_digest()}"),
            EvaluationsOfPlan(self.evaluations, plan.strategy.key) if self.plans.several else self.evaluations,
        )

    def recording(self) -> Recording:
        """Recording of figures in the plan to work with."""
        from knowledge.measurement.recording import Recording  # an answer needs neither

        return Recording(self.strategy, self.measurements, self.settings.now)

    def evaluating(self) -> EvaluationRecording:
        """Recording of evaluations in the plan to work with."""
        from knowledge.evaluation.recording import EvaluationRecording

        return EvaluationRecording(self.strategy, self.evaluations, self.measurements, self.settings.now)

    def file_recording(self) -> FileRecording:
        """Recording of whole files in the plan to work with."""
        from knowledge.measurement.file_recording import FileRecording

        return FileRecording(self.recording(), self.evaluating())

    @property
    def outdated(self) -> bool:
        """Whether another plan has been loaded into the store since it was opened."""
        further = FurtherPlans(self.store)
        served = {each.strategy.key: each.digest for each in self.served}
        now = {key: Strategies(self.store, key).digest() for key in ("", *(each.key for each in further.files()))}
        return served != now or self.plans.default.key != further.default()


def open_workspace(settings: WorkspaceSettings, plan: str | None = None) -> Workspace:
    """Open the database and load each plan into it whose file has changed; `plan` is the key of the one to work with.

    Raises:
        StoreError: the database cannot be used.
        StrategyFileError: a strategy file cannot be served.
        ShirubeError: no plan has that key.
    """
    file = PlanFile(str(settings.shirube_strategy), read_text(settings.shirube_strategy))
    store = Store(settings.shirube_database)
    further = FurtherPlans(store)
    default = further.default()
    served = sorted((_load(store, each, settings) for each in (file, *further.files())), key=lambda each: each.file.key != default)
    chosen = Plans(tuple(each.strategy for each in served)).named(plan)
    (worked,) = (each for each in served if each.strategy is chosen)
    return Workspace(settings, store, Measurements(store), Evaluations(store), worked, tuple(served))


def _load(store: Store, file: PlanFile, settings: WorkspaceSettings) -> LoadedPlan:
    """What is served of a plan, written into the store where it has changed."""
    strategies = Strategies(store, file.key)
    plan = ServedPlans(store, file, settings.now).current()
    loaded = None
    if strategies.digest() != plan.digest:
        loaded = strategies.load(plan.strategy(), plan.name, plan.digest, settings.today())
    return LoadedPlan(file, plan.digest, strategies.read(), loaded)
