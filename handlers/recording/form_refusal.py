"""How a form is acknowledged whose sender may not do what it asks for."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from handlers.recording.blocks import notice_view
from handlers.recording.recorders import Refusal
from knowledge.words.messages import Messages

FORM_SECONDS = 0.4  # in which Slack has to tell who may do something, before a form is acknowledged without


async def form_refusal(
    asked: Awaitable[Refusal | None], words: Messages, field: str, title: str = "form.record.title"
) -> dict[str, Any] | None:
    """A notice in place of the form, or at a field that Slack does not tell now who may; None where the sender may."""
    try:
        refusal = await asked
    except (SlackApiError, ClientError, TimeoutError):
        return {"response_action": "errors", "errors": {field: words.say("form.rights_later")}}
    return {"response_action": "update", "view": notice_view(words, refusal.lines(words), title)} if refusal else None
