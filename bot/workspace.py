"""Who is handed what: a store, a strategy in it, and a guide over both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.settings import WorkspaceSettings
from db.evaluations import Evaluations
from db.lexicon_cache import LexiconCache
from db.measurements import Measurements
from db.served_plans import ServedPlans
from db.store import Store
from db.strategies import Loaded, Strategies
from knowledge.dialogue import Dialogue
from knowledge.guide import Guide
from knowledge.in_memory_conversations import InMemoryConversations
from knowledge.notation.units import read_text
from knowledge.ports import ConversationStore
from knowledge.question.lexicon.sources import language_digest
from knowledge.strategy.model import Strategy
from knowledge.strategy.plan_file import PlanFile

if TYPE_CHECKING:
    from knowledge.evaluation.recording import EvaluationRecording
    from knowledge.measurement.recording import Recording


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open store and all that stands on it. `loaded` tells what a changed strategy file did, None where it did not change."""

    settings: WorkspaceSettings
    store: Store
    strategies: Strategies
    measurements: Measurements
    evaluations: Evaluations
    strategy: Strategy
    file: PlanFile
    digest: str
    loaded: Loaded | None

    def dialogue(self, conversations: ConversationStore | None = None) -> Dialogue:
        """Threads of questions to the guide; without a store of conversations, they last as long as the process."""
        return Dialogue(self.guide(), conversations or InMemoryConversations())

    def guide(self) -> Guide:
        """The guide over this workspace, which remembers no thread."""
        return Guide(
            self.strategy,
            self.measurements,
            self.strategies,
            self.settings.today,
            LexiconCache(self.store).lexicon(self.strategy, f"{self.digest}.{language_digest()}"),
            self.evaluations,
        )

    def recording(self) -> Recording:
        """The door for figures of this workspace's strategy."""
        from knowledge.measurement.recording import Recording  # an answer needs neither

        return Recording(self.strategy, self.measurements, self.settings.now)

    def evaluating(self) -> EvaluationRecording:
        """The door for evaluations of this workspace's strategy."""
        from knowledge.evaluation.recording import EvaluationRecording

        return EvaluationRecording(self.strategy, self.evaluations, self.measurements, self.settings.now)

    @property
    def outdated(self) -> bool:
        """Whether another plan has been loaded into the store since it was opened."""
        return self.strategies.digest() != self.digest


def open_workspace(settings: WorkspaceSettings) -> Workspace:
    """Open the database and load the strategy file into it if that has changed.

    Raises:
        StoreError: the database cannot be used.
        StrategyFileError: the strategy file cannot be served.
    """
    file = PlanFile(str(settings.shirube_strategy), read_text(settings.shirube_strategy))
    store = Store(settings.shirube_database)
    strategies = Strategies(store)
    plan = ServedPlans(store, file, settings.now).current()
    loaded = None
    if strategies.digest() != plan.digest:
        loaded = strategies.load(plan.strategy(), plan.name, plan.digest, settings.today())
    records = Measurements(store), Evaluations(store)
    return Workspace(settings, store, strategies, *records, strategies.read(), file, plan.digest, loaded)
