"""The form of a question: what is asked has it, what is stated, wished for or mused about has not."""

from __future__ import annotations

import pytest

from knowledge.question.form import has_question_form

QUESTIONS = [
    "じゃあ合計特殊出生率は?", "待機児童の目標は", "出生数はいくつですか", "特定健診の受診率を教えて", "交流人口の推移を教えてください。", "小売業の目標が知りたいです",
    "出生数の最新値は何人ですか。", "これは順調なのか", "What about tourism visitors?", "And how many births were there", "Tell me the target", "are births on track?",
]  # fmt: skip
STATEMENTS = [
    "小売業の方はあとで調べておきます、よろしく", "小売業の資料は机に置きました", "交流人口の担当は佐藤さんです", "小売業は来週の会議で話しましょう", "新規雇用の件、承知しました",
    "合計特殊出生率のグラフを直しておいて", "社会動態の資料ありがとう", "健診の会議は15時からです", "元気高齢者の写真を送ります", "製造品出荷額は別の課に聞いてください",
    "小売業の2030年はどうなるんだろうね", "出生数が増えるといいですね", "交流人口の数字を直してください", "待機児童の件は確認中です。", "目標値は変えないことになりました",
    "I will send the retail slides tomorrow", "thanks, the visitors deck looks great", "ok 小売業", "births are up again, nice", "Let us talk about the target on Monday.",
    "The health check meeting moved to 3 pm", "Please fix the chart of tourism visitors", "I wonder whether births will recover",
]  # fmt: skip


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_has_the_form(text: str) -> None:
    assert has_question_form(text)


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_has_not(text: str) -> None:
    assert not has_question_form(text)
