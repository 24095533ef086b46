"""The slash command: what the asker alone sees, and may then show to the channel."""

from __future__ import annotations

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.home.language_choice import language_message
from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.payloads import SlashCommand
from handlers.slack.replies import Respond
from knowledge.guide import Guide, Question
from knowledge.words.messages import Messages

PRIVATE = AnswerLocation(private=True, apart=True)


async def answer_command(command: SlashCommand, guide: Guide, languages: Languages) -> Replies:
    """Answer a question so that the asker alone sees it."""
    return _answered(command, guide, Question(command.text, language=await languages.chosen(command.user_id)))


async def show_list(command: SlashCommand, words: Messages, guide: Guide) -> Replies:
    """All indicators with where they stand."""
    return _answered(command, guide, Question(words.say("question.overall")))


async def show_help(command: SlashCommand, words: Messages, guide: Guide) -> Replies:
    """What can be asked, with examples to click."""
    return _answered(command, guide, Question(words.say("question.help")))


async def show_languages(command: SlashCommand, languages: Languages) -> Replies:
    """Let the asker choose the bot's language."""
    return [Respond(language_message(await languages.of(command.user_id)), command.response_url)]


def _answered(command: SlashCommand, guide: Guide, question: Question) -> Replies:
    return [Respond(answer_message(guide.ask(question), PRIVATE), command.response_url)]
