"""From a question to what is posted."""

from __future__ import annotations

from handlers.message import Message
from knowledge.answer.model import Answer


def answer_message(answer: Answer) -> Message:
    """An answer as a message."""
    return Message(answer.text)
