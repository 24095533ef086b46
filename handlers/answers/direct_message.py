"""What somebody writes to the bot in a direct message, or in a thread in which it has answered before."""

from __future__ import annotations

from typing import Any

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.inbox.collector import Replies
from handlers.inbox.thread_memory import ThreadMemory
from handlers.language import Languages
from handlers.slack.payloads import MessageEvent
from knowledge.answer.model import AnswerStatus
from knowledge.dialogue import Dialogue
from knowledge.guide import Question
from knowledge.question.form import has_question_form

SURE = 0.9  # the least confidence with which a text that was not addressed to the bot is taken for a question


async def answer_message_event(
    dialogue: Dialogue,
    threads: ThreadMemory,
    sender: Replies,
    languages: Languages,
    event: dict[str, Any],
    context: dict[str, Any],
    follows_threads: bool,
) -> None:
    """Answer a direct message or a mention; and a follow-up without one, where it is surely a question."""
    said = MessageEvent.model_validate(event)
    addressed = said.direct or f"<@{context['bot_user_id']}>" in said.text
    followed = follows_threads and said.thread_ts and dialogue.remembers(said.conversation)
    if not addressed and not (followed and has_question_form(said.text)):
        return
    thread = threads.at(said.conversation)
    answer = dialogue.ask(Question(said.text, thread, await languages.chosen(said.user)))
    if addressed or (answer.status is AnswerStatus.ANSWERED and answer.confidence >= SURE):
        await sender.post(answer_message(answer, AnswerLocation(said.user, thread)), said.channel, said.thread)
    else:
        threads.forget_turns()  # what is overheard and not answered changes nothing
