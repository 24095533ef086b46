"""The slash command: what the asker alone sees, and may then show to the channel."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.home.language_choice import language_message
from handlers.inbox.collector import Replies
from handlers.language import Languages
from handlers.slack.payloads import SlashCommand
from knowledge.guide import Guide, Question
from knowledge.words.messages import messages

PRIVATE = AnswerLocation(private=True, apart=True)


async def answer_command(ack: AsyncAck, guide: Guide, sender: Replies, languages: Languages, command: dict[str, Any]) -> None:
    """Answer a question so that the asker alone sees it."""
    await ack()
    given = SlashCommand.model_validate(command)
    await _answer(guide, sender, given, Question(given.text, language=await languages.chosen(given.user_id)))


async def show_list(ack: AsyncAck, guide: Guide, sender: Replies, languages: Languages, command: dict[str, Any]) -> None:
    """All indicators with where they stand."""
    await ack()
    given = SlashCommand.model_validate(command)
    await _answer(guide, sender, given, Question(messages(await languages.of(given.user_id, given.text)).say("question.overall")))


async def show_help(ack: AsyncAck, guide: Guide, sender: Replies, languages: Languages, command: dict[str, Any]) -> None:
    """What can be asked, with examples to click."""
    await ack()
    given = SlashCommand.model_validate(command)
    await _answer(guide, sender, given, Question(messages(await languages.of(given.user_id, given.text)).say("question.help")))


async def show_languages(ack: AsyncAck, sender: Replies, languages: Languages, command: dict[str, Any]) -> None:
    """Which language the asker wants to be spoken to in."""
    await ack()
    given = SlashCommand.model_validate(command)
    await sender.respond(language_message(await languages.of(given.user_id)), given.response_url)


async def _answer(guide: Guide, sender: Replies, given: SlashCommand, question: Question) -> None:
    await sender.respond(answer_message(guide.ask(question), PRIVATE), given.response_url)
