"""Several questions in one message, in both languages; what only adds to a question stays with it."""

from __future__ import annotations

import pytest

from knowledge.question.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("受診率の目標は?満足度は?", ["受診率の目標は?", "満足度は?"]),
        ("受診率の最新は?あと観光はいつまで?", ["受診率の最新は?", "あと観光はいつまで?"]),
        ("①受診率の目標 ②満足度の最新", ["受診率の目標", "満足度の最新"]),
        ("1) 基本目標3の指標 2) 基本目標4の施策", ["基本目標3の指標", "基本目標4の施策"]),
        ("問1 受診率の目標 問2 観光の最新", ["受診率の目標", "観光の最新"]),
        ("・受診率の目標\n・満足度の現状値", ["受診率の目標", "満足度の現状値"]),
        ("国の基本目標はいくつで、市の施策はいくつ?", ["国の基本目標はいくつで", "市の施策はいくつ?"]),
        ("雇用の目標は?それはどの基本目標?", ["雇用の目標は?", "それはどの基本目標?"]),
        ("jobs target? and the satisfaction?", ["jobs target?", "and the satisfaction?"]),
        ("Q1. jobs target? Q2. visitors latest", ["jobs target?", "visitors latest"]),
        ("1. What is the target for jobs?\n2. When is visitors due?", ["What is the target for jobs?", "When is visitors due?"]),
        (
            "How many national goals and how many city principles are there?",
            ["How many national goals", "and how many city principles are there?"],
        ),
        ("Is the rate on track? What about visitors?", ["Is the rate on track?", "What about visitors?"]),
    ],
)
def test_each_question_is_one(pipeline: Pipeline, text: str, questions: list[str]) -> None:
    assert [frame.typed for frame in pipeline.questions(text)[1]] == questions


@pytest.mark.parametrize(
    "text",
    [
        "受診率は増えてる?減ってる?",
        "受診率?満足度?",
        "目標は3000人?本当?出生数の。",
        "教えてください。受診率の目標は?",
        "次の現状値を教えて ①受診率 ②満足度",
        "基本目標①の指標と施策",
        "受診率の目標と現状値は?",
        "Hello! I am new here. What is the target for jobs?",
        "jobs target? thanks!",
        "what is the target for jobs and when is it due?",
        "What have we achieved so far? list of indicators",
    ],
)
def test_what_only_adds_to_a_question_stays_with_it(pipeline: Pipeline, text: str) -> None:
    assert len(pipeline.questions(text)[1]) == 1
