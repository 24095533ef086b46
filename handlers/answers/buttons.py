"""Clicks on what stands under an answer."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.answers.answer_again import answer_again
from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.home.language_choice import language_chosen
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.inbox.collector import Replies
from handlers.language import Languages
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import PublishHome, Respond
from knowledge.dialogue import Dialogue
from knowledge.ports import FeedbackKind
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

_PEOPLE = re.compile(  # feedback holds no person: mentions as Slack writes them, and as they are typed after /kpi
    r"<[@!][^>]*>|[A-Za-z0-9._+-]*[@\uff20](?:[A-Za-z0-9._-]+|[^\s\u3001\u3002?\uff1f]+)"
)
_LONGEST = 4_000


async def choose(ack: AsyncAck, body: dict[str, Any], dialogue: Dialogue, sender: Replies, languages: Languages) -> None:
    """Put the answer about the candidate that was picked in the place of the question which one it is."""
    await ack()
    click = BlockAction.model_validate(body)
    value = click.button_value
    answer = answer_again(dialogue, value, await _language(click, languages))
    if click.place:
        await sender.update(
            answer_message(answer, AnswerLocation(value.asker, value.conversation, chosen=value.entity)),
            *click.place,
        )
    elif click.response_url:
        place = AnswerLocation(private=True, apart=True, chosen=value.entity)
        await sender.respond(answer_message(answer, place), click.response_url, replace=True)


async def ask_example(ack: AsyncAck, body: dict[str, Any], dialogue: Dialogue, sender: Replies, languages: Languages) -> None:
    """Answer the example that was clicked: in the thread of the help, or in place of a help that the asker alone sees."""
    await ack()
    click = BlockAction.model_validate(body)
    answer = answer_again(dialogue, click.button_value, await _language(click, languages))
    if click.place and click.message:
        place = AnswerLocation(click.user.id, click.button_value.conversation, apart=True)
        await sender.post(answer_message(answer, place), click.place[0], click.message.thread_ts)
    elif click.response_url:
        await sender.respond(answer_message(answer, AnswerLocation(private=True, apart=True)), click.response_url, replace=True)


async def share(ack: AsyncAck, body: dict[str, Any], dialogue: Dialogue, sender: Replies, languages: Languages) -> None:
    """Show to the channel what the asker alone saw."""
    await ack()
    click = BlockAction.model_validate(body)
    if click.response_url:
        answer = answer_again(dialogue, click.button_value, await _language(click, languages))
        message = answer_message(answer, AnswerLocation(click.user.id, apart=True))
        await sender.respond(message, click.response_url, to_all=True, withdraw=True)


async def delete(ack: AsyncAck, body: dict[str, Any], sender: Replies, languages: Languages) -> None:
    """Take an answer away, if the asker wants it."""
    await ack()
    click = BlockAction.model_validate(body)
    if click.button_value.asker == click.user.id and click.response_url:
        await sender.withdraw(click.response_url)  # also where the bot is no member, and may not delete by name
    else:
        await _say(sender, click, "delete.refused", await _language(click, languages))


async def judge(ack: AsyncAck, body: dict[str, Any], sender: Replies, languages: Languages, changes: Changes) -> None:
    """Thank for feedback, and keep for the maintainers what was answered wrongly."""
    await ack()
    click = BlockAction.model_validate(body)
    language = await _language(click, languages)
    if click.button_value.right:
        await _say(sender, click, "feedback.thanks", language)
        return
    text = "" if click.button_value.spoken else _text(click)  # a message is kept only where that was confirmed
    await _keep(FeedbackKind.WRONG, text, "feedback.told", click, language, sender, changes)


async def tell(ack: AsyncAck, body: dict[str, Any], sender: Replies, languages: Languages, changes: Changes) -> None:
    """Keep for the maintainers what was not understood."""
    await ack()
    click = BlockAction.model_validate(body)
    thanks = "feedback.told.message" if click.button_value.spoken else "feedback.told"
    await _keep(FeedbackKind.NOT_UNDERSTOOD, _text(click), thanks, click, await _language(click, languages), sender, changes)


async def choose_language(ack: AsyncAck, body: dict[str, Any], changes: Changes) -> None:
    """Remember somebody's language, and use it at once."""
    await ack()
    click = BlockAction.model_validate(body)
    language = click.button_value.language or Language.JAPANESE

    def choose(services: ChangeServices) -> Changed[None]:
        services.preferences.choose_language(click.user.id, language)
        if click.response_url:
            return Changed(None, [Respond(language_chosen(language), click.response_url, replace=True)])
        return Changed(None, [PublishHome(click.user.id, language)])

    await changes.make(choose)


def _text(click: BlockAction) -> str:
    """The question's text, or the message's where that was asked for, without people; empty where there is none."""
    return " ".join(_PEOPLE.sub(" ", click.button_value.question or "").split())[:_LONGEST]


async def _keep(
    kind: FeedbackKind, text: str, thanks: str, click: BlockAction, language: Language, sender: Replies, changes: Changes
) -> None:
    """Keep a text for the maintainers and thank for it; say where there is none."""
    await _say(sender, click, thanks if text else "feedback.empty", language)
    if text:

        def keep(services: ChangeServices) -> Changed[None]:
            services.feedback.keep(kind, text)
            return Changed(None)

        await changes.make(keep)


async def _language(click: BlockAction, languages: Languages) -> Language:
    """The language of what was clicked, else of whoever clicked."""
    return click.button_value.language or await languages.of(click.user.id)


async def _say(sender: Replies, click: BlockAction, message_id: str, language: Language) -> None:
    """Tell whoever clicked, and nobody else."""
    if click.response_url:
        await sender.respond(OutgoingMessage(messages(language).say(message_id)), click.response_url, thread=click.thread)
