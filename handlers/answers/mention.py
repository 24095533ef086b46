"""A question put to the bot by name, in a channel."""

from __future__ import annotations

from typing import Any

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.inbox.collector import Replies
from handlers.inbox.thread_memory import ThreadMemory
from handlers.language import Languages
from handlers.slack.payloads import MessageEvent
from knowledge.dialogue import Dialogue
from knowledge.guide import Question


async def answer_mention(
    dialogue: Dialogue, threads: ThreadMemory, sender: Replies, languages: Languages, event: dict[str, Any]
) -> None:
    """Answer in the thread of the question."""
    message = MessageEvent.model_validate(event)
    thread = threads.at(message.conversation)
    answer = dialogue.ask(Question(message.text, thread, await languages.chosen(message.user)))
    await sender.post(answer_message(answer, AnswerLocation(message.user, thread)), message.channel, message.thread)
