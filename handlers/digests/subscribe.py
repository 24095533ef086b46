"""How a channel subscribes to digests: by words, or by a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.corrections import Corrections
from handlers.digests.notices import refusal_kind
from handlers.digests.subscription_blocks import CANVAS_PLACE, SubscriptionFormState, day_field, subscription_view
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.inbox.receipts import Receipts
from handlers.recording.form_state import filled
from handlers.recording.modal import open_view
from handlers.slack.error_text import named
from handlers.slack.ids import Field
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand, ViewSubmission
from handlers.slack.replies import Asker, Post, Reply
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import Pause, Subscription, SubscriptionStore, kept_on
from knowledge.digest.subscription_request import USUAL, SubscriptionRequest, parse_subscription_request
from knowledge.digest.subscription_text import subscription_text
from knowledge.notation.period import Cadence
from knowledge.notation.schedule import Holidays, Schedule
from knowledge.queue_ports import QueuedReply
from knowledge.strategy.model import Language
from knowledge.words.messages import Messages, messages

WELCOME = "welcome"  # the topic of the message that tells a channel of its digests


async def subscribe(
    given: SlashCommand,
    words: Messages,
    argument: str,
    client: AsyncWebClient,
    changes: Changes,
    specs: DigestSpecs,
    subscriptions: SubscriptionStore,
    *,
    canvases_offered: bool,
) -> None:
    """Subscribe the channel as the words say; without words, or where some are not understood, by the form."""
    order = parse_subscription_request(argument, specs.strategy, specs.now().date())
    wanted = _wanted(order, given, words.language, specs, subscriptions)
    if argument and not order.unread and order.period is None:
        await changes.make(partial(_keep, wanted, specs))
        return
    notice = words.say("subscription.unread", text=argument) if argument else ""
    state = SubscriptionFormState(channel=given.channel_id, language=words.language, canvas=canvases_offered)
    view = subscription_view(state, wanted, specs.strategy, notice)
    await open_view(client, given.trigger_id, view)


def _wanted(
    order: SubscriptionRequest, given: SlashCommand, language: Language, specs: DigestSpecs, subscriptions: SubscriptionStore
) -> Subscription:
    """The subscription that is meant: what was said, else as the channel has it already, else as usual."""
    begun = Subscription(given.channel_id, order.schedule, language, specs.whole(), given.user_id, specs.now())
    there = {each.schedule.cadence: each for each in subscriptions.of(given.channel_id)}
    if order.cadence is None and there and order.said.days is None:
        begun = replace(begun, schedule=next(iter(there.values())).schedule)
    old = there.get(begun.schedule.cadence)
    if old:
        begun = replace(
            begun, schedule=order.said.schedule(old.schedule), language=old.language, goals=old.goals, canvas=old.canvas
        )
    wanted = replace(begun, language=order.language or begun.language, goals=order.goals or begun.goals)
    return kept_on(wanted, there.values())


async def change_cadence(click: BlockAction, body: dict[str, Any], client: AsyncWebClient, specs: DigestSpecs) -> None:
    """Offer the days that go with the cadence that was picked."""
    view = body["view"]
    state = SubscriptionFormState.model_validate_json(view["private_metadata"])
    renewed = subscription_view(state, _filled(view, state, click.user.id, specs), specs.strategy)
    await client.views_update(view_id=view["id"], hash=view.get("hash"), view=renewed)


async def take_subscription(
    ack: AsyncAck,
    body: dict[str, Any],
    specs: DigestSpecs,
    subscriptions: SubscriptionStore,
    changes: Changes,
    corrections: Corrections,
) -> None:
    """Keep what the form says, and have the channel told."""
    submission = ViewSubmission.model_validate(body)
    form = SubscriptionFormState.model_validate_json(body["view"]["private_metadata"])
    wanted = kept_on(_filled(body["view"], form, submission.user.id, specs), subscriptions.of(form.channel))
    await changes.make(partial(_keep, wanted, specs), f"view:{submission.view.id}")
    await ack(response_action="clear")
    if wanted.canvas:
        corrections.begin()


def _keep(wanted: Subscription, specs: DigestSpecs, services: ChangeServices) -> Changed[None]:
    """Keep a subscription; the channel is told, and what follows where the bot cannot write there, `WelcomeReceipts` says."""
    services.subscriptions.keep(wanted)
    words = messages(wanted.language)
    line = subscription_text(wanted, specs.strategy, words, specs.now())
    message = OutgoingMessage(words.say("subscription.begun", text=line))
    return Changed(None, [Post(message, wanted.channel, topic=f"{WELCOME}:{wanted.schedule.cadence}")])


def _filled(view: dict[str, Any], state: SubscriptionFormState, user: str, specs: DigestSpecs) -> Subscription:
    """The subscription that a form holds."""
    given = filled(view)
    schedule = _schedule(given)
    goals = tuple(goal for goal in given.get(Field.GOALS, "").split(",") if goal in specs.strategy)
    canvas = given.get(Field.PLACE) == CANVAS_PLACE
    return Subscription(state.channel, schedule, Language(given[Field.LANGUAGE]), goals, user, specs.now(), canvas=canvas)


def _schedule(given: Mapping[str, str]) -> Schedule:
    """The schedule that a form holds; where another cadence was picked, its usual days."""
    cadence = Cadence(given[Field.CADENCE])
    usual, chosen = USUAL[cadence], given.get(day_field(cadence))
    if cadence is Cadence.DAILY:
        weekdays = tuple(int(day) for day in chosen.split(",")) if chosen else usual.weekdays
        schedule = replace(usual, weekdays=weekdays)
    else:
        ordinal, _, day = (chosen or str(usual.day)).rpartition(":")
        schedule = replace(usual, day=int(day), ordinal=int(ordinal) if ordinal else None)
    holidays = Holidays(given.get(Field.HOLIDAYS, usual.holidays)) if chosen else usual.holidays
    return replace(schedule, at=time.fromisoformat(given[Field.AT]), holidays=holidays)


class WelcomeReceipts(Receipts):
    """Where the bot cannot write in the channel, the subscription rests and the subscriber is told what to do."""

    async def refused(self, row: QueuedReply, reply: Reply, error: Exception) -> None:
        """The channel could not be told of its digests."""
        assert isinstance(reply, Post)  # noqa: S101 - no other reply has the topic
        cadence = (reply.topic or "").partition(":")[2]
        pause = refusal_kind(named(error))
        await self.follow(row, partial(_rest, reply.channel, cadence, pause))


def _rest(channel: str, cadence: str, pause: Pause, services: ChangeServices) -> Changed[None]:
    found = [each for each in services.subscriptions.of(channel) if each.schedule.cadence == cadence]
    replies = []
    for each in found:
        services.subscriptions.keep(replace(each, paused=pause))
        text = messages(each.language).say(f"subscription.begun.{pause}", channel=f"#{channel}")
        replies += [Post(OutgoingMessage(text), each.subscriber, asker=Asker())] if each.subscriber else []
    return Changed(None, replies)
