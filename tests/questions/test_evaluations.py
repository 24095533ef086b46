"""Questions about what staff recorded of a fiscal year: each gets the words of its own entity, year and part, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.workspace import Workspace
from knowledge.answer.model import Answer
from knowledge.answer.overview import glance
from knowledge.dialogue import Dialogue
from knowledge.evaluation.model import Evaluation
from knowledge.guide import Question
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE, fresh_workspace, load, moment

FILE = Path(__file__).with_name("evaluations.jsonl")
NOW = moment(2022, 12, 1, 9, 0)
SECTIONS = {
    "births 2021": ("verdict", "activities", "causes", "issues", "next_steps"),
    "births 2020": ("verdict", "causes"),
    "visitors 2021": ("causes", "next_steps"),
    "city.goal.3 2021": ("verdict", "activities", "issues", "next_steps"),
    "city.goal.1.measure.2 2021": ("issues", "next_steps"),
    "city.goal.2.measure.1 2021": ("issues", "next_steps"),
    "manufacturing-shipments 2020": ("issues",),
    "city 2021": ("verdict", "issues"),
}
MARKS = {f"{of} {section}": f"⟦{n}⟧" for n, (of, section) in enumerate((of, s) for of in SECTIONS for s in SECTIONS[of])}


def recorded() -> list[Evaluation]:
    """An evaluation each, whose texts are marks that tell entity, year and part."""
    made = []
    for of, sections in SECTIONS.items():
        target, year = of.split()
        made.append(Evaluation(target, int(year), **{section: MARKS[f"{of} {section}"] for section in sections}))  # type: ignore[arg-type]
    return made


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    """Koriyama's figures and evaluations."""
    opened: Workspace = fresh_workspace(tmp_path_factory.mktemp("evaluated"))
    load(opened, SAMPLE)
    opened.evaluations.record([(None, each) for each in recorded()], NOW, by="U1")
    return opened.dialogue()


def told(answer: Answer) -> set[str]:
    """What the answer tells of what was recorded; a verdict stands beside every status and counts where it is asked for."""
    return {name for name, mark in MARKS.items() if mark in answer.text}


@pytest.mark.parametrize(
    "line", FILE.read_text(encoding="utf-8").splitlines(), ids=lambda line: str(json.loads(line).get("q", "thread"))
)
def test_each_part_is_told_of_its_own_entity_and_year(evaluated: Dialogue, line: str) -> None:
    wanted = json.loads(line)
    for turn in wanted.get("turns", [wanted.get("q")]):
        answer = evaluated.ask(Question(turn, line if "turns" in wanted else None))
    expected = None if wanted["told"] is None else set(wanted["told"])
    beside = {name for name in MARKS if name.endswith("verdict") and name.split()[0] in answer.subjects}
    if expected is not None:
        assert told(answer) - beside <= expected - beside, f"misleads: {answer.text}"
        assert told(answer) >= expected, answer.text
    assert wanted.get("status", "answered") in ("any", answer.status), answer.text
    if "subjects" in wanted:
        assert list(answer.subjects) == wanted["subjects"]
    for fact in answer.facts:
        if fact.text in MARKS.values():
            name = next(name for name, mark in MARKS.items() if mark == fact.text)
            assert f"{fact.subject} {fact.year} {fact.field}" == name


def test_home_has_the_verdict_beside_the_status(evaluated: Dialogue) -> None:
    context = evaluated.guide.answer_context(Language.JAPANESE)
    seen = glance(context)
    births = next(each for each in seen.attention if each.entity == "births")
    goal = next(each for each in seen.goals if each.entity == "city.goal.3")
    assert MARKS["births 2021 verdict"] in births.reason
    assert context.words.status("behind") in births.status
    assert MARKS["city.goal.3 2021 verdict"] in goal.counts
    others = [each.reason for each in seen.attention if each is not births] + [
        each.counts for each in seen.goals if each is not goal
    ]
    assert not any(mark in text for text in others for mark in MARKS.values())


def test_nothing_is_told_where_nothing_is_recorded(dialogue: Dialogue) -> None:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        for turn in json.loads(line).get("turns", [json.loads(line).get("q")]):
            answer = dialogue.ask(Question(turn))
            assert not told(answer)
            assert not any(fact.field in ("verdict", "causes", "issues", "activities", "next_steps") for fact in answer.facts)
