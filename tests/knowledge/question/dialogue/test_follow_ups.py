"""What a question takes from the turn before it, row by row of the grammar, in both languages."""

from __future__ import annotations

from itertools import count

import pytest

from knowledge.answer.model import Answer
from knowledge.dialogue import Dialogue
from knowledge.guide import Question
from knowledge.question.query.grammar import grammar

THREADS = count()


def last(dialogue: Dialogue, *questions: str) -> Answer:
    """The answer to the last question of a thread."""
    thread = f"follow-up {next(THREADS)}"
    return [dialogue.ask(Question(question, conversation=thread)) for question in questions][-1]


@pytest.mark.parametrize(
    ("questions", "subjects"),
    [
        (("遅れている指標は?", "そのうち基本目標3のものは?"), {"births"}),
        (("Which indicators are behind?", "Which of those are under goal 3?"), {"births"}),
        (("2024年が目標年の指標は?", "2025年は?"), {"regional-population"}),
        (("Which indicators are due in 2024?", "and 2025?"), {"regional-population"}),
        (("出生数の目標は?", "それはどの基本目標の指標?"), {"births"}),
        (("What is the target for births?", "and the baseline?"), {"births"}),
        (("出生数の目標は?", "2020年のは?"), {"births"}),
        (("出生数の目標は?", "なぜ?"), {"births"}),
    ],
)
def test_what_is_left_out_is_taken_over(dialogue: Dialogue, questions: tuple[str, ...], subjects: set[str]) -> None:
    assert subjects <= set(last(dialogue, *questions).subjects)


@pytest.mark.parametrize(
    ("questions", "more"),
    [
        (("出生数の目標は?", "遅れている指標は?"), 2),
        (("What is the target for births?", "Which indicators are behind?"), 2),
        (("出生数の目標は?", "市の基本目標を全部"), 6),
        (("What is the target for births?", "list all six goals"), 6),
        (("出生数の目標は?", "達成率が一番高いのは?"), 1),
    ],
)
def test_what_asks_of_all_takes_nothing_over(dialogue: Dialogue, questions: tuple[str, ...], more: int) -> None:
    answer = last(dialogue, *questions)
    assert answer.status == "answered"
    assert len(answer.subjects) >= more
    assert answer.subjects != ("births",)


def test_every_row_names_what_is_done() -> None:
    on_list = {row.do for row in grammar().follow_ups if row.on_list}
    others = {row.do for row in grammar().follow_ups if not row.on_list}
    assert on_list == {"choose", "count", "keep", "next", "nth", "others", "rank", "turn_round"}
    assert others == {"leave", "take", "take_for_goal", "take_the_one", "count_again"}
