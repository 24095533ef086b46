"""The shortcut on a message: the indicators and goals that it speaks of, for whoever took it alone."""

from __future__ import annotations

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.payloads import MessageShortcut
from handlers.slack.replies import Respond
from knowledge.guide import Guide


async def ask_about_message(taken: MessageShortcut, guide: Guide, languages: Languages) -> Replies:
    """Look a message through."""
    answer = guide.mentions_in(taken.message.text, await languages.chosen(taken.user.id))
    return [Respond(answer_message(answer, AnswerLocation(private=True, spoken=taken.message.text)), taken.response_url)]
