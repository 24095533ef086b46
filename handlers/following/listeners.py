"""Following an indicator: by a button under an answer or in Home for oneself, by `/kpi` words for a channel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.following.alerts import FOLLOWING, Standings
from handlers.following.blocks import begun_message, followed_message, is_channel, which_message
from handlers.home.detail_modal import entity_modal
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.error_kinds import slack_code
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand
from handlers.slack.replies import Post, PublishHome, Reply, Respond
from knowledge.answer.model import Answer, AnswerStatus, Choice
from knowledge.following.model import Follow, FollowStore, followed_indicators
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Indicator, Language
from knowledge.words.messages import Messages, messages

log = logging.getLogger(__name__)

Work = Callable[[ChangeServices], Changed[None]]


async def follow(click: BlockAction, body: dict[str, Any], client: AsyncWebClient, guide: Guide, changes: Changes) -> None:
    """Have whoever clicked hear of an indicator's turns."""
    await _clicked(click, body, client, guide, changes, _begun)


async def unfollow(click: BlockAction, body: dict[str, Any], client: AsyncWebClient, guide: Guide, changes: Changes) -> None:
    """Have whoever clicked hear no more of them."""
    await _clicked(click, body, client, guide, changes, _ended)


async def follow_here(click: BlockAction, body: dict[str, Any], client: AsyncWebClient, guide: Guide, changes: Changes) -> None:
    """Have the channel hear of an indicator's turns."""
    await _clicked(click, body, client, guide, changes, _begun, here=True)


async def unfollow_here(click: BlockAction, body: dict[str, Any], client: AsyncWebClient, guide: Guide, changes: Changes) -> None:
    """Have the channel hear no more of them."""
    await _clicked(click, body, client, guide, changes, _ended, here=True)


async def follow_by_command(
    command: SlashCommand, argument: str, guide: Guide, changes: Changes, languages: Languages, follows: FollowStore
) -> Replies:
    """Have the channel follow the indicator that is named; without a name, tell what it follows."""
    return await _commanded(command, argument, guide, changes, languages, follows, _begun)


async def unfollow_by_command(
    command: SlashCommand, argument: str, guide: Guide, changes: Changes, languages: Languages, follows: FollowStore
) -> Replies:
    """Have the channel follow the indicator that is named no more; without a name, tell what it follows."""
    return await _commanded(command, argument, guide, changes, languages, follows, _ended)


async def _clicked(
    click: BlockAction,
    body: dict[str, Any],
    client: AsyncWebClient,
    guide: Guide,
    changes: Changes,
    work: Callable[..., Changed[None]],
    *,
    here: bool = False,
) -> None:
    language = click.button_value.language or Language.JAPANESE
    indicator = guide.strategy.get(click.button_value.entity or "")
    place = click.channel.id if here and click.channel else click.user.id
    url, user = click.response_url, click.user.id

    def say(message: OutgoingMessage) -> list[Reply]:
        return [Respond(message, url, thread=click.thread, otherwise=user)] if url else [PublishHome(user, language)]

    if not isinstance(indicator, Indicator):
        gone = OutgoingMessage(messages(language).say("follow.gone"))
        await changes.make(lambda _: Changed(None, say(gone)))
        return
    await changes.make(partial(work, guide, indicator, place, language, say))
    view = body.get("view") or {}
    if view.get("type") == "modal":
        await _show_state(client, str(view.get("id")), guide, indicator, language, followed=work is _begun)


async def _show_state(
    client: AsyncWebClient, view: str, guide: Guide, indicator: Indicator, language: Language, *, followed: bool
) -> None:
    """Change the button in a modal; where that was closed meanwhile, Home shows it."""
    follows = [Follow("", indicator.id, language, guide.answer_context(language).standing(indicator).status)] if followed else []
    try:
        await client.views_update(view_id=view, view=entity_modal(guide, indicator.id, language, follows))
    except SlackApiError as error:
        log.info("a modal was not changed: %s", slack_code(error))


async def _commanded(
    command: SlashCommand,
    argument: str,
    guide: Guide,
    changes: Changes,
    languages: Languages,
    follows: FollowStore,
    work: Callable[..., Changed[None]],
) -> list[Reply]:
    language = await languages.of(command.user_id, command.text)
    place = command.user_id if command.channel_id.startswith("D") else command.channel_id
    words = messages(language)

    def say(message: OutgoingMessage) -> list[Reply]:
        return [Respond(message, command.response_url)]

    if not argument:
        return say(followed_message(followed_indicators(guide.strategy, follows.of(place)), place, words))
    choices = _meant(guide.ask(Question(argument, language=language)), guide, words)
    if len(choices) == 1:
        indicator = guide.strategy.indicator(choices[0].entity)
        await changes.make(partial(work, guide, indicator, place, language, say))
        return []
    return say(which_message(choices, place, words) if choices else OutgoingMessage(words.say("follow.unknown", text=argument)))


def _meant(answer: Answer, guide: Guide, words: Messages) -> Sequence[Choice]:
    """The indicators that a text names: what it was read as, or what it may mean."""
    ids = [choice.entity for choice in answer.layout.choices] if answer.status is not AnswerStatus.ANSWERED else answer.subjects
    found = [each for id_ in dict.fromkeys(ids) if isinstance(each := guide.strategy.get(id_), Indicator)]
    return [Choice(each.id, words.name(each), short=words.short(each)) for each in found]


Say = Callable[[OutgoingMessage], Sequence[Reply]]


def _begun(guide: Guide, indicator: Indicator, place: str, language: Language, say: Say, services: ChangeServices) -> Changed[None]:
    """Begin a follow, from where the indicator stands now."""
    standing = Standings(guide.strategy, services.recording.store, services.recording.now).of(indicator.id)
    assert standing is not None  # noqa: S101 - the indicator is one of the strategy's
    anew = services.follows.keep(Follow(place, indicator.id, language, standing.status))
    message = begun_message(indicator, place, messages(language), anew=anew)
    if is_channel(place) and anew:
        return Changed(None, [Post(message, place, topic=FOLLOWING)])
    return Changed(None, say(message))


def _ended(guide: Guide, indicator: Indicator, place: str, language: Language, say: Say, services: ChangeServices) -> Changed[None]:
    """End a follow, and say what is left."""
    words = messages(language)
    for known in (indicator.id, *indicator.formerly):
        services.follows.end(place, known)
    left = followed_indicators(guide.strategy, services.follows.of(place))
    ended = words.say("follow.ended", name=words.name(indicator))
    message = followed_message(left, place, words)
    return Changed(None, say(OutgoingMessage(f"{ended}\n{message.text}")))
