"""The kept lexicon is that of the plan and the language data that it was built from, and of no others."""

from __future__ import annotations

from db.lexicon_cache import LexiconCache
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.strategy.plan import Strategy
from tests.conftest import Workspace


def _kept(workspace: Workspace) -> list[str]:
    return [row["digest"] for row in workspace.store.rows("SELECT digest FROM lexicon")]


def test_a_lexicon_is_built_once_for_what_it_is_made_from_and_anew_for_anything_else(
    workspace: Workspace, koriyama: Strategy
) -> None:
    cache, built = LexiconCache(workspace.store), list[Strategy]()
    original = Lexicon.of

    def counted(strategy: Strategy) -> Lexicon:
        built.append(strategy)
        return original(strategy)

    Lexicon.of = counted  # type: ignore[method-assign, assignment]
    try:
        for digest in ("plan.words", "plan.words", "plan.other words", "other plan.other words"):
            assert cache.lexicon(koriyama, digest).written() == original(koriyama).written()
    finally:
        Lexicon.of = original  # type: ignore[method-assign]
    assert len(built) == 3
    assert _kept(workspace) == ["other plan.other words"]
