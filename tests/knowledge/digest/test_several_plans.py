"""Digests where several plans are served: each is of one plan, that of its goals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.services import open_specs
from bot.workspace import Workspace, open_workspace
from db.further_plans import FurtherPlans
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription_request import parse_subscription_request
from knowledge.digest.subscription_text import goals_text
from knowledge.notation.period import Period
from knowledge.notation.units import read_text
from knowledge.strategy.model import Language
from knowledge.strategy.plan_file import PlanFile
from knowledge.words.messages import messages
from tests.conftest import COMPREHENSIVE, fresh_workspace

PERIOD = Period.read("2022Q2")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Koriyama's strategy and the comprehensive plan; not to be written to."""
    workspace = fresh_workspace(Path(tmp_path_factory.mktemp("both")))
    file = PlanFile("plan.yaml", read_text(COMPREHENSIVE), "comprehensive")
    FurtherPlans(workspace.store).add(file, workspace.settings.now())
    return open_workspace(workspace.settings)


def shown(specs: DigestSpecs, goals: tuple[str, ...]) -> tuple[str, set[str]]:
    assert PERIOD
    spec = specs.of(None, PERIOD, Language.JAPANESE, goals)
    return specs.text(spec).title, {standing.indicator.id for standing in specs.digest(spec).standings}


def test_a_digest_is_of_the_plan_of_its_goals(both: Workspace) -> None:
    specs = open_specs(both)
    first, further = both.plans
    assert shown(specs, ())[1] == {each.id for each in first.indicators}
    assert shown(specs, ("city",))[1] == {each.id for each in first.indicators}
    title, ids = shown(specs, ("comprehensive:city",))
    assert ids == {each.id for each in further.indicators}
    assert "郡山市総合計画" in title
    assert shown(specs, ("comprehensive:city.goal.2",))[1] == {"comprehensive:visitors", "comprehensive:park-area"}


def test_no_goals_mean_the_first_plan_whichever_is_the_default(both: Workspace) -> None:
    FurtherPlans(both.store).choose_default("comprehensive")
    specs = open_specs(open_workspace(both.settings))
    FurtherPlans(both.store).choose_default("")
    assert "retail-sales" in shown(specs, ())[1]  # so that a digest that was posted long ago stays of its plan
    assert specs.whole() == ("comprehensive:city",)


def test_a_plan_that_is_served_no_more_has_no_digests(both: Workspace) -> None:
    specs = open_specs(both)
    assert specs.serves(("comprehensive:city",))
    assert not specs.serves(("gone:city",))


@pytest.mark.parametrize(
    ("typed", "goals"),
    [
        ("毎月 総合計画", ("comprehensive:city",)),
        ("総合計画 目標2", ("comprehensive:city.goal.2",)),
        ("毎月 目標2", ("city.goal.2",)),
        ("monthly comprehensive plan", ("comprehensive:city",)),
        ("総合戦略 毎週", ("city",)),
        ("毎月", ()),
    ],
)
def test_the_words_of_a_request_name_the_plan(both: Workspace, typed: str, goals: tuple[str, ...]) -> None:
    order = parse_subscription_request(typed, both.plans.together, date(2022, 12, 1))
    assert (order.goals, order.unread) == (goals, ())


def test_what_is_subscribed_is_said_with_its_plan(both: Workspace) -> None:
    words = messages(Language.JAPANESE)
    together = both.plans.together
    assert goals_text(("comprehensive:city",), together, words) == "郡山市総合計画"
    assert goals_text(("comprehensive:city.goal.1",), together, words) == "【郡山市総合計画】政策1"
    assert goals_text(("city.goal.1",), both.plans.default, words) == "基本目標1"
