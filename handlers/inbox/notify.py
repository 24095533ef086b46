"""Who did something, where, and how to tell them a thing that is no answer: a refusal, an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.slack.events import STEP_EXECUTED
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import step_runner
from handlers.slack.replies import Asker, FinishStep, Post, PublishHome, Reply, Respond, Whisper
from knowledge.strategy.model import Language


def asker(body: Mapping[str, Any]) -> str | None:
    """The user who did it."""
    found = body.get("user_id") or (body.get("user") or {}).get("id") or _event(body).get("user") or step_runner(_event(body))
    return str(found) if found else None


def place(body: Mapping[str, Any]) -> str | None:
    """The channel that it was done in; None for Home and what else has no channel."""
    found = _event(body).get("channel") or body.get("channel_id") or (body.get("channel") or {}).get("id")
    return str(found) if found else None


def team(body: Mapping[str, Any]) -> str | None:
    """The workspace that the user belongs to."""
    event, user = _event(body), body.get("user") or {}
    return event.get("user_team") or event.get("source_team") or event.get("team") or user.get("team_id") or body.get("team_id")


def told(body: Mapping[str, Any], message: OutgoingMessage, *, aside: bool = False) -> list[Reply]:
    """A message where it was asked, `aside`: for the asker alone; where Slack takes nothing there, in a direct message."""
    event, channel, user = _event(body), place(body), asker(body)
    if event.get("type") == STEP_EXECUTED:
        return [FinishStep(str(event.get("function_execution_id")), error=message.text)]
    if body.get("response_url"):
        return [Respond(message, body["response_url"], thread=clicked_thread(body), otherwise=user)]
    if event.get("type") == "app_home_opened" and user:
        return [PublishHome(user, Language.JAPANESE, notice=message.text)] if event.get("tab") == "home" else []
    if event.get("ts") and channel and user and aside and not channel.startswith("D"):
        return [Whisper(message, channel, user, event.get("thread_ts"), otherwise=user)]
    if event.get("ts") and channel:
        return [Post(message, channel, _thread(event, channel), otherwise=user)]
    return [Post(message, user)] if user else []


def asker_of(body: Mapping[str, Any], language: Language) -> Asker:
    """Whoever asked, and where they hear of what could not be sent."""
    event, channel = _event(body), place(body)
    written = bool(event.get("ts") and channel)
    return Asker(
        user=asker(body),
        language=language,
        channel=channel if written else None,
        thread=_thread(event, str(channel)) if written else clicked_thread(body),
        begun=event.get("thread_ts"),
        url=body.get("response_url"),
        execution=event.get("function_execution_id"),
    )


def clicked_thread(body: Mapping[str, Any]) -> str | None:
    """The thread of the message that was clicked; None where it stands in none."""
    found = (body.get("container") or {}).get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    return str(found) if found and body.get("type") == "block_actions" else None


def _thread(event: Mapping[str, Any], channel: str) -> str | None:
    """The thread that a reply to a written message belongs in; None: straight into the direct message."""
    return event.get("thread_ts") or (None if channel.startswith("D") else event["ts"])


def _event(body: Mapping[str, Any]) -> Mapping[str, Any]:
    event = body.get("event")
    return event if isinstance(event, dict) else {}
