"""Digests on request: previewed by one, posted for all, taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict
from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.digests.blocks import preview_message
from handlers.digests.deliveries import WantedDigest, place_of, publish
from handlers.digests.deliveries import withdraw as take_back
from handlers.inbox.changes import Changes
from handlers.inbox.collector import Replies
from handlers.language import Languages
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand
from handlers.slack.replies import Asker
from knowledge.digest.delivery import DeliveryStore, DigestDelivery
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import SubscriptionStore
from knowledge.digest.subscription_request import parse_subscription_request
from knowledge.digest.text import period_name
from knowledge.notation.period import Cadence, Period
from knowledge.strategy.model import Language
from knowledge.words.messages import messages


class DigestPreviewValue(BaseModel):
    """What the button under a preview carries."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    period: str
    language: Language
    goals: tuple[str, ...] = ()


async def preview(
    ack: AsyncAck,
    command: dict[str, Any],
    argument: str,
    sender: Replies,
    languages: Languages,
    specs: DigestSpecs,
    subscriptions: SubscriptionStore,
) -> None:
    """Show to the asker alone the digest that the channel would get."""
    await ack()
    given = SlashCommand.model_validate(command)
    spoken = await languages.of(given.user_id, given.text)
    order = parse_subscription_request(argument, specs.strategy)
    words = messages(spoken)
    today = specs.now().date()
    there = [each for each in subscriptions.of(given.channel_id) if order.cadence in (None, each.schedule.cadence)]
    cadence = order.cadence or (there[0].schedule.cadence if there else Cadence.QUARTERLY)
    period = order.period or Period.holding(cadence, today).previous
    if order.unread or period.first > today:
        await sender.respond(OutgoingMessage(words.say("digest.preview.unread", text=argument)), given.response_url)
        return
    language = order.language or (there[0].language if there else spoken)
    goals = order.goals or (there[0].goals if there else ())
    text = specs.text(specs.of(given.channel_id, period, language, goals))
    value = DigestPreviewValue(period=period.key, language=language, goals=goals).model_dump_json()
    await sender.respond(preview_message(text, value), given.response_url)


async def post(ack: AsyncAck, body: dict[str, Any], changes: Changes, sender: Replies) -> None:
    """Post to the channel what was previewed, with the figures of now; whoever clicked is told when it stands there."""
    await ack()
    click = BlockAction.model_validate(body)
    asked = DigestPreviewValue.model_validate_json(click.actions[0].value)
    words, period = messages(asked.language), Period.read(asked.period)
    if click.channel is None or click.response_url is None or period is None:
        return
    wanted = WantedDigest(click.channel.id, period, asked.language, asked.goals, click.user.id)
    asker = Asker(click.user.id, asked.language, url=click.response_url)
    claim = await changes.make(partial(publish, wanted, asker, anew=True), place=place_of(wanted.channel))
    if claim and not claim.begins:
        text = words.say(f"digest.there.{claim.delivery.state}", period=period_name(words, period))
        await sender.respond(OutgoingMessage(text), click.response_url, replace=True)


async def withdraw(
    ack: AsyncAck, body: dict[str, Any], sender: Replies, languages: Languages, changes: Changes, deliveries: DeliveryStore
) -> None:
    """Take a digest back, if it is whoever wanted it that asks."""
    await ack()
    click = BlockAction.model_validate(body)
    delivery = deliveries.find(click.actions[0].value)
    language = await languages.of(click.user.id)
    refusal = _refusal(delivery, click.user.id, deliveries)
    if delivery is None or refusal:
        if click.response_url:
            await sender.respond(OutgoingMessage(messages(language).say(refusal or "digest.withdraw.gone")), click.response_url)
        return
    asker = Asker(click.user.id, language, url=click.response_url)
    clicked = click.place[1] if click.place else None
    await changes.make(partial(take_back, delivery, asker, clicked), place=place_of(delivery.channel))


def _refusal(delivery: DigestDelivery | None, user: str, deliveries: DeliveryStore) -> str | None:
    """Why a digest is not taken back; None where it is."""
    if delivery is None or not deliveries.messages(delivery.id):
        return "digest.withdraw.gone"
    return None if delivery.wanted_by == user else "digest.withdraw.refused"
