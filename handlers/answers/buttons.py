"""Clicks on what stands under an answer."""

from __future__ import annotations

import re

from handlers.answers.answer_again import answer_again
from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.home.language_choice import language_chosen
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import Delete, Post, PublishHome, Respond, Update
from knowledge.dialogue import Dialogue
from knowledge.ports import FeedbackKind
from knowledge.strategy.model import Language
from knowledge.words.messages import Messages

_PEOPLE = re.compile(  # feedback holds no person: mentions as Slack writes them, and as they are typed after /kpi
    r"<[@!][^>]*>|[A-Za-z0-9._+-]*[@\uff20](?:[A-Za-z0-9._-]+|[^\s\u3001\u3002?\uff1f]+)"
)
_LONGEST = 4_000


async def choose(click: BlockAction, words: Messages, dialogue: Dialogue) -> Replies:
    """Put the answer about the candidate that was picked in the place of the question which one it is."""
    value = click.button_value
    answer = answer_again(dialogue, value, words.language)
    if click.place:
        location = AnswerLocation(value.asker, value.conversation, chosen=value.entity)
        return [Update(answer_message(answer, location), *click.place)]
    location = AnswerLocation(private=True, apart=True, chosen=value.entity)
    return _in_place(click, answer_message(answer, location))


async def ask_example(click: BlockAction, words: Messages, dialogue: Dialogue) -> Replies:
    """Answer the example that was clicked: in the thread of the help, or in place of a help that the asker alone sees."""
    answer = answer_again(dialogue, click.button_value, words.language)
    if click.place and click.message:
        location = AnswerLocation(click.user.id, click.button_value.conversation, apart=True)
        return [Post(answer_message(answer, location), click.place[0], click.message.thread_ts)]
    return _in_place(click, answer_message(answer, AnswerLocation(private=True, apart=True)))


async def share(click: BlockAction, words: Messages, dialogue: Dialogue) -> Replies:
    """Show to the channel what the asker alone saw."""
    if click.response_url is None:
        return []
    answer = answer_again(dialogue, click.button_value, words.language)
    message = answer_message(answer, AnswerLocation(click.user.id, apart=True))
    return [Respond(message, click.response_url, to_all=True, withdraw=True)]


async def delete(click: BlockAction, words: Messages) -> Replies:
    """Take an answer away, if the asker wants it."""
    if click.button_value.asker == click.user.id and click.response_url:
        return [Delete(url=click.response_url)]  # also where the bot is no member, and may not delete by name
    return _told(click, words, "delete.refused")


async def judge(click: BlockAction, words: Messages, changes: Changes) -> Replies:
    """Thank for feedback, and keep for the maintainers what was answered wrongly."""
    if click.button_value.right:
        return _told(click, words, "feedback.thanks")
    text = "" if click.button_value.spoken else _text(click)  # a message is kept only where that was confirmed
    return await _kept(FeedbackKind.WRONG, text, _told(click, words, "feedback.told" if text else "feedback.empty"), changes)


async def tell(click: BlockAction, words: Messages, changes: Changes) -> Replies:
    """Keep for the maintainers what was not understood."""
    text, thanks = _text(click), "feedback.told.message" if click.button_value.spoken else "feedback.told"
    return await _kept(FeedbackKind.NOT_UNDERSTOOD, text, _told(click, words, thanks if text else "feedback.empty"), changes)


async def choose_language(click: BlockAction, changes: Changes) -> None:
    """Remember somebody's language, and use it at once."""
    language = click.button_value.language or Language.JAPANESE

    def choose(services: ChangeServices) -> Changed[None]:
        services.preferences.choose_language(click.user.id, language)
        chosen = _in_place(click, language_chosen(language))
        return Changed(None, chosen or [PublishHome(click.user.id, language)])

    await changes.make(choose)


def _in_place(click: BlockAction, message: OutgoingMessage) -> Replies:
    """A message in place of the clicked one; nothing where the click came with no address to answer to."""
    return [Respond(message, click.response_url, replace=True)] if click.response_url else []


def _text(click: BlockAction) -> str:
    """The question's text, or the message's where that was asked for, without people; empty where there is none."""
    return " ".join(_PEOPLE.sub(" ", click.button_value.question or "").split())[:_LONGEST]


async def _kept(kind: FeedbackKind, text: str, thanks: Replies, changes: Changes) -> Replies:
    """Keep a text for the maintainers, with what is said of it; without a text there is nothing to keep."""
    if not text:
        return thanks

    def keep(services: ChangeServices) -> Changed[None]:
        services.feedback.keep(kind, text)
        return Changed(None, thanks)

    await changes.make(keep)
    return []


def _told(click: BlockAction, words: Messages, message_id: str) -> Replies:
    """What whoever clicked is told, and nobody else."""
    if click.response_url is None:
        return []
    return [Respond(OutgoingMessage(words.say(message_id)), click.response_url, thread=click.thread)]
