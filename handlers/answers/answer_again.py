"""The answer that a button belongs to, given again with today's figures."""

from __future__ import annotations

from handlers.slack.button_value import ButtonValue
from knowledge.answer.model import Answer
from knowledge.dialogue import Dialogue
from knowledge.guide import Question
from knowledge.strategy.model import Language


def answer_again(dialogue: Dialogue, carried: ButtonValue, language: Language) -> Answer:
    """The answer to the question that was carried, about the entity that was picked where one was."""
    if carried.question is None and carried.entity in dialogue.guide.strategy:
        return dialogue.guide.about(str(carried.entity), language)
    if carried.spoken:
        return dialogue.guide.spoken_of(carried.question or "", language)
    return dialogue.ask(Question(carried.question or "", carried.conversation, language, carried.entity))
