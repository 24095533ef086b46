"""`/kpi owner`: where an owner is asked, kept by a form; the channel is told, which shows whether the bot may write there."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks.elements import option
from handlers.collection.blocks import linked_message
from handlers.collection.forms import CollectionFormState, entity_options, filled_form, owner_view
from handlers.collection.topics import TIED
from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.middleware.access import Access
from handlers.recording.blocks import notice_view
from handlers.recording.form_refusal import FORM_SECONDS, form_refusal
from handlers.recording.modal import open_view
from handlers.recording.recorders import Coordinators
from handlers.slack.error_kinds import slack_code
from handlers.slack.ids import Field
from handlers.slack.limits import OPTIONS
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand, ViewSubmission
from handlers.slack.replies import Asker, Post, Reply, Respond
from knowledge.collection.model import CollectionStore, Owner
from knowledge.collection.owners import owner_names
from knowledge.guide import Guide
from knowledge.measurement.indicator_search import search_indicators
from knowledge.strategy.model import LEVELS, Entity
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages, messages

log = logging.getLogger(__name__)


async def open_owner_form(
    command: SlashCommand,
    argument: str,
    words: Messages,
    client: AsyncWebClient,
    coordinators: Coordinators,
    collections: CollectionStore,
    guide: Guide,
) -> None:
    """The form, with the owner that is named."""
    refusal = await coordinators.refusal(command.user_id)
    state = CollectionFormState(language=words.language, url=command.response_url)
    view = (
        notice_view(words, refusal.lines(words), "collection.owner.title")
        if refusal
        else _form(words, state, argument, collections, guide.strategy)
    )
    await open_view(client, command.trigger_id, view)


def _form(
    words: Messages, state: CollectionFormState, name: str, collections: CollectionStore, strategy: Strategy
) -> dict[str, Any]:
    owners = collections.owners()
    names = owner_names(strategy, owners)
    chosen = name if name in names else next((each for each in names if name and name in each), name)
    kept = next((each for each in owners if each.name == chosen), None)
    shown = names if not chosen or chosen in names else (chosen, *names)
    return owner_view(words, state.model_dump_json(), shown, kept, chosen, strategy)


async def choose_owner(
    click: BlockAction, body: dict[str, Any], client: AsyncWebClient, collections: CollectionStore, guide: Guide
) -> None:
    """Show what is kept for the owner that was picked."""
    view = body["view"]
    state = CollectionFormState.of(view)
    renewed = _form(messages(state.language), state, _picked(click), collections, guide.strategy)
    await client.views_update(view_id=view["id"], hash=view.get("hash"), view=renewed)


def _picked(click: BlockAction) -> str:
    """The line that was picked in a menu."""
    picked = click.actions[0].selected_option if click.actions else None
    return picked.value if picked else ""


async def offer_groups(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, coordinators: Coordinators) -> None:
    """The workspace's user groups whose name holds what is typed; none where the app may not ask."""
    typed = str(body.get("value") or "").casefold()
    try:
        listed = (await client.usergroups_list(team_id=coordinators.team))["usergroups"]
    except SlackApiError as error:
        log.warning("user groups cannot be read: %s", slack_code(error))
        listed = []
    named = [(str(each.get("name") or each["id"]), str(each["id"])) for each in listed]
    await ack(options=[option(name, id_) for name, id_ in named if typed in name.casefold()][:OPTIONS])


async def offer_entities(ack: AsyncAck, body: dict[str, Any], guide: Guide) -> None:
    """The goals, measures and indicators that may be meant by what is typed."""
    typed = str(body.get("value") or "").strip()
    words = messages(CollectionFormState.of(body["view"]).language)
    above = [each for each in guide.strategy.of_kind(*LEVELS) if not each.national and typed in words.name(each)]
    found: list[Entity] = [*above, *search_indicators(typed, guide.strategy)]
    await ack(options=entity_options(found, words))


async def tie_owner(
    ack: AsyncAck,
    body: dict[str, Any],
    changes: Changes,
    coordinators: Coordinators,
    guide: Guide,
    access: Access,
    corrections: Corrections,
) -> None:
    """Keep what the form says, and have the channel told."""
    submission, state = ViewSubmission.model_validate(body), CollectionFormState.of(body["view"])
    words, given = messages(state.language), filled_form(body["view"])
    refused = await form_refusal(
        coordinators.refusal(submission.user.id, FORM_SECONDS), words, Field.NAME, "collection.owner.title"
    )
    if refused:
        await ack(**refused)
        return
    name = given.get(Field.NAME) or given.get(Field.OWNER)
    if not name:
        await ack(response_action="errors", errors={Field.NAME: words.say("collection.owner.unnamed")})
        return
    channel = given.get(Field.CHANNEL, "")
    if channel and access.channels and channel not in access.channels:
        block = next(each for each in body["view"]["state"]["values"] if each.partition(":")[0] == Field.CHANNEL)
        await ack(response_action="errors", errors={block: words.say("collection.owner.channel")})
        return
    entities = tuple(each for each in given.get(Field.ENTITIES, "").split(",") if each in guide.strategy)
    owner = Owner(name, channel, given.get(Field.GROUP), given.get(Field.HEAD), entities)
    await changes.make(partial(_tied, owner, submission.user.id, state), f"view:{submission.view.id}")
    await ack(response_action="clear")
    corrections.begin()


def _tied(owner: Owner, user: str, state: CollectionFormState, services: ChangeServices) -> Changed[None]:
    words = messages(state.language)
    if not owner.channel:
        services.collections.untie(owner.name)
        text = words.say("collection.owner.untied", owner=owner.name)
        return Changed(None, [Respond(OutgoingMessage(text), state.url, otherwise=user)])
    services.collections.tie(owner, user, services.recording.now())
    hello = OutgoingMessage(words.say("collection.owner.hello", owner=owner.name))
    told = linked_message(lambda at: words.say("collection.owner.tied", owner=owner.name, channel=at), owner.channel)
    asker = Asker(user, state.language)
    replies: list[Reply] = [
        Post(hello, owner.channel, topic=TIED, asker=asker),
        Respond(told, state.url, otherwise=user),
    ]
    return Changed(None, replies)
