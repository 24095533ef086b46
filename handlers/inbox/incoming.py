"""What Slack delivers, by what becomes of it: kept to be handled later, ignored, or answered in its acknowledgement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from handlers.slack.events import EventDelivery, kept_event
from handlers.slack.payloads import Interaction, OptionsRequest, OtherPayload, Payload, SlashCommand, ViewSubmission
from knowledge.queue_ports import InboxItem

_REPLIED: dict[str, type[Payload]] = {
    "view_submission": ViewSubmission,
    "view_closed": ViewSubmission,
    "block_suggestion": OptionsRequest,
}
_DEFERRED = frozenset({"block_actions", "shortcut", "message_action"})


def incoming(body: Mapping[str, Any], now: float) -> InboxItem | None:
    """What is to be kept of a request; None for what is answered in its acknowledgement.

    Raises:
        ValidationError: it is not as Slack writes it.
    """
    if body.get("type") == "event_callback":
        delivery = EventDelivery.model_validate(body)
        kept = {**body, "event": kept_event(body["event"])}
        return InboxItem(delivery.event_id, delivery.event.message, delivery.event.place, json.dumps(kept), now)
    if body.get("type") in _DEFERRED:
        click = Interaction.model_validate(body)
        return InboxItem(click.trigger_id, None, click.user.id, json.dumps(body), now)
    if "command" in body:
        command = SlashCommand.model_validate(body)
        return InboxItem(command.trigger_id, None, command.trigger_id, json.dumps(body), now)
    _REPLIED.get(str(body.get("type")), OtherPayload).model_validate(body)
    return None


def is_ignored(body: Mapping[str, Any]) -> bool:
    """Whether a delivery is acknowledged and left: an event that no person caused.

    Raises:
        ValidationError: it is not as Slack writes it.
    """
    return body.get("type") == "event_callback" and not EventDelivery.model_validate(body).event.by_a_person


def direct_channel(body: Mapping[str, Any]) -> tuple[str, str] | None:
    """A person and the channel of their direct messages, where an event shows it."""
    event = body.get("event") or {}
    person, channel = str(event.get("user") or ""), str(event.get("channel"))
    return (person, channel) if person and channel.startswith("D") else None
