"""A collection round, alerts and owners where several plans are served: each thing of its own plan, told apart by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.workspace import Workspace, open_workspace
from db.further_plans import FurtherPlans
from knowledge.collection.owners import owned, owner_names
from knowledge.evaluation.proposed_verdict import verdict_words
from knowledge.evaluation.rights import keepers
from knowledge.following.model import Follow, followed_indicators
from knowledge.notation.units import read_text
from knowledge.strategy.model import Language
from knowledge.strategy.plan_file import PlanFile
from tests.conftest import COMPREHENSIVE, fresh_workspace

EVALUATED = "evaluation: {rule: ratio, verdicts: [{word: 甲, least: '100'}, {word: 乙, least: '0'}]}\nperiod:"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Koriyama's strategy and a comprehensive plan with owners and own words for verdicts."""
    workspace = fresh_workspace(Path(tmp_path_factory.mktemp("both")))
    text = (
        read_text(COMPREHENSIVE).replace("period:", EVALUATED).replace("unit: 人\n", "unit: 人\n          keeper: こども政策課\n")
    )
    FurtherPlans(workspace.store).add(PlanFile("plan.yaml", text, "comprehensive"), workspace.settings.now())
    return open_workspace(workspace.settings)


def test_an_owner_has_what_it_keeps_in_each_plan(both: Workspace) -> None:
    together = both.plans.together
    assert "こども政策課" in owner_names(together, ())
    assert [each.id for each in owned("こども政策課", together, ())] == ["comprehensive:births", "comprehensive:childcare-waiting"]
    assert keepers(together["comprehensive:city.goal.1"], together) == ("こども政策課",)


def test_what_is_followed_is_told_apart(both: Workspace) -> None:
    together = both.plans.together
    follows = [Follow("U1", name, Language.JAPANESE, "behind") for name in ("births", "comprehensive:births")]
    names = [each.name.ja for each in followed_indicators(together, follows)]
    assert len(set(names)) == 2
    assert "出生数 [郡山市総合計画]" in names


def test_each_plan_judges_by_its_own_words(both: Workspace) -> None:
    together = both.plans.together
    assert [verdict.word for verdict in verdict_words(together, "comprehensive:births")] == ["甲", "乙"]
    assert verdict_words(together, "births") == ()
