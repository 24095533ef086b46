"""The one error listener: whoever asked gets a reason, the log gets a number and the traceback, and never the text."""

from __future__ import annotations

import logging
from typing import Any

from pydantic import ValidationError
from slack_bolt.response import BoltResponse

from handlers.inbox.notify import told
from handlers.inbox.outcome import current
from handlers.inbox.worker import RETRY_LATER
from handlers.language import Languages
from handlers.slack.error_kinds import ErrorKind, kind_of, unreachable
from handlers.slack.error_text import named, reason
from handlers.slack.outgoing import OutgoingMessage
from knowledge.errors import StoreError
from knowledge.words.messages import Messages, messages

log = logging.getLogger(__name__)

_KEPT_OPEN = 500  # Slack leaves a submitted view open, with all that was typed in it, where it gets an error


async def report(error: Exception, body: dict[str, Any], languages: Languages) -> BoltResponse:
    """Have the asker told what went wrong, in place of all else; or run the listener again by the response's status."""
    if unreachable(error) or _locked(error):
        log.warning("not possible now: %s", named(error))
        return BoltResponse(status=RETRY_LATER)
    current().clear()
    if body.get("type") == "block_suggestion":  # comes with each key that is typed: an empty menu says enough
        log.error("a menu could not be filled: %s", named(error), exc_info=error)
        return BoltResponse(status=200, body={"options": []})
    if kind_of(error) is ErrorKind.VIEW_CHANGED:
        log.info("a view was closed, or changed by another click: %s", named(error))
        return BoltResponse(status=200)
    words = messages(await languages.asking(body))
    current().add(told(body, OutgoingMessage(_text(error, words))))
    return BoltResponse(status=_KEPT_OPEN if body.get("type") == "view_submission" else 200)


def _text(error: Exception, words: Messages) -> str:
    """The reason; what a button or form carries and is not read any more, an older version made."""
    if isinstance(error, ValidationError):
        log.warning("a button or form of an older version: %s", named(error))
        return words.say("click.outdated")
    return reason(error, words)


def _locked(error: Exception) -> bool:
    """Whether another process holds the database: soon it may be free."""
    return isinstance(error, StoreError) and error.message_id == "store.locked"
