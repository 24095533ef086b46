"""A question put to the bot by name, in a channel."""

from __future__ import annotations

from typing import Any

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.language import Languages
from handlers.slack.collector import Replies
from handlers.slack.payloads import MessageEvent
from knowledge.guide import Guide, Question


async def answer_mention(guide: Guide, sender: Replies, languages: Languages, event: dict[str, Any]) -> None:
    """Answer in the thread of the question."""
    said = MessageEvent.model_validate(event)
    answer = guide.ask(Question(said.text, said.conversation, await languages.chosen(said.user)))
    await sender.post(answer_message(answer, AnswerLocation(said.user, said.conversation)), said.channel, said.thread)
