"""Posts of which Slack's reply was lost: whether they stand there is seen before they are posted again.

Slack has no key against doubles, and says of some of its errors that what was asked may have been done. To repeat such a post
may say it twice for all to see; not to repeat it may leave the asker without an answer. So it is looked for by the label in its
metadata: in direct messages, whose history every installation may read, and in channels where the app was granted theirs. Where
it may not look, the asker alone is told that the answer may be there, and to ask again if it is not.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.request_id import request_id
from handlers.slack.concurrency import rest
from handlers.slack.errors import broken_off, slack_code
from handlers.slack.history import messages_in
from knowledge.errors import ShirubeError

log = logging.getLogger(__name__)

EVENT = "shirube_answer"
_SETTLING_SECONDS = 3.0  # in which a post whose reply was lost may still arrive
_SKEW_SECONDS = 600.0  # how far this machine's clock may be from Slack's without a message being missed
_KEPT_SECONDS = 24 * 3600.0


class PostUncertain(ShirubeError):
    """An answer that may stand there, and cannot be looked for."""


class UnconfirmedPosts:
    """Posts whose replies were lost, by their labels. What has no label is seen by one person, who can bear to see it twice."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self._since: dict[str, float] = {}

    @contextmanager
    def noticed(self, label: str | None) -> Iterator[None]:
        """Notice that what is posted here is broken off."""
        try:
            yield
        except Exception as error:
            if label and broken_off(error):
                now = time.time()
                self._since = {key: at for key, at in self._since.items() if now - at < _KEPT_SECONDS} | {label: now}
            raise
        if label:
            self._since.pop(label, None)

    async def find(self, label: str | None, channel: str | None, thread: str | None = None) -> str | None:
        """The `ts` of a post that was broken off and stands there; None where none was, or where it does not.

        Raises:
            PerhapsSaid: the bot may not look.
        """
        since = self._since.get(label or "")
        if label is None or since is None:
            return None
        if channel is None:
            raise PostUncertain("slack.perhaps_said")
        await rest(since + _SETTLING_SECONDS - time.time())
        try:
            async for message in messages_in(self.client, channel, thread, str(since - _SKEW_SECONDS)):
                if message.get("metadata") == labelled(label):
                    return str(message["ts"])
        except SlackApiError as error:
            if slack_code(error) != "missing_scope":
                raise
            log.warning("a post was broken off and cannot be looked for: %s", slack_code(error))
            raise PostUncertain("slack.perhaps_said") from error
        return None


def label_of(*parts: object) -> str:
    """The label of a post: the same whenever the same request is answered again."""
    return sha256(repr((request_id.get(), *parts)).encode()).hexdigest()[:32]


def labelled(label: str) -> dict[str, Any]:
    """The metadata that holds a label."""
    return {"event_type": EVENT, "event_payload": {"label": label}}
