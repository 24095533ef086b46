"""Questions as data: every line of `specs/` is asked, and what it gets is held against what the line wants."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.dialogue import Dialogue
from knowledge.question_set import evaluate, read_questions

SPECS = Path(__file__).parents[1] / "specs"
KORIYAMA = sorted(path for path in SPECS.glob("*.jsonl") if path.stem != "hanagawa")


def _failures(dialogue: Dialogue, path: Path) -> list[str]:
    report = evaluate(dialogue, read_questions(path.name, path.read_text(encoding="utf-8").splitlines()))
    return [f"{each.name}: {each.wanted.q!r}: {'; '.join(each.wrong)}" for each in report.judged if each.wrong]


@pytest.mark.parametrize("path", KORIYAMA, ids=lambda path: path.stem)
def test_every_question_of_a_set_is_answered_rightly(dialogue: Dialogue, path: Path) -> None:
    assert not _failures(dialogue, path)


def test_another_city_is_served_by_the_same_code(town_dialogue: Dialogue) -> None:
    assert not _failures(town_dialogue, SPECS / "hanagawa.jsonl")
