"""Constructs that refuse a question and name its words, each with a question beside it that holds the same words and is read."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.question.pipeline import Pipeline
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query

TODAY = date(2022, 12, 1)


def read(pipeline: Pipeline, text: str) -> Query:
    """The query of a text that is one question."""
    (frame,) = pipeline.questions(text)[1]
    return pipeline.read(frame, None, TODAY)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("前回の計画の出生数の目標は?", "前回の計画"),  # another edition
        ("旧計画の出生数の目標は?", "旧計画"),
        ("当初の戦略では出生数の目標は?", "当初の戦略"),
        ("births target in the original plan", "original plan"),
        ("What was the births target in the previous plan?", "previous plan"),
        ("コロナ前の観光客数は?", "コロナ前の"),  # a time that is told by an event
        ("births target before the revision", "before the revision"),
        ("visitors since the earthquake", "earthquake"),
        ("郡山以外の出生数は?", "郡山以外の"),  # other places
        ("births outside Koriyama", "outside Koriyama"),
        ("2021年に達成した指標は?", "2021年に達成"),  # a status of another time
        ("Which targets were missed last year?", "missed last year"),
        ("出生数はいつから減っている?", "いつから"),  # when something began
        ("since when are births falling?", "since when"),
        ("どの課が遅れている?", "どの課が"),  # one of what no plan holds
        ("達成できそうにない指標は?", "達成できそうにない指標"),  # a status that is not judged
        ("What is the cost of measure 1 of goal 2?", "cost of measure 1"),  # what no measure tells
        ("検診を受けていない人の割合は?", "ていない人"),  # the others than those that are counted
        ("the share of people who did not get a checkup", "who did not"),
        ("こおりやま広域圏以外の人口は?", "こおりやま広域圏以外の人口"),  # what is left of a topic
        ("観光客数が2倍になったら目標に届く?", "2倍"),  # a number of something unknown
        ("小売業の店舗数は?", "店舗数"),  # a topic of one kanji that is a part of a word
        ("合計特殊出生率の順位は?", "順位"),  # a place among others
        ("Which measures deal with neither tourism nor sports?", "neither tourism"),  # those that a topic does not speak of
        ("観光に関係しない施策は?", "観光に関係しない施策"),
        ("水準割れの指標は?", "水準割"),  # a word of which only the beginning is known
        ("who chaired the group on births?", "who chaired"),  # nobody is named
        ("who counted the visitors in 2020?", "who counted"),
        ("Which companies created the 402 new jobs?", "Which companies"),  # one of what an indicator counts
        (
            "What sanctions follow if the checkup rate stays at 40%?",
            "sanctions follow",
        ),  # words of the asking clause that nothing explains
        ("Of the wide-area population, how many are under fifteen?", "fifteen"),
        ("入込客のうち、台湾から来た方の数は?", "台湾"),
        ("births in the 2020s", "the 2020s"),  # years of which no single one is asked for
        ("births in the last decade", "decade"),
        ("visitors target in yen", "yen"),  # a unit that the indicator has not
        ("担当者がいない指標は?", "がいない指標"),  # a denial of what no condition tells
        ("終わっていない施策は?", "終わっていない施策"),
        ("indicators whose target is not 500 people", "not 500 people"),
        ("目標が500人じゃない指標は?", "500人じゃない指標"),
        ("平成の出生数は?", "平成の出生数"),  # an era as a whole
        ("出生数は令和になってから増えた?", "令和になって"),
        ("受診率は速報値?", "受診率は速報値"),  # whether an indicator is what nobody knows
        ("births and unicorns", "unicorns"),  # something unknown, asked for beside an indicator
        ("出生数とユニコーンの数を教えて", "ユニコーン"),
        ("Sweden's fertility rate", "Sweden"),
        ("new jobs in IT", "IT"),
        ("大腸がんの検診、受診率は?", "大腸がん"),
    ],
)
def test_what_no_strategy_holds_is_refused_by_name(pipeline: Pipeline, text: str, named: str) -> None:
    query = read(pipeline, text)
    assert query.intent is Intent.UNKNOWN
    assert named in query.unknown or named in query.unclaimed


@pytest.mark.parametrize(
    "text",
    [
        "この計画の出生数の目標は?",
        "births target in the plan",
        "I need the births target before the meeting",
        "visitors since 2019",
        "郡山の出生数は?",
        "births in Koriyama",
        "births and visitors",
        "出生数と観光客の数を教えて",
        "Koriyama's fertility rate",
        "births: what is it in 2021?",
        "2024年が目標年で達成した指標は?",
        "Which targets have been missed?",
        "国の第2期総合戦略の期間は何年から何年まで?",
        "どの指標が遅れている?",
        "達成できなかった指標は?",
        "What is measure 1 of goal 2?",
        "お店の売上の目標は?",
        "数値目標が1つしかない基本目標は?",
        "単位が人でも円でもない指標は?",
        "達成率が100%じゃない指標は?",
        "平成30年の出生数は?",
        "retail sales target in yen",
        "new jobs achievement in percent",
        "which indicator carries the number 68,323?",
        "達成率の順位は?",
        "出生数以外の指標は?",
    ],
)
def test_the_same_words_are_read_where_they_limit_nothing(pipeline: Pipeline, text: str) -> None:
    assert read(pipeline, text).intent is not Intent.UNKNOWN


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("受診率の目標はいつ決めた?", "decision"),
        ("出生数の目標は何年ごとに見直す?", "decision"),
        ("When was the births target set?", "decision"),
        ("Will the mayor lower the births target?", "forecast"),
        ("births minus 100", "arithmetic"),
        ("What's the difference between births and visitors?", "arithmetic"),
        ("出生数の目標を変える予定は?", "decision"),
        ("受診率を上げるには?", "advice"),
        ("出生数を3,000人にする方法は?", "advice"),
        ("how to reach the births target", "advice"),
        ("小売業商品販売額は観光客あたりいくら?", "share"),
    ],
)
def test_what_somebody_decided_or_will_do_is_no_field_of_a_plan(pipeline: Pipeline, text: str, request_: str) -> None:
    query = read(pipeline, text)
    assert query.intent is Intent.REFUSED
    assert request_ in query.requests


@pytest.mark.parametrize(
    ("text", "select"),
    [
        ("受診率の目標はいつ?", "year"),
        ("When is the births target due?", "year"),
        ("When were births recorded last?", "latest"),
        ("観光客は何割減?", "change"),
        ("by what percentage did visitors fall?", "change"),
        ("観光客は前の年に比べてどう?", "change"),
        ("受診率は何割?", "value"),
        ("出生数は毎年減っている?", "trend"),
        ("births each year", "trend"),
        ("How much must births rise each year?", "required_pace"),
        ("出生数は毎年何人増やせばいい?", "required_pace"),
        ("How many years are left for births?", "year"),
    ],
)
def test_a_time_or_a_share_is_of_what_it_stands_beside(pipeline: Pipeline, text: str, select: str) -> None:
    query = read(pipeline, text)
    assert query.intent is Intent.LOOKUP
    assert select in query.select


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Births did not fall in 2021, right?", True),
        ("the births target isn't 3,000, is it?", True),
        ("出生数の目標は3,000人じゃないよね?", True),
        ("Isn't the births target 3,000?", False),
        ("出生数の目標は3,000人だよね?", False),
    ],
)
def test_what_a_question_denies_gets_no_plain_yes(pipeline: Pipeline, text: str, denied: bool) -> None:
    assert read(pipeline, text).denied is denied
