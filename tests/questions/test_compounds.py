"""An unknown word that makes one word with a known one changes what is asked, and is named."""

from __future__ import annotations

import pytest

from knowledge.answer.model import AnswerStatus
from knowledge.guide import Guide, Question


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("出生数を月平均にすると?", "月"),
        ("改訂前の出生数の目標は?", "改訂"),
        ("震災前の交流人口は?", "震災"),
        ("交流人口は何位?", "何位"),
        ("製造品出荷額は何倍になった?", "何倍"),
        ("受診率、年代別でお願い", "年代別"),
        ("出生数の目標は3,000世帯?", "世帯"),
        ("こおりやま広域圏の人口は何市町村?", "何市町村"),
        ("新たに立地した企業は何社?", "何社"),
        ("広域圏の人口のうち郡山市の割合", "郡山市"),
        ("特定健診の対象者数は?", "対象者"),
        ("出生数が目標に届かなかったらどうなる?", ""),
        ("What if births stay at 2,350?", ""),
        ("Is the births target 3,000 households?", "households"),
        ("Are births 2,350 per month?", "per month"),
        ("How many goals are on track?", ""),
        ("順調な基本目標はいくつ?", ""),
        ("How many people were surveyed about lifelong learning?", ""),
        ("Who certifies safe communities?", ""),
        ("visitors from abroad?", "abroad"),
        ("visitors after the earthquake?", "earthquake"),
        ("元気高齢者は高齢者全体の何%?", ""),
    ],
)
def test_what_goes_with_a_word_that_says_what_is_asked_is_named(guide: Guide, question: str, word: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.status is AnswerStatus.NOT_FOUND
    assert word in answer.text


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("出生数は去年増えた?", (2020, 2021)),
        ("Did visitors grow last year?", (2020, 2021)),
        ("births up last year?", (2020, 2021)),
        ("How did births change since last year?", (2020, 2021)),
        ("出生数は一昨年減った?", (2019, 2020)),
        ("Did births fall in 2020?", (2019, 2020)),
    ],
)
def test_what_a_year_brought_is_counted_from_the_year_before(guide: Guide, question: str, years: tuple[int, int]) -> None:
    answer = guide.ask(Question(question))
    (change,) = (fact for fact in answer.facts if fact.field == "change")
    assert change.year == years[1]
    assert str(years[0]) in answer.text.splitlines()[0]


def test_more_than_in_a_year_is_the_change_since_then(guide: Guide) -> None:
    answer = guide.ask(Question("How many more births than in 2018?"))
    assert [fact.value for fact in answer.facts if fact.field == "change"] == ["-160"]


def test_in_total_is_the_number_itself_and_no_sum_over_years(guide: Guide) -> None:
    answer = guide.ask(Question("How many seniors in total?"))
    assert [fact.value for fact in answer.facts if fact.field == "latest"] == ["70410"]


@pytest.mark.parametrize(
    "question",
    [
        "元気高齢者数を地区ごとに出してもらえますか",
        "公民館を使う人だけの生涯学習満足度は?",
        "基本目標4の3つ目の数値目標は?",
        "What is the second indicator of goal 6?",
        "Should the city give up on 3,000 births?",
        "製造品出荷額が2024年に目標を達成する確率は?",
        "How many people work in the policy division?",
    ],
)
def test_what_the_strategy_does_not_tell_is_refused(guide: Guide, question: str) -> None:
    assert guide.ask(Question(question)).status is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("基本目標二の施策うん違うな五の施策だ", ("city.goal.5.measure.1", "city.goal.5.measure.2", "city.goal.5.measure.3")),
        ("goal five sorry goal one indicators", ("retail-sales", "manufacturing-shipments", "new-jobs")),
        ("やばい指標だけ教えて", ("visitors", "births", "health-checkup-rate")),
        ("まだ実績が入ってない指標は?", ("social-migration-rate", "lifelong-learning-satisfaction")),
        ("2021年の値が2020年の値より減った指標は?", ("births",)),
    ],
)
def test_a_list_holds_what_was_asked_for_alone(guide: Guide, question: str, subjects: tuple[str, ...]) -> None:
    assert guide.ask(Question(question)).subjects == subjects
