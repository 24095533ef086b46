"""Carries digests to Slack, and finds them again by the id in their metadata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Never, cast

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.blocks import digest_messages
from handlers.slack.error_kinds import slack_code
from handlers.slack.history import messages_in
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.sender import Sender
from knowledge.digest.delivery import DigestDelivery
from knowledge.digest.publisher import DeliveryKey, LookupRefused, MessengerBusy, MessengerRefused, OutcomeUnknown, RenderedMessage
from knowledge.digest.text import DigestText

EVENT = "shirube_digest"
_SKEW = timedelta(days=7)  # how far this machine's clock may be from Slack's without a message being missed
_MAYBE_DONE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_FOR_GOOD = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "thread_not_found", "message_not_found", "cant_update_message"}
    | {"edit_window_closed", "cant_delete_message", "restricted_action", "restricted_action_read_only_channel", "no_permission"}
    | {"restricted_action_thread_locked", "restricted_action_non_threadable_channel", "channel_type_not_supported"}
)


class SlackDigestMessenger:
    """The way to Slack; `client` must not repeat by itself what may have been done already.

    `look_up` is whether the app was granted `channels:history` and `groups:history` for this.
    """

    def __init__(self, client: AsyncWebClient, sender: Sender, *, look_up: bool) -> None:
        self.client = client
        self.sender = sender
        self.look_up = look_up

    def lay_out(self, text: DigestText, issue: DigestDelivery) -> Sequence[RenderedMessage]:
        """The messages of a digest: the one in the channel, then those of its thread."""
        return [_letter(message) for message in digest_messages(text, issue.id, issue.wanted_by)]

    async def post(self, channel: str, letter: RenderedMessage, label: DeliveryKey, thread: str | None) -> str:
        """Post a message; its `ts`."""
        with _told(done_perhaps=OutcomeUnknown):
            return await self.sender.post(_labelled(letter, label), channel, thread)

    async def find(self, channel: str, label: DeliveryKey, thread: str | None, since: datetime) -> str | None:
        """The `ts` of a message that was posted since then; None where it stands nowhere."""
        if not self.look_up:
            raise LookupRefused("look_up_off")
        oldest = str((since - _SKEW).timestamp())
        with _told():
            async for message in messages_in(self.client, channel, thread, None if thread else oldest):
                if _label(message) == label:
                    return str(message["ts"])
        return None

    async def change(self, channel: str, ts: str, letter: RenderedMessage, label: DeliveryKey) -> None:
        """Put another content into a message."""
        with _told():
            await self.sender.update(_labelled(letter, label), channel, ts)

    async def remove(self, channel: str, ts: str) -> None:
        """Take a message away, or find it gone."""
        try:
            with _told():
                await self.sender.delete(channel, ts)
        except MessengerRefused as refusal:
            if refusal.reason != "message_not_found":
                raise


def _letter(message: OutgoingMessage) -> RenderedMessage:
    content = json.dumps([message.text, message.forms], ensure_ascii=False, sort_keys=True)
    return RenderedMessage(message, sha256(content.encode()).hexdigest())


def _labelled(letter: RenderedMessage, label: DeliveryKey) -> OutgoingMessage:
    """The message with its label, under which it can be found."""
    payload = {"digest": label.issue, "part": label.part}
    return replace(cast("OutgoingMessage", letter.content), metadata={"event_type": EVENT, "event_payload": payload})


def _label(message: dict[str, Any]) -> DeliveryKey | None:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    if metadata.get("event_type") != EVENT or "digest" not in payload:
        return None
    return DeliveryKey(str(payload["digest"]), int(payload.get("part", 0)))


@contextmanager
def _told(done_perhaps: type[Exception] = MessengerBusy) -> Any:
    """Turn what Slack or the network says into what is known: done for good, not done, or perhaps."""
    try:
        yield
    except SlackApiError as error:
        _sort(error, done_perhaps)
    except ClientConnectorError as error:  # nobody was reached
        raise MessengerBusy(type(error).__name__) from error
    except (ClientError, TimeoutError) as error:
        raise done_perhaps(type(error).__name__) from error


def _sort(error: SlackApiError, done_perhaps: type[Exception]) -> Never:
    code = slack_code(error)
    if code == "missing_scope":
        raise LookupRefused(code) from error
    if code in _FOR_GOOD:
        raise MessengerRefused(code) from error
    if code in _MAYBE_DONE or (code.startswith("http_") and not code.startswith("http_4")):
        raise done_perhaps(code) from error
    raise MessengerBusy(code) from error
