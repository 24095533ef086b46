"""A follow-up takes from the turn before what it leaves out. A dialogue is a list of (said, subjects, fact)."""

from __future__ import annotations

import itertools

import pytest

from knowledge.dialogue import Dialogue
from knowledge.guide import Question

_thread = itertools.count()

DIALOGUES = {
    "the field is new": [
        ("出生数の目標は?", "births", "target"),
        ("じゃあ現状は?", "births", "latest"),
        ("それはいつまで?", "births", "year"),
    ],
    "the subject is new": [("births target", "births", "target"), ("and the fertility rate?", "total-fertility-rate", "target")],
    "a slip is corrected": [
        ("製造品出荷額の現状値は?", "manufacturing-shipments", "baseline"),
        ("あ、間違えた、小売のほう", "retail-sales", "baseline"),
    ],
    "a number from a list": [
        ("国の基本目標を一覧で", "national.goal.1", None),
        ("2番目の中身は?", "national.goal.2", None),
        ("市のほうは?", "city.goal.2", None),
    ],
    "the next of its kind": [("基本目標3の施策2は?", "city.goal.3.measure.2", None), ("施策3は?", "city.goal.3.measure.3", None)],
    "what belongs to it": [("出生数の目標は?", "births", "target"), ("その目標の施策は?", "city.goal.3.measure.1", None)],
    "the year before": [
        ("2021年の交流人口は?", "visitors", "measured"),
        ("その前の年は?", "visitors", "measured"),
        ("その間の変化は?", "visitors", "change"),
    ],
    "asked back and chosen": [("率は?", "social-migration-rate", None), ("2", "total-fertility-rate", None)],
    "one of two": [
        ("出生数は順調?", "births", "status"),
        ("合計特殊出生率は?", "total-fertility-rate", "status"),
        ("達成率が低いのはどっち?", "births", "achievement"),
    ],
}


@pytest.mark.parametrize("turns", DIALOGUES.values(), ids=DIALOGUES)
def test_a_dialogue_goes_on(dialogue: Dialogue, turns: list[tuple[str, str, str | None]]) -> None:
    thread = f"dialogue-{next(_thread)}"
    for said, subject, field in turns:
        answer = dialogue.ask(Question(said, thread))
        assert answer.subjects[0] == subject, said
        assert field is None or field in {fact.field for fact in answer.facts if fact.subject == subject}, said


def test_an_unknown_subject_does_not_take_the_one_before(dialogue: Dialogue) -> None:
    dialogue.ask(Question("出生数の目標は?", "aside"))
    assert dialogue.ask(Question("待機児童は?", "aside")).status == "not_found"
    assert dialogue.ask(Question("福島市は?", "aside")).status == "not_found"


def test_threads_do_not_mix(dialogue: Dialogue) -> None:
    dialogue.ask(Question("出生数の目標は?", "one"))
    dialogue.ask(Question("小売の目標は?", "two"))
    assert dialogue.ask(Question("現状値は?", "one")).subjects == ("births",)


def test_without_a_thread_nothing_is_remembered(dialogue: Dialogue) -> None:
    dialogue.ask(Question("出生数の目標は?"))
    assert dialogue.ask(Question("現状値は?")).status != "answered"
