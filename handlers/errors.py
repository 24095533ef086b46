"""The one error listener: whoever asked gets a reason, the log gets a number and the traceback, and never the text."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import Any

from aiohttp import ClientError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from handlers.delivery import UNSETTLED
from handlers.language import Languages
from handlers.message import Message
from handlers.refusals import slack_code
from handlers.replying import tell
from handlers.sending import Sender
from knowledge.errors import ShirubeError
from knowledge.messages import Messages, messages

log = logging.getLogger(__name__)

_KEPT_OPEN = 500  # Slack leaves a submitted view open, with all that was typed in it, where it gets an error

_PASSING = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
    | {f"http_{status}" for status in (429, 500, 502, 503, 504)}
)


async def report(error: Exception, body: dict[str, Any], sender: Sender, languages: Languages) -> BoltResponse:
    """Tell the asker what went wrong, or that it is tried again later by the response's status."""
    if unreachable(error):
        log.warning("Slack cannot be reached now: %s", _named(error))
        return BoltResponse(status=UNSETTLED)
    try:
        words = messages(await languages.asking(body))
        await tell(sender, body, Message(_reason(error, words)))
    except SlackApiError as refusal:
        if unreachable(refusal):
            return BoltResponse(status=UNSETTLED)
        log.error("the asker could not be told: %s", _named(refusal))
    except (ClientError, TimeoutError):
        return BoltResponse(status=UNSETTLED)
    return BoltResponse(status=_KEPT_OPEN if body.get("type") == "view_submission" else 200)


def unreachable(error: Exception) -> bool:
    """Whether trying again later may help."""
    if isinstance(error, SlackApiError):
        return slack_code(error) in _PASSING
    return isinstance(error, ClientError | TimeoutError | asyncio.TimeoutError)


def _reason(error: Exception, words: Messages) -> str:
    """What the asker is told: the reason where it is one of ours, else a reference number."""
    if isinstance(error, ShirubeError):
        log.warning("refused: %s", error.message_id)
        return words.say(error.message_id, **error.values)
    number = f"{secrets.randbelow(10**8):08d}"
    log.error("unexpected error %s: %s", number, _named(error), exc_info=error)
    return words.say("slack.error", number=number)


def _named(error: Exception) -> str:
    return slack_code(error) if isinstance(error, SlackApiError) else type(error).__name__
