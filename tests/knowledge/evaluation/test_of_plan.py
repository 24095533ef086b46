"""The evaluations of one of several plans."""

from __future__ import annotations

from bot.workspace import Workspace, open_workspace
from db.further_plans import FurtherPlans
from knowledge.evaluation.of_plan import EvaluationsOfPlan
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.measurement.validation import Entry
from knowledge.notation.units import read_text
from knowledge.strategy.plan_file import PlanFile
from tests.conftest import COMPREHENSIVE


def test_a_year_of_a_plan_has_its_own_evaluations_alone(workspace: Workspace) -> None:
    file = PlanFile("plan.yaml", read_text(COMPREHENSIVE), "comprehensive")
    FurtherPlans(workspace.store).add(file, workspace.settings.now())
    both = open_workspace(workspace.settings)
    recording = EvaluationRecording(both.plans.together, both.evaluations, both.measurements, both.settings.now)
    for target, year in (("comprehensive:births", "2021"), ("births", "2020")):
        checked = recording.check(Entry({"target": target, "year": year, "activities": f"of {target}"}))
        assert not isinstance(checked, list)
        recording.save(checked.evaluation)
    first, further = (EvaluationsOfPlan(both.evaluations, key) for key in ("", "comprehensive"))
    assert (list(first.years()), list(further.years())) == ([2020], [2021])
    assert [kept.target for kept in further.of_year(2021)] == ["comprehensive:births"]
    assert list(first.of_year(2021)) == []
    assert list(further.years("comprehensive:births")) == [2021]
