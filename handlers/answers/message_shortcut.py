"""The shortcut on a message: the indicators and goals that it speaks of, for whoever took it alone."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.inbox.collector import Replies
from handlers.language import Languages
from handlers.slack.payloads import MessageShortcut
from knowledge.guide import Guide


async def ask_about_message(ack: AsyncAck, shortcut: dict[str, Any], guide: Guide, sender: Replies, languages: Languages) -> None:
    """Look a message through."""
    await ack()
    taken = MessageShortcut.model_validate(shortcut)
    answer = guide.mentions_in(taken.message.text, await languages.chosen(taken.user.id))
    await sender.respond(answer_message(answer, AnswerLocation(private=True, spoken=taken.message.text)), taken.response_url)
