"""The one error listener: whoever asked gets a reason, the log gets a number and the traceback, and never the text."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.response import BoltResponse

from handlers.inbox.outcome import current
from handlers.inbox.worker import RETRY_LATER
from handlers.language import Languages
from handlers.slack.collector import Replies
from handlers.slack.error_text import named, reason
from handlers.slack.errors import unreachable
from handlers.slack.notify import tell
from handlers.slack.outgoing import OutgoingMessage
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

_KEPT_OPEN = 500  # Slack leaves a submitted view open, with all that was typed in it, where it gets an error


async def report(error: Exception, body: dict[str, Any], sender: Replies, languages: Languages) -> BoltResponse:
    """Have the asker told what went wrong, in place of all else; or run the listener again by the response's status."""
    if unreachable(error):
        log.warning("Slack cannot be reached now: %s", named(error))
        return BoltResponse(status=RETRY_LATER)
    current().clear()
    words = messages(await languages.asking(body))
    await tell(sender, body, OutgoingMessage(reason(error, words)))
    return BoltResponse(status=_KEPT_OPEN if body.get("type") == "view_submission" else 200)
