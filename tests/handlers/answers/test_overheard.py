"""What colleagues write to each other in a thread that the bot follows: statements that name indicators are not answered."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.answers.direct_message import SURE, answer_message_event
from handlers.slack.payloads import MessageEvent
from knowledge.answer.model import AnswerStatus
from knowledge.dialogue import Dialogue
from knowledge.guide import Question
from knowledge.question.form import has_question_form
from knowledge.strategy.plan import Strategy

JAPANESE = (
    "{}の資料は明日の朝に机へ置いておきます",
    "{}の担当が今月から替わりました",
    "{}については来週の庁議で説明する予定です",
    "{}の件、承知しました。ありがとうございます",
    "昨日{}の説明会に出てきたよ",
    "{}のグラフの色を直しておきました",
    "{}の数字は部長に報告済みです",
    "{}のことで市民から電話がありました",
    "{}の目標は3,000だと聞いています",
    "{}が上がるといいですね",
    "{}の表をメールで送りますね",
    "先に{}の会議を始めていてください",
)
ENGLISH = (
    "I put the {} slides on your desk",
    "Thanks for the work on {}",
    "We will talk about {} on Monday",
    "Please fix the colours in the {} chart",
    "{} came up in the council again",
    "The mayor liked the part on {}",
    "I heard the target for {} is too high",
    "How {} is counted will be explained at the meeting",
    "What {} was before the merger should be in the annex",
)


def test_of_more_than_two_hundred_statements_that_name_indicators_at_most_two_are_answered(
    dialogue: Dialogue, koriyama: Strategy
) -> None:
    said = [text.format(each.name.ja) for text, each in product(JAPANESE, koriyama.indicators)]
    said += [text.format(str(each.name.en).lower()) for text, each in product(ENGLISH, koriyama.indicators)]
    answers = {text: dialogue.ask(Question(text)) for text in said if has_question_form(text)}
    answered = [text for text, answer in answers.items() if answer.status is AnswerStatus.ANSWERED and answer.confidence >= SURE]
    assert len(said) > 200
    assert len(answered) <= 2, answered


@pytest.mark.parametrize(("confidence", "answered"), [(SURE, True), (SURE - 0.01, False)])
def test_what_is_overheard_and_not_surely_a_question_is_not_answered_and_changes_nothing(
    dialogue: Dialogue, confidence: float, answered: bool
) -> None:
    forgotten: list[bool] = []
    answer = replace(dialogue.guide.ask(Question("出生数の目標は?")), confidence=confidence)

    async def nobody_chose(_: str) -> None:
        return None

    thread: Any = SimpleNamespace(at=lambda conversation: conversation, forget_turns=lambda: forgotten.append(True))
    heard: Any = SimpleNamespace(remembers=lambda _: True, ask=lambda _: answer)
    languages: Any = SimpleNamespace(chosen=nobody_chose)
    message = MessageEvent(channel="C1", ts="2.2", user="U1", text="じゃあ現状は?", thread_ts="1.1")
    replies = asyncio.run(answer_message_event(message, heard, thread, languages, {"bot_user_id": "U9"}, follows_threads=True))
    assert (len(replies), forgotten) == ((1, []) if answered else (0, [True]))
