"""What Slack tells of a person, where the app may ask: whether it is a guest, and which language Slack speaks to them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import slack_code

log = logging.getLogger(__name__)

KEPT_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the workspace; `locale` as Slack writes it, such as ja-JP."""

    guest: bool = False
    locale: str | None = None


class People:
    """Asks Slack about people, each at most once an hour. Without the scope `users:read` nothing is known of anybody."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self.client = client
        self.clock = clock
        self._known: dict[str, tuple[float, Person]] = {}
        self._may_ask_at = 0.0

    async def person(self, user: str) -> Person | None:
        """The person; None where the app may not ask about anybody.

        Raises:
            SlackApiError: Slack does not tell now, or never of that id; nothing is remembered of it.
            ClientError, TimeoutError: Slack cannot be reached.
        """
        now = self.clock()
        if user in self._known and now - self._known[user][0] < KEPT_SECONDS:
            return self._known[user][1]
        if now < self._may_ask_at:
            return None
        found = await self._ask(user)
        if found:
            self._known[user] = (now, found)
        return found

    async def _ask(self, user: str) -> Person | None:
        try:
            told = (await self.client.users_info(user=user, include_locale=True))["user"]
        except SlackApiError as error:
            if slack_code(error) != "missing_scope":
                raise
            self._may_ask_at = self.clock() + KEPT_SECONDS
            log.warning("guests cannot be told from staff, and are answered: the app lacks the scope users:read")
            return None
        guest = bool(told.get("is_restricted") or told.get("is_ultra_restricted"))
        return Person(guest, told.get("locale"))
