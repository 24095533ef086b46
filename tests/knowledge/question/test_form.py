"""The form of a question: what is asked has it, what is stated, wished for or mused about has not."""

from __future__ import annotations

import pytest

from knowledge.question.form import has_question_form
from tests.questions.specs import Statement, statements

QUESTIONS = [
    "じゃあ合計特殊出生率は?", "待機児童の目標は", "出生数はいくつですか", "特定健診の受診率を教えて", "交流人口の推移を教えてください。", "小売業の目標が知りたいです",
    "出生数の最新値は何人ですか。", "これは順調なのか", "What about tourism visitors?", "And how many births were there", "Tell me the target", "are births on track?",
]  # fmt: skip


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_has_the_form(text: str) -> None:
    assert has_question_form(text)


@pytest.mark.parametrize("statement", statements(), ids=lambda each: each.id)
def test_a_statement_has_not(statement: Statement) -> None:
    assert not has_question_form(statement.q)
