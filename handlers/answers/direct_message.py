"""What somebody writes to the bot in a direct message, or in a thread in which it has answered before."""

from __future__ import annotations

from typing import Any

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.inbox.thread_memory import ThreadMemory
from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.payloads import MessageEvent
from handlers.slack.replies import Post
from knowledge.answer.model import AnswerStatus
from knowledge.dialogue import Dialogue
from knowledge.guide import Question
from knowledge.question.form import has_question_form

SURE = 0.9  # the least confidence with which a text that was not addressed to the bot is taken for a question


async def answer_message_event(
    message: MessageEvent,
    dialogue: Dialogue,
    threads: ThreadMemory,
    languages: Languages,
    context: dict[str, Any],
    follows_threads: bool,
) -> Replies:
    """Answer a direct message or a mention; and a follow-up without one, where it is surely a question."""
    addressed = message.direct or f"<@{context['bot_user_id']}>" in message.text
    followed = follows_threads and message.thread_ts and dialogue.remembers(message.conversation)
    if not addressed and not (followed and has_question_form(message.text)):
        return []
    thread = threads.at(message.conversation)
    answer = dialogue.ask(Question(message.text, thread, await languages.chosen(message.user)))
    if addressed or (answer.status is AnswerStatus.ANSWERED and answer.confidence >= SURE):
        return [Post(answer_message(answer, AnswerLocation(message.user, thread)), message.channel, message.thread)]
    threads.forget_turns()  # what is overheard and not answered changes nothing
    return []
