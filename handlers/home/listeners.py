"""The Home tab, and the prompts of the messages tab."""

from __future__ import annotations

import logging
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.home.detail_modal import entity_modal
from handlers.home.welcome import welcome, welcome_message
from handlers.inbox.changes import Changes
from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.error_kinds import ErrorKind, kind_of, slack_code, view_refused
from handlers.slack.limits import PROMPTS
from handlers.slack.payloads import BlockAction, HomeOpened
from handlers.slack.replies import Post, PublishHome
from knowledge.following.model import FollowStore
from knowledge.guide import Guide, Question
from knowledge.ports import PreferenceStore
from knowledge.words.messages import Messages

log = logging.getLogger(__name__)


async def open_home(
    opened: HomeOpened,
    words: Messages,
    client: AsyncWebClient,
    guide: Guide,
    changes: Changes,
    preferences: PreferenceStore,
    prompts_offered: bool,
) -> Replies:
    """Show the tab that somebody opened: Home, or the messages, where newcomers are welcomed once.

    Prompts stand there too where the workspace has Slack's agent view.
    """
    if opened.tab == "home":
        return [PublishHome(opened.user, words.language)]
    if not preferences.is_welcomed(opened.user):
        message = welcome_message(guide.ask(Question(words.say("question.help"))), words)
        await changes.make(partial(welcome, opened.user, opened.channel or opened.user, message))
    if prompts_offered:
        await _offer_prompts(client, guide, opened.channel, words)
    return []


async def _offer_prompts(client: AsyncWebClient, guide: Guide, channel: str, words: Messages) -> None:
    """Questions to begin with, on top of the messages."""
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


async def turn_page(click: BlockAction, languages: Languages) -> Replies:
    """Another page of the Home tab, or another plan on it."""
    value = click.button_value
    return [PublishHome(click.user.id, await languages.of(click.user.id), value.page, plan=value.entity)]


async def look_closer(click: BlockAction, words: Messages, client: AsyncWebClient, guide: Guide, follows: FollowStore) -> Replies:
    """All about an indicator or goal, in a modal; as a direct message where it is too late for a modal."""
    if click.button_value.entity not in guide.strategy:
        return [PublishHome(click.user.id, words.language)]
    answer = guide.about(str(click.button_value.entity), words.language)
    view = entity_modal(guide, str(click.button_value.entity), words.language, follows.of(click.user.id))
    try:
        await client.views_open(trigger_id=click.trigger_id, view=view)
    except SlackApiError as error:
        if kind_of(error) is not ErrorKind.TOO_LATE and not view_refused(error):
            raise
        return [Post(answer_message(answer, AnswerLocation(click.user.id)), click.user.id)]
    return []
