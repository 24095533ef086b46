"""Who did something, where, and how to tell them a thing that is no answer: a refusal, an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from handlers.home.blocks import notice_home_view
from handlers.slack.errors import unreachable
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.sender import Sender


def asker(body: Mapping[str, Any]) -> str | None:
    """The user who did it."""
    found = body.get("user_id") or (body.get("user") or {}).get("id") or _event(body).get("user")
    return str(found) if found else None


def place(body: Mapping[str, Any]) -> str | None:
    """The channel that it was done in; None for Home and what else has no channel."""
    found = _event(body).get("channel") or body.get("channel_id") or (body.get("channel") or {}).get("id")
    return str(found) if found else None


def team(body: Mapping[str, Any]) -> str | None:
    """The workspace that the user belongs to."""
    event, user = _event(body), body.get("user") or {}
    return event.get("user_team") or event.get("source_team") or event.get("team") or user.get("team_id") or body.get("team_id")


async def tell(sender: Sender, body: Mapping[str, Any], message: OutgoingMessage, *, aside: bool = False) -> None:
    """Say it where it was asked, `aside`: for the asker alone; where Slack takes nothing there, in a direct message."""
    user = asker(body)
    try:
        await _tell_there(sender, body, message, aside=aside)
    except SlackApiError as refusal:
        if unreachable(refusal) or user is None:
            raise
        await sender.post(message, user)


async def _tell_there(sender: Sender, body: Mapping[str, Any], message: OutgoingMessage, *, aside: bool) -> None:
    """Say it where it was asked."""
    event, channel, user = _event(body), place(body), asker(body)
    if body.get("response_url"):
        await sender.respond(message, body["response_url"])
    elif event.get("type") == "app_home_opened" and user:
        await _show(sender, user, message, str(event.get("tab")))
    elif event.get("ts") and channel and user and aside and not channel.startswith("D"):
        await sender.whisper(message, channel, user, event.get("thread_ts"))
    elif event.get("ts") and channel:
        direct = channel.startswith("D")
        await sender.post(message, channel, event.get("thread_ts") or (None if direct else event["ts"]))
    elif user:
        await sender.post(message, user)


async def _show(sender: Sender, user: str, message: OutgoingMessage, tab: str) -> None:
    """Say it on the App Home, which is what was opened; its tab of messages needs nothing."""
    if tab == "home":
        await sender.client.views_publish(user_id=user, view=notice_home_view(message.text))


def _event(body: Mapping[str, Any]) -> Mapping[str, Any]:
    event = body.get("event")
    return event if isinstance(event, dict) else {}
