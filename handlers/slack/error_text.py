"""What somebody is told of an error: the reason where they can do something about it, else a number that the log has too."""

from __future__ import annotations

import logging
import secrets

from slack_sdk.errors import SlackApiError

from handlers.slack.error_kinds import ErrorKind, kind_of, slack_code
from knowledge.errors import FileFaults, ShirubeError, StoreError
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages

log = logging.getLogger(__name__)


def reason(error: Exception, words: Messages) -> str:
    """The reason in words; of the database, whose errors name paths and tables, the number alone."""
    if isinstance(error, ShirubeError) and not isinstance(error, StoreError):
        log.warning("refused: %s", error.message_id)
        if isinstance(error, FileFaults):
            return "\n".join(error_lines(words, error))
        return words.say(error.message_id, **error.values)
    if isinstance(error, SlackApiError) and kind_of(error) is ErrorKind.PLACE_CLOSED:
        log.warning("a channel takes no answer: %s", slack_code(error))
        return words.say("slack.closed", reason=slack_code(error))
    if isinstance(error, SlackApiError) and kind_of(error) is ErrorKind.URL_SPENT:
        log.warning("a response_url is good no more: %s", slack_code(error))
        return words.say("slack.spent")
    number = f"{secrets.randbelow(10**8):08d}"
    log.error("unexpected error %s: %s", number, named(error), exc_info=error)
    return words.say("slack.error", number=number)


def named(error: Exception) -> str:
    """What kind of error it is, for the log: never its words, which may quote a question."""
    if isinstance(error, SlackApiError):
        return slack_code(error)
    return error.message_id if isinstance(error, ShirubeError) else type(error).__name__
