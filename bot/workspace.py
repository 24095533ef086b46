"""Who is handed what: a store, a strategy in it, and a guide over both."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.settings import WorkspaceSettings
from db.lexicon_cache import LexiconCache
from db.measurements import Measurements
from db.store import Store
from db.strategies import Loaded, Strategies
from knowledge.dialogue import Dialogue
from knowledge.errors import StrategyFileError
from knowledge.guide import Guide
from knowledge.in_memory_conversations import InMemoryConversations
from knowledge.measurement.recording import Recording
from knowledge.notation.units import read_text
from knowledge.ports import ConversationStore
from knowledge.question.lexicon.sources import language_digest
from knowledge.strategy.model import Strategy

LOADER = b"2"  # raise it where a new version writes the same strategy file otherwise into the store


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open store and all that stands on it. `loaded` tells what a changed strategy file did, None where it did not change."""

    settings: WorkspaceSettings
    store: Store
    strategies: Strategies
    measurements: Measurements
    strategy: Strategy
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
        )

    def recording(self) -> Recording:
        """The door for figures of this workspace's strategy."""
        return Recording(self.strategy, self.measurements, self.settings.now)


def open_workspace(settings: WorkspaceSettings) -> Workspace:
    """Open the database and load the strategy file into it if that has changed.

    Raises:
        StoreError: the database cannot be used.
        StrategyFileError: the strategy file cannot be served.
    """
    text = read_text(settings.shirube_strategy)
    store = Store(settings.shirube_database)
    strategies = Strategies(store)
    digest = hashlib.sha256(LOADER + text.encode()).hexdigest()
    loaded = None
    if strategies.digest() != digest:
        loaded = _load(strategies, text, digest, settings)
    return Workspace(settings, store, strategies, Measurements(store), strategies.read(), digest, loaded)


def _load(strategies: Strategies, text: str, digest: str, settings: WorkspaceSettings) -> Loaded:
    from knowledge.strategy.file import parse_strategy
    from knowledge.strategy.graph import strategy_graph
    from knowledge.strategy.validation import check  # only a changed file needs the file's models

    name = str(settings.shirube_strategy)
    file, lines = parse_strategy(text, name)
    faults = check(file, lines)
    if faults:
        raise StrategyFileError("strategy.refused", name, tuple(faults))
    return strategies.load(strategy_graph(file), name, digest, settings.today())
