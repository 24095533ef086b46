"""A channel's subscriptions: listed, changed, paused, taken up again, ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.subscription_blocks import SubscriptionFormState, SubscriptionValue, subscription_view, subscriptions_message
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.recording.modal import open_view
from handlers.slack.ids import Action
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand
from handlers.slack.replies import Respond
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import Pause, Subscription, SubscriptionStore
from knowledge.digest.subscription_request import parse_subscription_request
from knowledge.words.messages import Messages, messages


async def list_subscriptions(
    command: SlashCommand, words: Messages, specs: DigestSpecs, subscriptions: SubscriptionStore
) -> Replies:
    """What the channel has subscribed to."""
    return [Respond(_listed(subscriptions.of(command.channel_id), specs, words), command.response_url)]


def _listed(
    found: Sequence[Subscription], specs: DigestSpecs, words: Messages, title: str = "subscription.list"
) -> OutgoingMessage:
    if not found:
        return OutgoingMessage(words.say("subscription.none"))
    return subscriptions_message(found, specs.strategy, words, specs.now(), words.say(title))


Change = Callable[[Subscription, SubscriptionStore, DigestSpecs], None]


def _end(subscription: Subscription, subscriptions: SubscriptionStore, specs: DigestSpecs) -> None:
    del specs
    subscriptions.end(subscription.channel, subscription.schedule.cadence)


def _pause(subscription: Subscription, subscriptions: SubscriptionStore, specs: DigestSpecs) -> None:
    del specs
    subscriptions.keep(replace(subscription, paused=subscription.paused or Pause.ASKED))


def _resume(subscription: Subscription, subscriptions: SubscriptionStore, specs: DigestSpecs) -> None:
    if subscription.paused:
        subscriptions.keep(replace(subscription, paused=None, since=specs.now()))


_CHANGES: dict[str, Change] = {"end": _end, "pause": _pause, "resume": _resume}
_CLICKED = {
    Action.SUBSCRIPTION_END: "end",
    Action.SUBSCRIPTION_PAUSE: "pause",
    Action.SUBSCRIPTION_RESUME: "resume",
}


def by_command(change: str) -> Callable[..., Awaitable[None]]:
    """The listener that ends, pauses or resumes a channel's subscriptions, or the one of the cadence that is named."""

    async def listener(
        command: SlashCommand,
        words: Messages,
        argument: str,
        changes: Changes,
        specs: DigestSpecs,
        subscriptions: SubscriptionStore,
    ) -> None:
        """Change them, and say what is left."""
        cadence = parse_subscription_request(argument, specs.strategy, specs.now().date()).cadence
        found = [each for each in subscriptions.of(command.channel_id) if cadence in (None, each.schedule.cadence)]
        await changes.make(partial(_change, change, found, specs, words, command.response_url, replace=False))

    return listener


def _changed(
    change: str,
    found: Sequence[Subscription],
    channel: str,
    specs: DigestSpecs,
    subscriptions: SubscriptionStore,
    words: Messages,
) -> OutgoingMessage:
    if not found:
        return OutgoingMessage(words.say("subscription.none"))
    left = subscriptions.of(channel)
    if change == "end" and not left:
        return OutgoingMessage(words.say("subscription.ended"))
    return _listed(left, specs, words, f"subscription.changed.{change}")


async def change_by_click(click: BlockAction, changes: Changes, specs: DigestSpecs, subscriptions: SubscriptionStore) -> None:
    """End, pause or resume the subscription whose button was clicked."""
    channel = click.channel.id if click.channel else ""
    listed = SubscriptionValue.model_validate_json(click.actions[0].value)
    change = _CLICKED[Action(click.actions[0].action_id)]
    found = _of(listed, channel, subscriptions)
    words = messages(listed.language)
    await changes.make(partial(_change, change, found, specs, words, click.response_url, replace=True))


def _change(
    change: str,
    found: Sequence[Subscription],
    specs: DigestSpecs,
    words: Messages,
    url: str | None,
    services: ChangeServices,
    *,
    replace: bool,
) -> Changed[None]:
    """Change them, and say what is left."""
    for each in found:
        _CHANGES[change](each, services.subscriptions, specs)
    channel = found[0].channel if found else ""
    message = _changed(change, found, channel, specs, services.subscriptions, words)
    return Changed(None, [Respond(message, url, replace=replace)] if url else ())


async def open_by_click(
    click: BlockAction, client: AsyncWebClient, specs: DigestSpecs, subscriptions: SubscriptionStore, *, canvases_offered: bool
) -> None:
    """The form, filled with the subscription whose button was clicked."""
    channel = click.channel.id if click.channel else ""
    listed = SubscriptionValue.model_validate_json(click.actions[0].value)
    for each in _of(listed, channel, subscriptions):
        state = SubscriptionFormState(channel=channel, language=listed.language, canvas=canvases_offered)
        await open_view(client, click.trigger_id, subscription_view(state, each, specs.strategy))


def _of(listed: SubscriptionValue, channel: str, subscriptions: SubscriptionStore) -> list[Subscription]:
    return [each for each in subscriptions.of(channel) if each.schedule.cadence is listed.cadence]
