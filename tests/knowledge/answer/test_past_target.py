"""After the target year: no pace is told, and the status says whether that year's value is recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.guide import Guide, Question
from tests.conftest import SAMPLE, load, make_workspace


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """A guide in 2026, when the targets of 2024 are past and nothing later than 2022 is recorded."""
    workspace = make_workspace(tmp_path_factory.mktemp("late"), today=date(2026, 6, 1))
    load(workspace, SAMPLE)
    return workspace.guide()


@pytest.mark.parametrize(
    "question", ["出生数の必要ペースは?", "What pace do births need?", "観光客は年あたり何人増やす必要がある?"]
)
def test_no_pace_is_told(late: Guide, question: str) -> None:
    answer = late.ask(Question(question))
    assert answer.status == "answered"
    assert not [fact for fact in answer.facts if fact.field == "required_pace"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("出生数は順調?", "目標年の2024年は過ぎていますが、その年の実績は記録されていません"),
        ("How are births doing?", "The target year, 2024, has passed, and no figure is recorded for it."),
    ],
)
def test_the_status_says_that_the_target_years_value_is_missing(late: Guide, question: str, said: str) -> None:
    assert said in late.ask(Question(question)).text


def test_a_value_of_the_target_year_is_not_said_to_be_missing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, today=date(2026, 6, 1))
    load(workspace, SAMPLE)
    (tmp_path / "late.csv").write_text("indicator,year,value,source\nbirths,2024,2600,s\n")
    load(workspace, tmp_path / "late.csv")
    text = workspace.guide().ask(Question("出生数は順調?")).text
    assert "目標年の2024年は過ぎています。" in text
    assert "2,600人" in text
