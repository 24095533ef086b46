"""Guides over Koriyama's strategy, a made-up comprehensive plan beside it, and a made-up next term of the strategy."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.dialogue import Dialogue
from knowledge.evaluation.none_recorded import NO_EVALUATIONS
from knowledge.guide import Guide
from knowledge.in_memory_conversations import InMemoryConversations
from knowledge.notation.units import PACKAGED, read_text
from knowledge.side_by_side.guides import Guides
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_file import PlanFile
from tests.conftest import COMPREHENSIVE, NEXT_TERM, TODAY


class NothingRecorded:
    """A store of measurements and revisions that holds none."""

    def series(self, indicator: str) -> list[object]:
        return []

    history = revisions = series

    def last_entry(self) -> int:
        return 0


def plan(path: Path, key: str = "") -> Strategy:
    return PlanFile(path.name, read_text(path), key).strategy()


def guide_over(strategy: Strategy) -> Guide:
    store = NothingRecorded()
    return Guide(strategy, store, store, lambda: TODAY, None, NO_EVALUATIONS)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def first() -> Guide:
    return guide_over(plan(PACKAGED))


@pytest.fixture(scope="session")
def comprehensive() -> Guide:
    return guide_over(plan(COMPREHENSIVE, "comprehensive"))


@pytest.fixture(scope="session")
def guides(first: Guide, comprehensive: Guide) -> Guides:
    """The strategy, the default, and the comprehensive plan."""
    return Guides([first, comprehensive])


@pytest.fixture(scope="session")
def terms(first: Guide) -> Guides:
    """A term of the strategy and the next one."""
    return Guides([first, guide_over(plan(NEXT_TERM, "next"))])


@pytest.fixture
def threads(guides: Guides) -> Dialogue:
    return Dialogue(guides, InMemoryConversations())
