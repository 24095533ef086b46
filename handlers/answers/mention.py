"""A question put to the bot by name, in a channel."""

from __future__ import annotations

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.inbox.thread_memory import ThreadMemory
from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.payloads import MessageEvent
from handlers.slack.replies import Post
from knowledge.dialogue import Dialogue
from knowledge.guide import Question


async def answer_mention(message: MessageEvent, dialogue: Dialogue, threads: ThreadMemory, languages: Languages) -> Replies:
    """Answer in the thread of the question."""
    thread = threads.at(message.conversation)
    answer = dialogue.ask(Question(message.text, thread, await languages.chosen(message.user)))
    return [Post(answer_message(answer, AnswerLocation(message.user, thread)), message.channel, message.thread)]
