"""A candidate that was picked: the question is answered about it, as it was put."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Language
from tests.questions.specs import SHARE, sampled_questions


@pytest.mark.parametrize(
    ("question", "choice", "intent", "subject"),
    [
        ("出生の目標は?", "births", "target", "births"),
        ("出生の目標は?", "total-fertility-rate", "target", "total-fertility-rate"),
        ("出生", "births", "overview", "births"),
        ("出生はどこに属する?", "births", "goal_of", "births"),
        ("施策2", "city.goal.3.measure.2", "describe", "city.goal.3.measure.2"),
        ("目標は?", "births", "target", "births"),
        ("baseline?", "visitors", "baseline", "visitors"),
    ],
)
def test_an_ambiguous_question_is_answered_about_the_choice(
    guide: Guide, question: str, choice: str, intent: str, subject: str
) -> None:
    assert guide.ask(Question(question)).status == "ambiguous"
    answer = guide.ask(Question(question, choice=choice))
    assert (answer.status, answer.intent, answer.subjects[0]) == ("answered", intent, subject)


def test_whatever_is_asked_back_each_candidate_is_answered(guide: Guide) -> None:
    asked = [each for _, each in sampled_questions() if each.conversation is None]
    open_ = [(each, answer) for each in asked if (answer := guide.ask(each)).status == "ambiguous"]
    assert len(open_) > 20 / SHARE
    for each, answer in open_:
        for choice in answer.layout.choices:
            settled = guide.ask(replace(each, choice=choice.entity))
            assert settled.status != "ambiguous" or settled.subjects != answer.subjects, (each.text, choice.entity)


def test_a_suggestion_that_was_picked_is_told_all_about(guide: Guide) -> None:
    answer = guide.ask(Question("待機児童数の目標は?", choice="births"))
    assert (answer.status, answer.intent, answer.subjects) == ("answered", "overview", ("births",))


def test_a_choice_that_the_strategy_no_longer_holds_is_as_good_as_none(guide: Guide) -> None:
    assert guide.ask(Question("出生", choice="gone")).status == "ambiguous"


def test_a_follow_up_goes_on_from_the_choice(dialogue: Dialogue) -> None:
    dialogue.ask(Question("出生の目標は?", "choice-thread"))
    dialogue.ask(Question("出生の目標は?", "choice-thread", choice="births"))
    answer = dialogue.ask(Question("現状は?", "choice-thread"))
    assert answer.subjects == ("births",)


@pytest.mark.parametrize("language", Language)
def test_everything_in_the_strategy_can_be_told_about(guide: Guide, language: Language) -> None:
    for entity in guide.strategy.entities:
        answer = guide.about(entity.id, language)
        assert (answer.status, answer.language, answer.subjects[0]) == ("answered", language, entity.id)
