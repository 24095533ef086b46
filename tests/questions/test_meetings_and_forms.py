"""What mails, minutes, forms and threads of a meeting ask: read by their frame and grammar, not by their sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer, AnswerStatus
from knowledge.dialogue import Dialogue
from knowledge.guide import Question

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("本市が掲げる六つの基本目標の名称を、順に御披露いただきたい。", [f"city.goal.{number}" for number in range(1, 7)]),
        ("2025年以降に期限を迎える指標をお示し願います。", ["social-migration-rate", "regional-population"]),
        ("基本目標6の第3施策を御披露願いたい。", ["city.goal.6.measure.3"]),
        ("本戦略の基本的な考え方の2点目について御説明願います。", ["city.principle.2"]),
        ("ご担当者様\n出生数の目標を教えてください。", ["births"]),
        ("@企画 基本目標6の指標と目標値 14時までに頼みます!", ["lifelong-learning-satisfaction"]),
        ("別表1 基本目標4の指標名", ["safe-community", "regional-population"]),
        ("福島県ではなく郡山市の出生数の目標は?", ["births"]),
        ("よその市ではなく郡山市の出生数の目標は?", ["births"]),
        ("達成率が300%という指標は本当にあるの?", ["total-fertility-rate"]),
        ("Which indicator has a 44% achievement?", ["new-jobs"]),
        ("Retail target: 2024 or 2025?", ["retail-sales"]),
    ],
)
def test_a_request_is_read_by_its_frame(ask: Ask, question: str, subjects: list[str]) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert list(answer.subjects) == subjects


@pytest.mark.parametrize(
    "question",
    [
        "基本目標3.5の指標は何?",
        "施策3.2の内容は",
        "基本目標-1の指標",
        "goal 2.5 indicators",
        "社会増減数の現状値は何人?",
        "転入超過数の目標は?",
        "births last nov?",
        "2021年13月の観光客数",
        "市長の満足度は?",
        "前回の出生数は?",
        "元気高齢者の割合は何%?",
        "what percentage of active seniors?",
        "Night-time visitors",
    ],
)
def test_what_is_near_and_not_held_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        (("新規雇用者数の達成率は?", "元気高齢者数も同様にお願いします。", "高いのはどちらですか。"), "active-seniors"),
        (("birth target?", "and visitors?", "which one is higher?"), "visitors"),
        (("出生数の最新値は?", "新規雇用者数は?", "どれが多い?"), "births"),
    ],
)
def test_two_that_were_spoken_of_are_compared(dialogue: Dialogue, turns: tuple[str, ...], first: str) -> None:
    *_, answer = (dialogue.ask(Question(turn, conversation=turns[0])) for turn in turns)
    assert answer.subjects[0] == first


def test_values_of_two_units_are_not_compared(dialogue: Dialogue) -> None:
    thread = "units"
    *_, answer = (
        dialogue.ask(Question(turn, conversation=thread)) for turn in ("birth target?", "and retail sales?", "which one is higher?")
    )
    assert answer.status is AnswerStatus.NOT_FOUND


def test_the_difference_of_two_years_that_were_spoken_of_is_theirs(dialogue: Dialogue) -> None:
    thread = "years"
    *_, answer = (
        dialogue.ask(Question(turn, conversation=thread)) for turn in ("出生数の2020年の値は?", "その前の年は?", "差は何人ですか。")
    )
    assert [fact.value for fact in answer.facts if fact.field == "change"] == ["-45"]


def test_what_was_listed_is_counted(dialogue: Dialogue) -> None:
    dialogue.ask(Question("達成した指標は?", conversation="count"))
    answer = dialogue.ask(Question("何件ですか。", conversation="count"))
    assert [fact.value for fact in answer.facts if fact.field == "count"] == ["4"]


def test_a_place_beyond_the_end_of_a_list_is_refused(dialogue: Dialogue) -> None:
    dialogue.ask(Question("基本目標3の指標は?", conversation="end"))
    assert dialogue.ask(Question("4つ目は?", conversation="end")).status is AnswerStatus.NOT_FOUND


def test_what_was_listed_is_not_given_for_all_but_that(dialogue: Dialogue) -> None:
    listed = dialogue.ask(Question("達成した指標は?", conversation="rest"))
    others = dialogue.ask(Question("それ以外は?", conversation="rest"))
    assert others.subjects
    assert not {*others.subjects} & {*listed.subjects}
