"""The answer that a button belongs to, given again with today's figures."""

from __future__ import annotations

from handlers.slack.button_value import ButtonValue
from knowledge.answer.model import Answer
from knowledge.dialogue import Dialogue
from knowledge.guide import Question
from knowledge.strategy.model import Language


def answer_again(dialogue: Dialogue, value: ButtonValue, language: Language) -> Answer:
    """The answer to the question in the button's value, about the entity that was picked where one was."""
    if value.question is None and value.entity in dialogue.guide.strategy:
        return dialogue.guide.about(str(value.entity), language)
    if value.spoken:
        return dialogue.guide.mentions_in(value.question or "", language)
    return dialogue.ask(Question(value.question or "", value.conversation, language, value.entity))
