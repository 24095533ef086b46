"""What limits an indicator to a part of it, by words that no plan holds, is refused and named; what only frames the question is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer, AnswerStatus

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    "question",
    [
        "Births to parents under 25?",
        "births by mothers over 40",
        "Retail sales of drugstores alone?",
        "retail sales of drugstores?",
        "only drugstores: retail sales",
        "just for temples, how many visitors?",
        "visitors to temples",
        "new jobs in logistics",
        "How satisfied are citizens with public transport?",
        "visitors who stayed in ryokan",
        "active seniors who volunteer",
        "births outside marriage",
        "births 25",
        "出生数25",
        "ドラッグストアだけの小売業商品販売額は?",
        "公共交通の満足度は?",
        "25歳未満の親の出生数は?",
        "観光客から外国人を除くと何人?",
    ],
)
def test_a_part_is_refused(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert all(fact.subject in answer.choices for fact in answer.facts)


@pytest.mark.parametrize(
    "question",
    [
        "the number of births that were recorded in 2021",
        "just checking: births target?",
        "only births please",
        "births for the flyer",
        "seniors vs new jobs who's ahead on achievement?",
        "関係人口じゃなくて交流人口の現状値は?",
    ],
)
def test_what_frames_a_question_limits_nothing(ask: Ask, question: str) -> None:
    assert ask(question).status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("question", "ranked"),
    [
        ("達成率が下から3番目の指標は何ですか。", "health-checkup-rate"),
        ("3rd from the bottom by achievement", "health-checkup-rate"),
        ("達成率が低い順で2番目の指標", "births"),
        ("second to last in achievement", "births"),
        ("達成率ワースト2位の指標", "births"),
        ("達成率が上から2番目の指標は?", "active-seniors"),
        ("second from the top by achievement", "active-seniors"),
        ("達成率3位は?", "manufacturing-shipments"),
        ("期限が遅い方から2番目", "regional-population"),
    ],
)
def test_a_place_in_a_ranking_is_counted_from_its_end(ask: Ask, question: str, ranked: str) -> None:
    assert list(ask(question).subjects) == [ranked]
