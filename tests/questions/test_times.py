"""Times in questions, construct by construct: which year is meant, and what is asked back or refused by name. Today is 2022-12-01."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer, AnswerStatus

Ask = Callable[[str], Answer]


def _years(answer: Answer) -> list[int | None]:
    return [fact.year for fact in answer.facts if fact.field in ("measured", "latest", "baseline")]


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("一昨年度の出生数は?", 2020),
        ("おととしの出生数は?", 2020),
        ("3年前の出生数は?", 2019),
        ("さんねんまえの出生数は?", 2019),
        ("前年度の出生数は?", 2021),
        ("'20年の出生数は?", 2020),
        ("二千二十年の出生数は?", 2020),
        ("れいわにねんの出生数は?", 2020),
        ("kyonen no shusshousuu", 2021),
        ("births three years ago", 2019),
        ("births in the year before last", 2020),
        ("births in twenty twenty", 2020),
        ("births in two thousand nineteen", 2019),
        ("births in '20", 2020),
        ("births in Reiwa two", 2020),
    ],
)
def test_the_year_is_the_one_that_is_told(ask: Ask, question: str, year: int) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert _years(answer)[0] == year


@pytest.mark.parametrize(
    "question", ["令和2〜3年度の出生数は?", "令和2・3年の出生数は?", "births in 2020 and 2021", "births 2020-21"]
)
def test_both_years_of_a_pair_are_told(ask: Ask, question: str) -> None:
    assert {2020, 2021} <= set(_years(ask(question)))


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("再来年が目標の指標は?", "2024"),
        ("二千二十三年が期限の指標は", "2023"),
        ("which targets are due in twenty twenty-five", "2025"),
    ],
)
def test_a_list_is_of_the_year_that_is_told(ask: Ask, question: str, year: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert {fact.value for fact in answer.facts if fact.field == "year"} <= {year}
    assert year in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("元禄2年の出生数", "元禄2年"),
        ("慶応3年の製造品出荷額", "慶応3年"),
        ("明治99年の出生数", "明治99年"),
        ("令和零年の出生数", "令和零年"),
        ("令和0年の出生数", "令和0年"),
        ("令和99年の出生数", "令和99年"),
        ("令和にじゅうねんの出生数", "2038年"),
    ],
)
def test_a_year_without_figures_is_refused_by_name(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("先月の出生数は?", "先月"),
        ("昨日の出生数は?", "昨日"),
        ("10月の観光客数は?", "10月"),
        ("2021年10月の観光客数は?", "2021年10月"),
        ("R3.10の出生数は?", "R3.10"),
        ("第2四半期の小売販売額は?", "第2四半期"),
        ("上半期の観光客数", "上半期"),
        ("出生数の四半期ごとの推移", "四半期ごと"),
        ("How many births in Q3 2021?", "Q3 2021"),
        ("how many births last month?", "last month"),
        ("March visitors", "March"),
        ("visitors in October", "October"),
    ],
)
def test_a_time_finer_than_a_year_is_refused_by_name(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert said in answer.text
    assert not answer.facts


@pytest.mark.parametrize(
    "question",
    [
        "昨日の会議で出生数の目標を聞かれた",
        "令和4年12月1日の会議で使います。出生数の目標は?",
        "11/27の会議用に出生数の目標を教えて",
        "04政第123号 令和4年11月30日\n出生数の目標値について(照会)",
        "内線2345 出生数の目標は",
        "〒963-8601 出生数の目標を教えて",
        "(議案第2020号)出生数の目標は?",
        "2019部印刷します。出生数の目標は?",
        "文書番号 R4-12 出生数の目標",
        "出生数の目標は? 電話024-924-2020",
        "room 2019: what is the target for births?",
        "No. 2020 births target",
        "yesterday somebody asked for the target for births",
    ],
)
def test_what_tells_no_year_claims_none(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.facts[0].field == "target"
    assert answer.facts[0].value == "3000"
    assert not answer.text.startswith(("いいえ", "No"))


@pytest.mark.parametrize("question", ["20年度の出生数は?", "2年度の受診率", "24年の出生数の目標は"])
def test_a_year_without_era_and_century_is_asked_back(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.AMBIGUOUS
    assert not answer.facts


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("基本目標のごの内容は", "city.goal.5"),
        ("基本目標さん", "city.goal.3"),
        ("基本目標にの内容", "city.goal.2"),
        ("基本目標いちの施策のにばんは何ですか", "city.goal.1.measure.2"),
        ("目標その四の内容", "city.goal.4"),
        ("describe goal number too", "city.goal.2"),
        ("gold five", "city.goal.5"),
    ],
)
def test_a_number_is_heard_beside_what_is_numbered(ask: Ask, question: str, subject: str) -> None:
    assert ask(question).subjects[0] == subject


@pytest.mark.parametrize("question", ["基本目標きゅうの内容", "goal nine"])
def test_a_number_that_does_not_exist_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize(
    "question", ["基本目標ごとの指標は?", "which goals are there, and what are they for?", "基本目標に入っている指標は"]
)
def test_a_particle_is_no_number(ask: Ask, question: str) -> None:
    assert len(ask(question).subjects) > 3


@pytest.mark.parametrize(("question", "value"), [("births 20", "2395"), ("出生数 19は?", "2440"), ("visitors 21 pls", "3520000")])
def test_two_digits_behind_a_name_are_a_year(ask: Ask, question: str, value: str) -> None:
    assert next((fact.field, fact.value) for fact in ask(question).facts) == ("measured", value)


@pytest.mark.parametrize("question", ["births 12", "TFR 19", "births last nov", "visitors early dec"])
def test_a_time_without_a_figure_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is AnswerStatus.NOT_FOUND
