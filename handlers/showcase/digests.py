"""Scenes of digests: a digest with its thread and preview, subscriptions, and the notices that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from handlers.digests.blocks import digest_messages, preview_message
from handlers.digests.notices import failed_message, reminder_message
from handlers.digests.subscription_blocks import SubscriptionFormState, subscription_view, subscriptions_message
from handlers.showcase.scene import CHANNEL, PERSON, Scene, Showcase, message_scenes, view_scene
from knowledge.digest.delivery import DeliveryState, DigestDelivery
from knowledge.digest.model import DigestMark, DigestSpec, digest
from knowledge.digest.subscription import Pause, Subscription
from knowledge.digest.subscription_request import USUAL
from knowledge.digest.text import write
from knowledge.notation.period import Cadence, Period
from knowledge.strategy.model import Kind

DIGEST_ID = "0" * 32


def digests(showcase: Showcase) -> Iterator[Scene]:
    """The last quarter's digest and its thread, posted by the clock and at somebody's wish, and its preview."""
    guide = showcase.guide
    text = write(digest(_spec(showcase), guide.strategy, guide.measurements, guide.revisions))
    for wanted_by in (PERSON, None):
        yield from message_scenes("digest", *digest_messages(text, DIGEST_ID, wanted_by))
    yield from message_scenes("preview", preview_message(text, "{}"))


def subscriptions(showcase: Showcase) -> Iterator[Scene]:
    """The form for a subscription, and a channel's list with one that rests."""
    strategy, words, until = showcase.guide.strategy, showcase.words, _spec(showcase).until.at
    goals = tuple(goal.id for goal in strategy.of_kind(Kind.GOAL))
    kept = [Subscription(CHANNEL, USUAL[cadence], showcase.language, goals, PERSON, until) for cadence in Cadence]
    state = SubscriptionFormState(channel=CHANNEL, language=showcase.language, canvas=True)
    title = words.say("subscription.title")
    for each in kept:
        yield view_scene(f"subscription {each.schedule.cadence}", subscription_view(state, each, strategy, title))
    for pause in Pause:
        rests = replace(kept[0], paused=pause, goals=())
        yield from message_scenes("subscriptions", subscriptions_message([rests, *kept], strategy, words, until, title))


def notices(showcase: Showcase) -> Iterator[Scene]:
    """That figures are due, and that digests were not posted."""
    yield from message_scenes("reminder", reminder_message(showcase.guide.strategy.indicators, showcase.language))
    states: list[tuple[DeliveryState, str | None]] = [(DeliveryState.UNKNOWN, None)]
    states += [(DeliveryState.REFUSED, reason) for reason in ("is_archived", "not_in_channel", "restricted_action")]
    for state, reason in states:
        delivery = DigestDelivery(DIGEST_ID, CHANNEL, _spec(showcase), state, PERSON, reason)
        yield from message_scenes(f"digest not posted: {reason}", failed_message(delivery))


def _spec(showcase: Showcase) -> DigestSpec:
    """The last quarter, with all that was recorded since it began."""
    today = showcase.guide.today()
    period = Period.holding(Cadence.QUARTERLY, today).previous
    since, until = (datetime.combine(day, time(), UTC) for day in (period.first, today))
    return DigestSpec(period, showcase.language, DigestMark(since), DigestMark(until, showcase.guide.measurements.last_entry()))
