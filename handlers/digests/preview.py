"""Digests on request: previewed by one, posted for all, taken back."""

from __future__ import annotations

from functools import partial

from pydantic import BaseModel, ConfigDict

from handlers.digests.blocks import preview_message
from handlers.digests.deliveries import WantedDigest, answered, place_of, publish
from handlers.digests.deliveries import withdraw as take_back
from handlers.inbox.changes import Changes
from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand
from handlers.slack.replies import Asker, Respond
from knowledge.digest.delivery import DeliveryStore, DigestDelivery
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import SubscriptionStore
from knowledge.digest.subscription_request import parse_subscription_request
from knowledge.digest.text import period_name
from knowledge.notation.period import Cadence, Period
from knowledge.strategy.model import Language
from knowledge.words.messages import Messages, messages


class DigestPreviewValue(BaseModel):
    """What the button under a preview carries."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    period: str
    language: Language
    goals: tuple[str, ...] = ()


async def preview(
    command: SlashCommand, words: Messages, argument: str, specs: DigestSpecs, subscriptions: SubscriptionStore
) -> Replies:
    """Show to the asker alone the digest that the channel would get."""
    wanted = wanted_digest(argument, command.channel_id, words.language, specs, subscriptions)
    if wanted is None:
        return [Respond(OutgoingMessage(words.say("digest.preview.unread", text=argument)), command.response_url)]
    text = specs.text(specs.of(command.channel_id, wanted.period, wanted.language, wanted.goals))
    value = DigestPreviewValue(period=wanted.period.key, language=wanted.language, goals=wanted.goals).model_dump_json()
    return [Respond(preview_message(text, value), command.response_url)]


def wanted_digest(
    typed: str, channel: str, language: Language, specs: DigestSpecs, subscriptions: SubscriptionStore
) -> WantedDigest | None:
    """The digest that somebody types for a channel, the rest as its subscription has it; None: what was typed is not understood."""
    today = specs.now().date()
    order = parse_subscription_request(typed, specs.strategy, today)
    there = [each for each in subscriptions.of(channel) if order.cadence in (None, each.schedule.cadence)]
    cadence = order.cadence or (there[0].schedule.cadence if there else Cadence.QUARTERLY)
    period = order.period or Period.holding(cadence, today).previous
    if order.unread or order.said.scheduled or period.first > today:
        return None
    spoken = order.language or (there[0].language if there else language)
    goals = order.goals or (there[0].goals if there else specs.whole())
    return WantedDigest(channel, period, spoken, goals if specs.serves(goals) else specs.whole())


async def post(click: BlockAction, changes: Changes) -> Replies:
    """Post to the channel what was previewed, with the figures of now; whoever clicked is told when it stands there."""
    asked = DigestPreviewValue.model_validate_json(click.actions[0].value)
    words, period = messages(asked.language), Period.read(asked.period)
    if click.channel is None or click.response_url is None or period is None:
        return []
    wanted = WantedDigest(click.channel.id, period, asked.language, asked.goals, click.user.id)
    asker = Asker(click.user.id, asked.language, url=click.response_url)
    claim = await changes.make(partial(publish, wanted, asker, anew=True), place=place_of(wanted.channel))
    if claim is None or claim.begins:
        return []
    text = words.say(f"digest.there.{claim.delivery.state}", period=period_name(words, period))
    return [Respond(OutgoingMessage(text), click.response_url, replace=True)]


async def withdraw(click: BlockAction, languages: Languages, changes: Changes, deliveries: DeliveryStore) -> Replies:
    """Take a digest back, if it is whoever wanted it that asks."""
    delivery = deliveries.find(click.actions[0].value)
    language = await languages.of(click.user.id)
    refusal = _refusal(delivery, click.user.id, deliveries)
    asker = Asker(click.user.id, language, url=click.response_url)
    if delivery is None or refusal:
        return answered(asker, messages(language).say(refusal or "digest.withdraw.gone"))
    clicked = click.place[1] if click.place else None
    await changes.make(partial(take_back, delivery, asker, clicked), place=place_of(delivery.channel))
    return []


def _refusal(delivery: DigestDelivery | None, user: str, deliveries: DeliveryStore) -> str | None:
    """Why a digest is not taken back; None where it is."""
    if delivery is None or not deliveries.messages(delivery.id):
        return "digest.withdraw.gone"
    return None if delivery.wanted_by == user else "digest.withdraw.refused"
