"""A strategy file by its name and text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from knowledge.errors import StrategyFileError
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import qualified

LOADER = b"2"  # raise it where a new version writes the same strategy file otherwise into the store


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A strategy file; `key` is what the ids of a further plan begin with."""

    name: str
    text: str
    key: str = ""

    @property
    def digest(self) -> str:
        """What tells it from every other one."""
        return hashlib.sha256(LOADER + qualified(self.key, self.text).encode()).hexdigest()

    def strategy(self) -> Strategy:
        """What it describes.

        Raises:
            StrategyFileError: it cannot be served.
        """
        from knowledge.strategy.file import parse_strategy
        from knowledge.strategy.graph import strategy_graph
        from knowledge.strategy.keyed import keyed
        from knowledge.strategy.validation import check  # only a changed file needs the file's models

        file, lines = parse_strategy(self.text, self.name)
        faults = check(file, lines)
        if faults:
            raise StrategyFileError("strategy.refused", self.name, tuple(faults))
        return keyed(strategy_graph(file), self.key)
