"""The door for a question: which language the answer is in."""

from __future__ import annotations

import pytest

from knowledge.dialogue import Dialogue
from knowledge.guide import MOST_QUESTIONS, Guide, Question
from knowledge.question.text.normalize import LIMIT
from knowledge.strategy.model import Language

JA, EN = Language.JAPANESE, Language.ENGLISH


def test_in_a_thread_the_question_decides_its_language_then_the_askers_choice_then_the_thread(dialogue: Dialogue) -> None:
    asked: list[tuple[str, Language | None, Language]] = [
        ("What is the target for births?", JA, EN),
        ("TFR", None, EN),
        ("TFR", JA, JA),
        ("births", None, JA),
        ("births", EN, EN),
        ("shusseisuu no mokuhyou", EN, JA),
        ("出生数の目標は?", EN, JA),
    ]
    for text, chosen, language in asked:
        assert dialogue.ask(Question(text, "language-thread", chosen)).language is language, text


def test_a_guide_remembers_nothing_and_tells_what_is_to_be_remembered(guide: Guide) -> None:
    asked = Question("出生数の目標は?", "c")
    answer = guide.ask(asked)
    assert guide.ask(asked) == answer
    assert guide.ask(Question("いつまで?", "c")).status != "answered"
    assert answer.turn is not None
    assert guide.ask(Question("いつまで?", "c"), answer.turn).subjects == ("births",)


def test_a_text_in_neither_language_leaves_the_thread_as_it_was(guide: Guide) -> None:
    assert guide.ask(Question("Привет", "c")).turn is None


def test_a_text_in_neither_language_is_helped_in_both_the_askers_first(guide: Guide) -> None:
    for chosen, language in ((None, JA), (JA, JA), (EN, EN)):
        answer = guide.ask(Question("Привет", language=chosen))
        japanese, english = answer.text.index("しるべです"), answer.text.index("I am Shirube")
        assert answer.language is language
        assert (japanese < english) is (language is JA)
        assert [line.startswith("しるべです") for line in answer.layout.headline] == [language is JA, language is not JA]
        assert len(answer.layout.examples) == 14


@pytest.mark.parametrize(
    ("filler", "question"), [("お世話になっております。", "出生数の目標は?"), ("hello there. ", "births target?")]
)
def test_a_text_longer_than_what_is_read_is_not_answered_from_its_first_half(guide: Guide, filler: str, question: str) -> None:
    within = question + filler * ((LIMIT - len(question)) // len(filler))
    assert guide.ask(Question(within)).subjects == ("births",)
    answer = guide.ask(Question(within + filler))
    assert answer.status == "not_found"
    assert not answer.subjects
    assert str(LIMIT)[0] in answer.text


def test_more_questions_than_can_be_answered_at_once_are_not_answered_in_part(guide: Guide) -> None:
    assert len(guide.ask(Question("出生数の目標は?" * MOST_QUESTIONS)).parts) == MOST_QUESTIONS
    answer = guide.ask(Question("出生数の目標は?" * (MOST_QUESTIONS + 1)))
    assert answer.status == "not_found"
    assert str(MOST_QUESTIONS) in answer.text


def test_a_long_text_that_is_looked_through_says_how_much_of_it_was_read(guide: Guide) -> None:
    assert not guide.mentions_in("出生数の件。").layout.notes
    assert guide.mentions_in("出生数の件。" * LIMIT).layout.notes
