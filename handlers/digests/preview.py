"""Digests on request: previewed by one, posted for all, taken back."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict
from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.digests.blocks import preview_message
from handlers.digests.notices import refusal_kind
from handlers.inbox.collector import Replies
from handlers.language import Languages
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand
from knowledge.digest.delivery import DeliveryStore, DigestDelivery
from knowledge.digest.edition import DigestSpecs
from knowledge.digest.publisher import MessengerError, MessengerRefused, Publisher
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
    ack: AsyncAck,
    command: dict[str, Any],
    argument: str,
    sender: Replies,
    languages: Languages,
    editions: DigestSpecs,
    subscriptions: SubscriptionStore,
) -> None:
    """Show to the asker alone the digest that the channel would get."""
    await ack()
    given = SlashCommand.model_validate(command)
    spoken = await languages.of(given.user_id, given.text)
    order = parse_subscription_request(argument, editions.strategy)
    words = messages(spoken)
    today = editions.now().date()
    there = [each for each in subscriptions.of(given.channel_id) if order.cadence in (None, each.schedule.cadence)]
    cadence = order.cadence or (there[0].schedule.cadence if there else Cadence.QUARTERLY)
    period = order.period or Period.holding(cadence, today).previous
    if order.unread or period.first > today:
        await sender.respond(OutgoingMessage(words.say("digest.preview.unread", text=argument)), given.response_url)
        return
    language = order.language or (there[0].language if there else spoken)
    goals = order.goals or (there[0].goals if there else ())
    text = editions.text(editions.of(given.channel_id, period, language, goals))
    value = DigestPreviewValue(period=period.key, language=language, goals=goals).model_dump_json()
    await sender.respond(preview_message(text, value), given.response_url)


async def post(ack: AsyncAck, body: dict[str, Any], sender: Replies, publisher: Publisher, issues: DeliveryStore) -> None:
    """Post to the channel what was previewed, with the figures of now."""
    await ack()
    click = BlockAction.model_validate(body)
    asked = DigestPreviewValue.model_validate_json(click.actions[0].value)
    words, period = messages(asked.language), Period.read(asked.period)
    if click.channel is None or click.response_url is None or period is None:
        return
    edition = publisher.editions.of(click.channel.id, period, asked.language, asked.goals)
    try:
        issue, now = await publisher.publish(click.channel.id, edition, click.user.id, anew=True)
        told = words.say("digest.posted" if now else f"digest.there.{issue.state}", period=period_name(words, period))
    except MessengerError as error:
        told = _failed(error, words)
        _told(issues, click.channel.id, period)
    await sender.respond(OutgoingMessage(told), click.response_url, replace=True)


def _failed(error: MessengerError, words: Messages) -> str:
    if isinstance(error, MessengerRefused):
        return words.say(f"digest.refused.{refusal_kind(error.reason)}", reason=error.reason)
    return words.say("digest.later")


def _told(issues: DeliveryStore, channel: str, period: Period) -> None:
    """Note that whoever wanted it knows that it failed."""
    for issue in issues.untold():
        if (issue.channel, issue.edition.period) == (channel, period):
            issues.told(issue.id)


async def withdraw(
    ack: AsyncAck, body: dict[str, Any], sender: Replies, languages: Languages, publisher: Publisher, issues: DeliveryStore
) -> None:
    """Take a digest back, if it is whoever wanted it that asks."""
    await ack()
    click = BlockAction.model_validate(body)
    issue = issues.find(click.actions[0].value)
    words = messages(await languages.of(click.user.id))
    told = await _withdrawn(issue, click.user.id, publisher, words)
    if click.response_url:
        await sender.respond(OutgoingMessage(told), click.response_url)


async def _withdrawn(issue: DigestDelivery | None, user: str, publisher: Publisher, words: Messages) -> str:
    if issue is None:
        return words.say("digest.withdraw.gone")
    if issue.wanted_by != user:
        return words.say("digest.withdraw.refused")
    try:
        await publisher.withdraw(issue)
    except MessengerRefused as refusal:
        return words.say("digest.withdraw.cannot", reason=refusal.reason)
    except MessengerError:
        return words.say("digest.withdraw.later")
    return words.say("digest.withdraw.done")
