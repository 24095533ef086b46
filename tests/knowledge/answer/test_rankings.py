"""Rankings: what can be ranked, and what is said where nothing can."""

import pytest

from bot.workspace import Workspace
from knowledge.answer.model import AnswerStatus
from knowledge.guide import Guide, Question


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("達成率が一番高いのは?", "実績がまだ記録されていない"),
        ("which targets are we going to miss, worst first", "Nothing has been recorded"),
    ],
)
def test_without_measurements_nothing_is_ranked_by_progress(workspace: Workspace, text: str, said: str) -> None:
    answer = workspace.guide().ask(Question(text))
    assert (answer.status, answer.subjects) == (AnswerStatus.NOT_FOUND, ())
    assert said in answer.text


def test_both_ends_of_a_ranking_are_told_where_both_are_asked_for(guide: Guide) -> None:
    answer = guide.ask(Question("目標年が一番早いのと一番遅いの、それぞれどの指標?"))
    assert answer.subjects[:2] == ("safe-community", "social-migration-rate")


def test_the_oldest_baseline_is_no_progress(guide: Guide) -> None:
    answer = guide.ask(Question("基準の年がいちばん古い指標は?"))
    assert answer.subjects[0] == "regional-population"
    assert "2015年" in answer.text
