"""What a number is of is never taken for another: a rate for a count, an amount of money for cases, people for times."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.guide import Guide, Question
from tests.conftest import TESTS
from tests.drafting import drafted_workspace


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """A guide over a plan whose names differ in what their number is of."""
    table = TESTS / "cities" / "kirigaoka" / "table.xlsx"
    return drafted_workspace(tmp_path_factory.mktemp("heads"), table, date(2024, 10, 10), figures=False).guide()


NOT_HELD = [
    "新規就農率の目標は?",
    "特産品の販売件数は?",
    "特産品の出品額は?",
    "誘致企業率",
    "社会増減率の目標は?",
    "空き家バンクの登録率は?",
    "空き家バンク登録者数は?",
    "空き家バンクの成約額",
    "空き家バンク成約件数の目標",
    "ふるさと会の会費は?",
    "ふるさと会の会員率は?",
    "介護予防教室の参加率",
    "介護予防教室の回数は?",
    "医療費の件数は?",
    "自主防災組織の数は?",
    "自主防災組織数の目標",
    "カバー人口は?",
]


@pytest.mark.parametrize("question", NOT_HELD)
def test_a_number_of_something_else_is_not_given_for_it(town: Guide, question: str) -> None:
    assert town.ask(Question(question)).status in ("not_found", "ambiguous")


HELD = [
    ("空き家バンクの登録件数は?", "空き家バンク登録件数"),
    ("空き家バンクの登録数は?", "空き家バンク登録件数"),
    ("空き家バンクの成約の割合は?", "空き家バンク成約率"),
    ("特産品の販売金額の目標は?", "特産品の販売額"),
    ("ふるさと会の会員の人数は?", "ふるさと会の会員数"),
    ("介護予防教室の参加人数の目標は?", "介護予防教室の参加者数"),
    ("新規就農者数の達成率は?", "新規就農者数（累計）"),
]


@pytest.mark.parametrize(("question", "name"), HELD)
def test_the_same_number_in_other_words_is(town: Guide, question: str, name: str) -> None:
    answer = town.ask(Question(question))
    assert answer.status != "not_found"
    assert [town.strategy[each].name.ja for each in answer.subjects] == [name]


ENGLISH = ["share of visitors", "What is the rate of births?", "births percentage", "What proportion of active seniors do we want?"]


@pytest.mark.parametrize("question", ENGLISH)
def test_a_share_of_what_is_counted_is_not_its_number(guide: Guide, question: str) -> None:
    assert guide.ask(Question(question)).status != "answered"


def test_a_question_for_a_time_is_not_one_for_what_is_counted_in_years(guide: Guide) -> None:
    answer = guide.ask(Question("雇用の、企業立地で増える人数の目標年は何年?"))
    assert answer.subjects == ("new-jobs",)
