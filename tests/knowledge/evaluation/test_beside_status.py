"""Digest and report show the verdict, its reason and the causes beside the status, as they were at the digest's moment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.workspace import Workspace
from knowledge.answer.overview import glance
from knowledge.digest.model import DigestMark, DigestSpec, digest
from knowledge.digest.text import DigestText, write
from knowledge.evaluation.as_of import EvaluationsAsOf
from knowledge.evaluation.model import Evaluation
from knowledge.notation.period import Period
from knowledge.report.collect import gather
from knowledge.report.html import html
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE, fresh_workspace, load, moment

NOW = moment(2022, 11, 1, 9)
BIRTHS = Evaluation("births", 2021, verdict="C", causes="婚姻が減った", reason="出産の希望は増えている")
GOAL = Evaluation("city.goal.3", 2021, verdict="B")


@pytest.fixture
def evaluated(tmp_path: Path) -> Workspace:
    """A workspace where an indicator and its goal were evaluated."""
    opened = fresh_workspace(tmp_path)
    load(opened, SAMPLE)
    opened.evaluations.record([(None, BIRTHS), (None, GOAL)], NOW, by="U1")
    return opened


def digest_text(workspace: Workspace, language: Language = Language.JAPANESE) -> DigestText:
    """The digest of the third quarter of 2022, a month after the evaluation."""
    mark = DigestMark(NOW + timedelta(days=30), workspace.measurements.last_entry())
    spec = DigestSpec(Period.read("2022Q3") or pytest.fail("2022Q3 is a quarter"), language, DigestMark(moment(2022, 10, 1)), mark)
    return write(digest(spec, workspace.strategy, workspace.measurements, workspace.strategies, workspace.evaluations))


@pytest.mark.parametrize("language", Language)
def test_a_digest_tells_them_beside_the_status(evaluated: Workspace, language: Language) -> None:
    text = digest_text(evaluated, language)
    assert text.text.count(BIRTHS.reason) == 1
    assert text.whole_text.count(BIRTHS.causes) == 1
    assert text.counts == digest_text(evaluated, language).counts
    status = evaluated.guide().answer_context(language).words.status("behind")
    (row,) = [row for section in text.whole for row in section.rows if row.entity == "births"]
    assert status in row.cells


def test_a_digest_made_again_tells_nothing_newer(evaluated: Workspace) -> None:
    before = digest_text(evaluated)
    later = Evaluation("births", 2021, verdict="A", causes="婚姻が戻った")
    evaluated.evaluations.record(
        [(None, later), (None, Evaluation("visitors", 2021, verdict="A"))], NOW + timedelta(days=60), reason="改めた"
    )
    again = digest_text(evaluated)
    assert (again.text, again.whole_text) == (before.text, before.whole_text)


def test_as_of_a_moment_nothing_later_is_known(evaluated: Workspace) -> None:
    before, after = (EvaluationsAsOf(evaluated.evaluations, NOW + timedelta(days=days)) for days in (-1, 1))
    assert (before.latest("births"), before.of_year(2021), before.years(), before.years("births")) == (None, [], [], [])
    assert after.latest("births", 2021) == BIRTHS
    assert (list(after.years()), after.of_year(2021)) == ([2021], list(evaluated.evaluations.of_year(2021)))
    assert after.latest("births", 2020) is None


@pytest.mark.parametrize("language", Language)
def test_the_report_tells_them_beside_the_status(evaluated: Workspace, language: Language) -> None:
    report = gather(evaluated.guide().answer_context(language))
    part = next(part for part in report.indicators if part.id == "births")
    goal = next(goal for goal in report.goals if goal.id == "city.goal.3")
    assert BIRTHS.reason in part.evaluation[0]
    assert BIRTHS.causes in part.evaluation[1]
    assert part.status == evaluated.guide().answer_context(language).words.status("behind")
    assert len(goal.evaluation) == 1
    assert not any(other.evaluation for other in report.indicators if other is not part)
    assert html(report).count(BIRTHS.causes) == 1


def test_home_tells_the_verdict_with_its_reason(evaluated: Workspace) -> None:
    seen = glance(evaluated.guide().answer_context(Language.JAPANESE))
    assert BIRTHS.reason in next(each.reason for each in seen.attention if each.entity == "births")
