"""The door for a question: which language the answer is in."""

from __future__ import annotations

from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
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
        assert len(answer.layout.examples) == 10
