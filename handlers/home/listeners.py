"""The Home tab, and the prompts of the messages tab."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.home.detail_modal import entity_modal
from handlers.inbox.collector import Replies
from handlers.language import Languages
from handlers.slack.error_kinds import ErrorKind, kind_of, slack_code, view_refused
from handlers.slack.limits import PROMPTS
from handlers.slack.payloads import BlockAction, HomeOpened
from knowledge.following.model import FollowStore
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

log = logging.getLogger(__name__)


async def open_home(
    event: dict[str, Any],
    client: AsyncWebClient,
    guide: Guide,
    sender: Replies,
    languages: Languages,
    prompts_offered: bool,
) -> None:
    """Show the tab that somebody opened: Home, or the messages with prompts where the workspace has them."""
    opened = HomeOpened.model_validate(event)
    language = await languages.of(opened.user)
    if opened.tab == "home":
        await sender.publish_home(opened.user, language)
    elif prompts_offered:
        await _offer_prompts(client, guide, opened.channel, language)


async def _offer_prompts(client: AsyncWebClient, guide: Guide, channel: str, language: Language) -> None:
    """Questions to begin with, on top of the messages."""
    words = messages(language)
    examples = guide.ask(Question(words.say("question.help"))).layout.examples
    try:
        await client.assistant_threads_setSuggestedPrompts(
            channel_id=channel,
            thread_ts=None,
            title=words.say("prompts.title"),
            prompts=[{"title": example, "message": example} for example in examples[:PROMPTS]],
        )
    except SlackApiError as error:
        log.warning("prompts cannot be offered: %s", slack_code(error))


async def turn_page(ack: AsyncAck, body: dict[str, Any], sender: Replies, languages: Languages) -> None:
    """Another page of the Home tab."""
    await ack()
    click = BlockAction.model_validate(body)
    await sender.publish_home(click.user.id, await languages.of(click.user.id), click.button_value.page)


async def look_closer(
    ack: AsyncAck,
    body: dict[str, Any],
    client: AsyncWebClient,
    guide: Guide,
    sender: Replies,
    languages: Languages,
    follows: FollowStore,
) -> None:
    """All about an indicator or goal, in a modal; as a direct message where it is too late for a modal."""
    await ack()
    click = BlockAction.model_validate(body)
    language = click.button_value.language or await languages.of(click.user.id)
    if click.button_value.entity not in guide.strategy:
        await sender.publish_home(click.user.id, language)
        return
    answer = guide.about(str(click.button_value.entity), language)
    view = entity_modal(guide, str(click.button_value.entity), language, follows.of(click.user.id))
    try:
        await client.views_open(trigger_id=click.trigger_id, view=view)
    except SlackApiError as error:
        if kind_of(error) is not ErrorKind.TOO_LATE and not view_refused(error):
            raise
        await sender.post(answer_message(answer, AnswerLocation(click.user.id)), click.user.id)
