"""Several plans of one municipality in one database: each is read by its key, and nothing of one changes the others."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.workspace import Workspace, open_workspace
from db.further_plans import FurtherPlans
from db.served_plans import ServedPlans
from db.strategies import Strategies
from knowledge.errors import ShirubeError
from knowledge.measurement.model import Measurement
from knowledge.measurement.validation import Entry, EntryReader
from knowledge.notation.units import read_text
from knowledge.strategy.dropped_plan import DroppedPlan, in_place_of, replaced
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plan_key import key_of, local_id
from tests.conftest import COMPREHENSIVE, HANAGAWA


def plan_file(path: Path, key: str) -> PlanFile:
    return PlanFile(path.name, read_text(path), key)


def add(workspace: Workspace, key: str = "comprehensive", path: Path = COMPREHENSIVE) -> Workspace:
    """The workspace anew, after a further plan was added to it."""
    FurtherPlans(workspace.store).add(plan_file(path, key), workspace.settings.now())
    return open_workspace(workspace.settings)


def births(workspace: Workspace) -> Measurement:
    """A figure of the comprehensive plan."""
    entry = Entry({"indicator": "births", "year": "2021", "value": "2400", "source": "yearbook"})
    read = EntryReader(workspace.plans.named("comprehensive"), workspace.settings.today()).read(entry)
    assert not isinstance(read, list)
    return read


def dump(workspace: Workspace) -> list[str]:
    """All that the database holds."""
    return list(workspace.store.db.conn.iterdump())


def test_a_further_plan_is_read_as_it_was_written_under_its_key(workspace: Workspace) -> None:
    both = add(workspace)
    assert [each.key for each in both.plans] == ["", "comprehensive"]
    (_, plan) = both.plans
    assert plan == plan_file(COMPREHENSIVE, "comprehensive").strategy()
    assert {key_of(entity.id) for entity in plan.entities} == {"comprehensive"}
    alone = plan_file(COMPREHENSIVE, "").strategy()
    assert [local_id(entity.id) for entity in plan.entities] == [entity.id for entity in alone.entities]
    assert plan.under(plan.root) == plan.indicators
    assert plan.goal_of(plan.indicator("comprehensive:births")) == plan["comprehensive:city.goal.1"]


def test_the_first_plan_is_not_touched(workspace: Workspace, koriyama: Strategy) -> None:
    before = {line for line in dump(workspace) if "INSERT" in line}
    both = add(workspace)
    assert both.strategy == koriyama
    assert before <= set(dump(both))
    assert both.loaded is None


def test_figures_of_one_name_are_each_plans_own(workspace: Workspace) -> None:
    both = add(workspace)
    both.measurements.record([(None, births(both))], both.settings.now())
    assert [each.indicator for each in both.measurements.series("comprehensive:births")] == ["comprehensive:births"]
    assert both.measurements.series("births") == []
    assert Strategies(both.store).measured() == frozenset()
    assert Strategies(both.store, "comprehensive").measured() == {"comprehensive:births"}


def test_a_plan_that_is_removed_and_added_again_has_its_figures(workspace: Workspace) -> None:
    both = add(workspace)
    both.measurements.record([(None, births(both))], both.settings.now())
    FurtherPlans(both.store).remove("comprehensive", both.settings.now())
    assert both.outdated
    alone = open_workspace(both.settings)
    assert [each.key for each in alone.plans] == [""]
    assert alone.strategies.orphans() == ()
    again = add(alone)
    assert len(again.measurements.series("comprehensive:births")) == 1
    assert Strategies(again.store, "comprehensive").revisions(again.plans.together.indicator("comprehensive:births")) == []


def test_the_default_plan_stands_first_and_the_first_can_be_it_again(workspace: Workspace) -> None:
    both = add(workspace)
    FurtherPlans(both.store).choose_default("comprehensive")
    assert both.outdated
    other = open_workspace(both.settings)
    assert [each.key for each in other.plans] == ["comprehensive", ""]
    assert other.strategy.key == "comprehensive"
    assert open_workspace(both.settings, "main").strategy.key == ""
    FurtherPlans(both.store).choose_default("")
    assert open_workspace(both.settings).strategy.key == ""


def test_another_municipalitys_plan_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ShirubeError, match="other_city"):
        add(workspace, "town", HANAGAWA)
    assert [each.key for each in open_workspace(workspace.settings).plans] == [""]


def test_a_changed_file_of_a_further_plan_revises_its_targets_alone(workspace: Workspace) -> None:
    both = add(workspace)
    changed = read_text(COMPREHENSIVE).replace("value: 2600人", "value: 2700人")
    later = both.settings.now() + timedelta(days=30)
    FurtherPlans(both.store).add(PlanFile("changed.yaml", changed, "comprehensive"), later)
    again = open_workspace(both.settings)
    births = again.plans.together.indicator("comprehensive:births")
    assert str(births.target.amount) == "2700"
    (revision,) = Strategies(again.store).revisions(births)
    assert (revision.before.amount, revision.revised_on) == (2600, later.date())
    assert Strategies(again.store).revisions(again.plans.together.indicator("births")) == []


def test_an_unknown_key_is_said_with_those_that_there_are(workspace: Workspace) -> None:
    both = add(workspace)
    with pytest.raises(ShirubeError) as refused:
        both.plans.named("next")
    assert refused.value.values["keys"] == "main, comprehensive"


def test_the_lexicon_of_each_plan_is_kept(workspace: Workspace) -> None:
    both = add(workspace)
    for each in both.served:
        open_workspace(both.settings, each.strategy.key or "main").guide()
    kept = both.store.rows("SELECT count(*) AS n FROM lexicon UNION ALL SELECT count(*) FROM further_lexicons")
    assert [row["n"] for row in kept] == [1, 1]


def test_a_dropped_plan_takes_the_place_of_one_plan_and_gives_it_back(workspace: Workspace) -> None:
    both = add(workspace)
    files = [each.file for each in both.served]
    served = ServedPlans(both.store, both.file, both.settings.now, files)
    text = read_text(COMPREHENSIVE).replace("value: 2600人", "value: 2800人")
    dropped = DroppedPlan(PlanFile("plan.csv", text), PlanFile("plan.csv", text).strategy(), (), (), figures=False)
    before = replaced(dropped, both.plans)
    assert before.key == "comprehensive"
    plan = in_place_of(dropped, before.key)
    assert served.in_place_of(before.key).serve(plan.file, by="U1", key="F1")
    again = open_workspace(both.settings)
    assert again.plans.default == both.plans.default
    assert again.plans.together.indicator("comprehensive:births").target.amount == 2800
    served.in_place_of("comprehensive").take_back("F1")
    assert open_workspace(both.settings).plans.together.indicator("comprehensive:births").target.amount == 2600
    with pytest.raises(ShirubeError):
        served.in_place_of("next")
