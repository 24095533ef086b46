"""Nothing recorded for one is ever told of another: everything but one entity is evaluated, and that one is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.workspace import Workspace
from knowledge.dialogue import Dialogue
from knowledge.evaluation.model import Evaluation
from knowledge.evaluation.names import is_evaluated
from knowledge.evaluation.none_recorded import NoEvaluations
from knowledge.guide import Question
from knowledge.strategy.model import Entity, Kind
from knowledge.strategy.plan import Strategy

YEAR = 2021
MARK = "⟦{}⟧"
ASKED = {
    "ja": ("{}の課題は?", "{}の要因は?", "{}はなぜ?", "{}では何をした?", "{}の今後の方向性は?", "{}の2021年度の評価は?"),
    "en": (
        "issues of {}",
        "why is {} like that?",
        "what was done for {}?",
        "what is planned next for {}?",
        "2021 evaluation of {}",
    ),
}
FOLLOW_UPS = {"ja": ("{}は?", "じゃあ{}は?"), "en": ("what about {}?", "and {}?")}


@dataclass
class AllBut(NoEvaluations):
    """Every entity of a plan is evaluated but one."""

    strategy: Strategy
    left_out: str = ""

    def latest(self, target: str, fiscal_year: int | None = None) -> Evaluation | None:
        """An evaluation whose texts tell whose it is."""
        if target == self.left_out or fiscal_year not in (None, YEAR):
            return None
        text = MARK.format(target)
        return Evaluation(target, YEAR, verdict=text, activities=text, causes=text, issues=text, next_steps=text)

    def of_year(self, fiscal_year: int) -> Sequence[Evaluation]:
        """Those of all others."""
        return [made for e in self.strategy.entities if is_evaluated(e) and (made := self.latest(e.id, fiscal_year))]

    def years(self, target: str | None = None) -> Sequence[int]:
        """The one year."""
        return () if target == self.left_out else (YEAR,)


@pytest.fixture(scope="module")
def evaluations(measured: Workspace) -> AllBut:
    """Whose evaluations there are."""
    return AllBut(measured.strategy)


@pytest.fixture(scope="module")
def asked(measured: Workspace, evaluations: AllBut) -> Dialogue:
    """Where questions are asked."""
    dialogue = measured.dialogue()
    dialogue.guide.evaluations = evaluations
    return dialogue


def called(entity: Entity, strategy: Strategy, language: str) -> str:
    """What people call it: an indicator and the plan by name, what is numbered by its number."""
    if entity.kind is Kind.MEASURE and entity.parent:
        goal = strategy[entity.parent].number
        return f"基本目標{goal}の施策{entity.number}" if language == "ja" else f"goal {goal} measure {entity.number}"
    if entity.kind is Kind.GOAL:
        return f"基本目標{entity.number}" if language == "ja" else f"goal {entity.number}"
    return entity.name.ja if language == "ja" else entity.name.en


def named(strategy: Strategy) -> list[Entity]:
    """All that can be evaluated and has a name or number of its own."""
    return [entity for entity in strategy.entities if is_evaluated(entity) and entity.kind is not Kind.CITY]


@pytest.mark.parametrize("language", ASKED)
def test_of_whom_nothing_is_recorded_nobody_elses_words_are_told(asked: Dialogue, evaluations: AllBut, language: str) -> None:
    strategy = evaluations.strategy
    wrong = []
    for entity in named(strategy):
        evaluations.left_out = entity.id
        for question in ASKED[language]:
            answer = asked.ask(Question(question.format(called(entity, strategy, language))))
            wrong += [f"{answer.question}: {answer.text}"] if "⟦" in answer.text else []
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("language", ASKED)
def test_of_whom_something_is_recorded_it_is_told_and_nothing_else(asked: Dialogue, evaluations: AllBut, language: str) -> None:
    strategy = evaluations.strategy
    wrong = []
    evaluations.left_out = ""
    for entity in named(strategy):
        for question in ASKED[language]:
            answer = asked.ask(Question(question.format(called(entity, strategy, language))))
            rest = answer.text.replace(MARK.format(entity.id), "")
            wrong += [f"{answer.question}: {answer.text}"] if "⟦" in rest or rest == answer.text else []
    assert not wrong, "\n\n".join(wrong)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), language=st.sampled_from(list(ASKED)))
def test_a_follow_up_takes_the_words_of_the_one_it_names(
    asked: Dialogue, evaluations: AllBut, data: st.DataObject, language: str
) -> None:
    strategy = evaluations.strategy
    first, second = (data.draw(st.sampled_from(named(strategy))) for _ in range(2))
    evaluations.left_out = second.id if first.id != second.id else ""
    thread = f"{data.draw(st.uuids())}"
    question = data.draw(st.sampled_from(ASKED[language]))
    asked.ask(Question(question.format(called(first, strategy, language)), thread))
    follow_up = data.draw(st.sampled_from(FOLLOW_UPS[language]))
    answer = asked.ask(Question(follow_up.format(called(second, strategy, language)), thread))
    assert first.id == second.id or "⟦" not in answer.text, f"{answer.question}: {answer.text}"
