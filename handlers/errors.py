"""The one error listener: whoever asked gets a reason, the log gets a number and the traceback, and never the text."""

from __future__ import annotations

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from handlers.inbox.worker import UNSETTLED
from handlers.language import Languages
from handlers.slack.error_text import named, reason
from handlers.slack.errors import unreachable
from handlers.slack.notify import tell
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.sender import Sender
from handlers.slack.unconfirmed import PostUncertain
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

_KEPT_OPEN = 500  # Slack leaves a submitted view open, with all that was typed in it, where it gets an error


async def report(error: Exception, body: dict[str, Any], sender: Sender, languages: Languages) -> BoltResponse:
    """Tell the asker what went wrong, or that it is tried again later by the response's status."""
    if unreachable(error):
        log.warning("Slack cannot be reached now: %s", named(error))
        return BoltResponse(status=UNSETTLED)
    try:
        words = messages(await languages.asking(body))
        await tell(sender, body, OutgoingMessage(reason(error, words)), aside=isinstance(error, PostUncertain))
    except (SlackApiError, ClientError, TimeoutError) as refusal:
        if unreachable(refusal):
            return BoltResponse(status=UNSETTLED)
        log.error("the asker could not be told: %s", named(refusal))
    return BoltResponse(status=_KEPT_OPEN if body.get("type") == "view_submission" else 200)
