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


@pytest.mark.parametrize(
    ("questions", "subjects"),
    [
        (("元気高齢者の目標は?", "同じ目標のもう一つは?"), ("health-checkup-rate",)),
        (("合計特殊出生率はどの目標?", "その目標の残り1つは?"), ("births",)),
        (("合計特殊出生率はどの目標?", "その目標のもう一個の指標は?"), ("births",)),
        (("What is the target for active seniors?", "what is the remaining one of that goal?"), ("health-checkup-rate",)),
        (("Which goal does the birth rate belong to?", "the second one of that goal?"), ("births",)),
        (("元気高齢者の目標は?", "その目標の2つ目の指標は?"), ("health-checkup-rate",)),
        (("What is the births target?", "the last indicator of that goal?"), ("births",)),
        (("出生数と観光客の目標は?", "もう1個は?"), ("visitors",)),
        (("小売と製造品の目標は?", "少ないほうは?"), ("retail-sales",)),
        (("births and visitors targets?", "the larger one?"), ("visitors",)),
        (("出生数と出生率の現状は?", "数のほうは何人足りない?"), ("births",)),
        (("Which indicators of goal 3 are achieved?", "and the rest?"), ("births",)),
        (("基本目標3で達成した指標は?", "残りは?"), ("births",)),
        (("基本目標1で遅れているのは?", "逆に遅れてるのは?"), ("visitors", "births", "health-checkup-rate")),
        (("birth numbers latest", "and in 2020?", "so what's the difference between the two?"), ("births",)),
    ],
)
def test_what_a_follow_up_points_at(dialogue: Dialogue, questions: tuple[str, ...], subjects: tuple[str, ...]) -> None:
    assert last(dialogue, *questions).subjects == subjects


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (("births in 2020 and 2021?", "so how much did it grow?"), "down by 45 births"),
        (("小売の目標は?", "それ最新より低くない?"), "4,010億円"),
        (("小売の目標は?", "それ最新より低い?"), "はい。小売業商品販売額の目標は3,724億円"),
        (("What is the retail target?", "is the target below the latest value?"), "¥401.0 billion"),
        (("What is the births target?", "is the target below the latest value?"), "No. Number of births: the target is 3,000"),
        (("出生数の目標は?", "どういう考えで?"), "理由は戦略に書かれていません"),
        (("健診受診率の目標は?", "現状とだいぶ差がない?"), "あと18.5ポイント"),
        (("What is the births target?", "isn't that quite far from the latest?"), "650 births short"),
        (("小売の目標は?", "目標の線まで何億円余裕あるの"), "286億円上回って"),
        (("小売の目標は?", "元はどれくらい?"), "現状値は4,337億円"),
        (("What is the retail target?", "what was the thinking behind giving it?"), "gives no reason"),
        (("新規雇用の目標は?", "What is the reasoning behind this target?"), "gives no reason"),
    ],
)
def test_what_is_told_of_it(dialogue: Dialogue, questions: tuple[str, ...], told: str) -> None:
    assert told in last(dialogue, *questions).text
