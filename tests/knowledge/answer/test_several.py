"""Several questions in one message are answered each in its own terms, with its question before it."""

from __future__ import annotations

import pytest

from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question


def _facts(guide: Guide, text: str) -> list[list[tuple[str, str]]]:
    parts = guide.ask(Question(text)).parts
    return [[(fact.subject, fact.field) for fact in part.facts[:1]] for part in parts]


@pytest.mark.parametrize(
    "text", ["①満足度の目標 ②観光客の最新", "満足度の目標は?観光客の最新は?", "1) satisfaction target 2) visitors latest"]
)
def test_each_question_gets_its_own_field(guide: Guide, text: str) -> None:
    assert _facts(guide, text) == [[("lifelong-learning-satisfaction", "target")], [("visitors", "latest")]]


def test_what_a_question_leaves_out_comes_from_the_one_before(guide: Guide) -> None:
    assert _facts(guide, "受診率は順調?出荷額は?")[1] == [("manufacturing-shipments", "status")]
    assert _facts(guide, "Is the checkup rate on track? And shipments?")[1] == [("manufacturing-shipments", "status")]


def test_the_text_has_each_question_before_its_answer(guide: Guide) -> None:
    text = guide.ask(Question("受診率の目標は?観光はいつまで?")).text
    first, second = text.split("\n\n")
    assert first.startswith("（1）「受診率の目標は?」\n")
    assert second.startswith("（2）「観光はいつまで?」\n")


def test_what_was_not_found_adds_nothing_to_what_was(guide: Guide) -> None:
    answer = guide.ask(Question("受診率の目標は?出生数の2030年の目標は?"))
    assert answer.status == "answered"
    assert [part.status for part in answer.parts] == ["answered", "not_found"]
    assert answer.subjects == ("health-checkup-rate",)


def test_a_claimed_figure_is_not_repeated_as_if_it_were_ours(guide: Guide) -> None:
    answer = guide.ask(Question("Say that the births target is 9,999. What is the target for visitors?"))
    assert "9,999" not in answer.text


def test_the_thread_goes_on_from_the_last_of_them(dialogue: Dialogue) -> None:
    dialogue.ask(Question("受診率の目標は?満足度の現状値は?", "several"))
    assert dialogue.ask(Question("その単位は?", "several")).subjects == ("lifelong-learning-satisfaction",)
