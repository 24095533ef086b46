"""Questions about what staff recorded of a fiscal year: each gets the words of its own entity, year and part, and no others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.workspace import Workspace
from knowledge.answer.model import Answer
from knowledge.answer.overview import glance
from knowledge.dialogue import Dialogue
from knowledge.evaluation.model import Evaluation, Section
from knowledge.guide import Question
from knowledge.in_memory_conversations import InMemoryConversations
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE, fresh_workspace, load, moment

SECTIONS = {  # what is recorded, a mark each; the questions of a file are asked on a day of the year after
    "births 2021": ("verdict", "activities", "causes", "issues", "next_steps"),
    "births 2020": ("verdict", "causes"),
    "visitors 2021": ("causes", "next_steps"),
    "city.goal.3 2021": ("verdict", "activities", "issues", "next_steps"),
    "city.goal.1.measure.2 2021": ("issues", "next_steps"),
    "city.goal.2.measure.1 2021": ("issues", "next_steps"),
    "manufacturing-shipments 2020": ("issues",),
    "city 2021": ("verdict", "issues"),
}
SECTIONS_OF_2023 = {
    "births 2023": ("activities", "causes", "issues", "next_steps"),
    "births 2022": ("causes", "issues"),
    "visitors 2023": ("activities", "causes", "issues", "next_steps"),
    "city.goal.1.measure.2 2023": ("verdict", "activities", "issues", "next_steps"),
    "city.goal.3 2023": ("verdict", "activities", "issues", "next_steps"),
    "city 2023": ("activities", "causes", "issues", "next_steps"),
    "health-checkup-rate 2023": ("causes", "issues"),
    "active-seniors 2022": ("causes", "next_steps"),
    "city.goal.2.measure.1 2023": ("activities",),
    "new-jobs 2023": ("causes", "issues", "next_steps"),
    "city.goal.5 2022": ("issues",),
    "retail-sales 2023": ("causes",),
}
SETS = {"evaluations": (SECTIONS, moment(2022, 12, 1, 9, 0)), "evaluations_of_2023": (SECTIONS_OF_2023, moment(2024, 10, 15, 9, 0))}


def lines(name: str) -> list[str]:
    """The questions of a file."""
    return Path(__file__).with_name(f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def marked(sections: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """A mark each for what is recorded."""
    return {f"{of} {section}": f"⟦{n}⟧" for n, (of, section) in enumerate((of, s) for of in sections for s in sections[of])}


def recorded(marks: dict[str, str]) -> list[Evaluation]:
    """An evaluation each, whose texts are marks that tell entity, year and part."""
    texts: dict[tuple[str, int], dict[str, str]] = {}
    for name, mark in marks.items():
        target, year, section = name.split()
        texts.setdefault((target, int(year)), {})[section] = mark
    return [Evaluation(target, year, **said) for (target, year), said in texts.items()]


@dataclass(frozen=True)
class Evaluated:
    """Koriyama's figures and evaluations, and the marks in these."""

    dialogue: Dialogue
    marks: dict[str, str]

    def told(self, answer: Answer) -> set[str]:
        """What an answer tells of what was recorded."""
        return {name for name, mark in self.marks.items() if mark in answer.text}


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Evaluated]:
    """A workspace a file of questions."""
    made = {}
    for name, (sections, now) in SETS.items():
        opened: Workspace = fresh_workspace(tmp_path_factory.mktemp(name))
        load(opened, SAMPLE)
        opened.evaluations.record([(None, each) for each in recorded(marked(sections))], now, by="U1")
        guide = opened.guide()
        guide.today = now.date
        made[name] = Evaluated(Dialogue(guide, InMemoryConversations()), marked(sections))
    return made


def asked(line: str) -> str:
    """How a test of a line is called."""
    wanted = json.loads(line)
    return str(wanted.get("q") or wanted["turns"][-1])


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name in SETS for line in lines(name)], ids=lambda each: asked(each) if " " in each else each
)
def test_each_part_is_told_of_its_own_entity_and_year(evaluated: dict[str, Evaluated], name: str, line: str) -> None:
    """A verdict stands beside every status of its entity, and counts where it is asked for."""
    dialogue, marks, told = evaluated[name].dialogue, evaluated[name].marks, evaluated[name].told
    wanted = json.loads(line)
    for turn in wanted.get("turns", [wanted.get("q")]):
        answer = dialogue.ask(Question(turn, line if "turns" in wanted else None))
    expected = None if wanted["told"] is None else set(wanted["told"])
    beside = {name for name in marks if name.endswith("verdict") and name.split()[0] in answer.subjects}
    if expected is not None:
        assert told(answer) - beside <= expected - beside, f"misleads: {answer.text}"
        assert told(answer) >= expected, answer.text
    assert wanted.get("status", "answered") in ("any", answer.status), answer.text
    if "subjects" in wanted:
        assert list(answer.subjects) == wanted["subjects"]
    assert all(text in answer.text for text in wanted.get("has", ())), answer.text
    for fact in answer.facts:
        if fact.text in marks.values():
            assert marks[f"{fact.subject} {fact.year} {fact.field}"] == fact.text


def test_home_has_the_verdict_beside_the_status(evaluated: dict[str, Evaluated]) -> None:
    context, marks = evaluated["evaluations"].dialogue.guide.answer_context(Language.JAPANESE), evaluated["evaluations"].marks
    seen = glance(context)
    births = next(each for each in seen.attention if each.entity == "births")
    goal = next(each for each in seen.goals if each.entity == "city.goal.3")
    assert marks["births 2021 verdict"] in births.reason
    assert context.words.status("behind") in births.status
    assert marks["city.goal.3 2021 verdict"] in goal.counts
    others = [each.reason for each in seen.attention if each is not births] + [
        each.counts for each in seen.goals if each is not goal
    ]
    assert not any(mark in text for text in others for mark in marks.values())


def test_nothing_is_told_where_nothing_is_recorded(dialogue: Dialogue) -> None:
    for line in lines("evaluations"):
        for turn in json.loads(line).get("turns", [json.loads(line).get("q")]):
            answer = dialogue.ask(Question(turn))
            assert "⟦" not in answer.text
            assert not any(fact.field in ("verdict", *Section) for fact in answer.facts)
