"""What Slack tells of a person, where the app may ask: whether it is a guest, and which language Slack speaks to them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.error_kinds import ErrorKind, kind_of

log = logging.getLogger(__name__)

KEPT_SECONDS = 3600.0
STALE_SECONDS = 24 * 3600.0
_MOST_KNOWN = 10_000  # people; the ones asked about first are forgotten first


@dataclass(frozen=True, slots=True)
class Person:
    """A user; `locale` as Slack writes it, such as ja-JP; `team` and `organisation` by the ids of workspace and Enterprise."""

    guest: bool = False
    locale: str | None = None
    organisation: str | None = None
    team: str | None = None


class People:
    """Asks Slack about people, each at most once an hour. Without the scope `users:read` nothing is known of anybody.

    What was known an hour ago is good for a day while it is asked again: nobody waits for it.
    """

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self.client = client
        self.clock = clock
        self._known: dict[str, tuple[float, Person]] = {}
        self._may_ask_at = 0.0
        self._asking: dict[str, asyncio.Task[Person | None]] = {}

    async def person(self, user: str, within: float | None = None) -> Person | None:
        """The person; None where the app may not ask about anybody.

        Raises:
            SlackApiError: Slack does not tell now, or never of that id; nothing is remembered of it.
            ClientError, TimeoutError: Slack cannot be reached, or not `within` so many seconds; it is asked on all the same.
        """
        now = self.clock()
        noted_at, person = self._known.get(user, (0.0, None))
        if person and now - noted_at < KEPT_SECONDS:
            return person
        if now < self._may_ask_at:
            return person
        asking = self._begin(user)
        if person and now - noted_at < STALE_SECONDS:
            return person
        return await asyncio.wait_for(asyncio.shield(asking), within)

    def _begin(self, user: str) -> asyncio.Task[Person | None]:
        """Ask about a person, once at a time."""
        if user not in self._asking:
            task = self._asking[user] = asyncio.create_task(self._noted(user))
            task.add_done_callback(partial(self._asked, user))
        return self._asking[user]

    def _asked(self, user: str, task: asyncio.Task[Person | None]) -> None:
        self._asking.pop(user, None)
        if not task.cancelled() and task.exception():
            log.info("somebody is not told of now: %s", type(task.exception()).__name__)

    async def _noted(self, user: str) -> Person | None:
        found = await self._ask(user)
        if found:
            self._known[user] = (self.clock(), found)
            if len(self._known) > _MOST_KNOWN:
                del self._known[next(iter(self._known))]
        return found

    async def _ask(self, user: str) -> Person | None:
        try:
            profile = (await self.client.users_info(user=user, include_locale=True))["user"]
        except SlackApiError as error:
            if kind_of(error) is not ErrorKind.SCOPE_MISSING:
                raise
            self._may_ask_at = self.clock() + KEPT_SECONDS
            log.warning("guests cannot be told from staff, and are answered: the app lacks the scope users:read")
            return None
        guest = bool(profile.get("is_restricted") or profile.get("is_ultra_restricted"))
        organisation = (profile.get("enterprise_user") or {}).get("enterprise_id")
        return Person(guest, profile.get("locale"), organisation, profile.get("team_id"))
