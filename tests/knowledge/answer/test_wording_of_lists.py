"""How lists, counts and choices are said: how many could not be judged, no nested brackets, what a wrong figure is, what is offered."""

from __future__ import annotations

import re

import pytest

from knowledge.answer.model import AnswerStatus
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

NESTED = re.compile(r"（[^（）]*（|\([^()]*\([^()]*\d[^()]*\)")


@pytest.mark.parametrize(
    ("text", "unjudged"),
    [
        ("未達成の指標は?", "このほか2件は判定できていません（実績なし1、判定不可1）。"),
        ("遅れている指標はいくつ?", "このほか2件は判定できていません（実績なし1、判定不可1）。"),
        ("which indicators are not achieved?", "2 more have no verdict: 1 has no figure yet and 1 cannot be judged."),
        ("how many indicators are on track?", "2 more have no verdict: 1 has no figure yet and 1 cannot be judged."),
    ],
)
def test_lists_and_counts_of_a_status_say_how_many_could_not_be_judged(guide: Guide, text: str, unjudged: str) -> None:
    assert unjudged in guide.ask(Question(text)).layout.notes


@pytest.mark.parametrize("text", ["実績のない指標は?", "単位が人の指標は?", "2024年が目標年の指標は?", "indicators of goal 1"])
def test_a_list_by_anything_else_does_not(guide: Guide, text: str) -> None:
    assert not any("判定できて" in note or "judged" in note for note in guide.ask(Question(text)).layout.notes)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("which indicators are behind?", "3 of 12 indicators are behind:"),
        ("which indicators are neither behind nor achieved?", "There are 5 indicators that are not behind or achieved, of 12:"),
        ("which indicators are due in 2022?", "There is 1 indicator with 2022 as the target year, of 12:"),
        ("How many indicators are there?", "There are 12 indicators in the city's strategy."),
        ("indicators of goal 1", "Goal 1 has 3 indicators ("),
        ("基本目標1の指標は?", "基本目標1の指標は3件です（"),
    ],
)
def test_the_head_of_a_list_is_a_sentence(guide: Guide, text: str, head: str) -> None:
    assert guide.ask(Question(text)).text.startswith(head)


@pytest.mark.parametrize(
    "text",
    ["出生数の令和6年の目標は?", "出生数は令和3年に順調?", "what is the births target in Reiwa 6?", "小売業商品販売額の目標は?"],
)
def test_no_bracket_stands_in_a_bracket(guide: Guide, text: str) -> None:
    answer = guide.ask(Question(text))
    lines = [*answer.layout.headline, *(figure.value for figure in answer.layout.figures)]
    assert [line for line in lines if NESTED.search(line)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("出生数の目標は2,440人?", "2,440人は2019年の実績です。"),
        ("出生数の目標は2,510人?", "2,510人は現状値（2018年）です。"),
        ("Is the births target 2,440?", "2,440 births is the figure for 2019."),
    ],
)
def test_a_wrong_figure_is_told_what_it_is(guide: Guide, text: str, said: str) -> None:
    assert guide.ask(Question(text)).layout.headline[1] == said


def test_a_figure_that_is_nothings_is_told_to_be_wrong_alone(guide: Guide) -> None:
    assert len(guide.ask(Question("出生数の目標は2,441人?")).layout.headline) == 1


def test_the_step_that_was_asked_for_comes_first_and_once(guide: Guide) -> None:
    answer = guide.ask(Question("出生数は前年からどう変わった?"))
    assert answer.layout.headline[0].startswith("出生数は2020年の2,395人から2021年の2,350人へ、45人")
    assert answer.text.count("45人") == 1


def test_the_source_is_quoted_once(guide: Guide) -> None:
    for text in ("出生数の出典は?", "What is the source for births?"):
        assert guide.ask(Question(text)).text.count("現状値：2,510人(2018)") == 1


@pytest.mark.parametrize("text", ["目標は?", "what is the target?"])
def test_many_candidates_are_counted_and_not_listed(guide: Guide, text: str) -> None:
    answer = guide.ask(Question(text))
    assert answer.status is AnswerStatus.AMBIGUOUS
    assert len(answer.layout.choices) == 12
    assert len(answer.text.splitlines()) == 1
    assert "12" in answer.text


def test_what_was_named_is_offered_with_its_figures_and_what_is_near_without(guide: Guide) -> None:
    named, near = guide.ask(Question("2030年の出生数は?")).text, guide.ask(Question("crime rate target?")).text
    assert "お答えできるのは：\n1. 出生数：目標 3,000人・2024年、最新 2,350人・2021年" in named
    assert "Related:" in near or "List the indicators" in near
    assert not re.search(r"\d\.\d", near)


def test_a_goal_is_offered_with_how_its_indicators_stand(guide: Guide) -> None:
    assert (
        "切れ目無い子育て支援と女性・子育て世代の活躍推進：指標2件（達成1、遅れ1）" in guide.ask(Question("子育ての目標は?")).text
    )


@pytest.mark.parametrize("status", ["achieved", "on_track", "behind", "no_data", "unmet", "stale"])
@pytest.mark.parametrize(
    ("language", "question"), [(Language.JAPANESE, "{}指標は?"), (Language.ENGLISH, "which indicators are {}?")]
)
def test_the_words_in_which_a_list_is_told_can_be_asked_for(guide: Guide, language: Language, question: str, status: str) -> None:
    told = messages(language).say(f"status.which.{status}")
    answer = guide.ask(Question(question.format(told), language=language))
    assert answer.layout.headline[0].partition("、")[0].startswith(told) or f" {told}" in answer.layout.headline[0]
    assert 0 < len(answer.layout.rows) < len(guide.strategy.indicators)


@pytest.mark.parametrize("question", ["算出できない指標は?", "which indicators cannot be computed?"])
def test_what_has_no_rate_is_not_said_to_have_no_verdict(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert any("✓" in cell for row in answer.layout.rows for cell in row.cells)  # a level that is kept has a verdict and no rate
    assert "達成率を計算できない" in answer.text or "without an achievement rate" in answer.text
