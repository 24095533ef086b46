"""Who may record, and who may have another plan served: everyone, or the users and user groups that the settings name."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks.elements import section
from handlers.slack.error_kinds import NO_SUCH_GROUP, ErrorKind, kind_of, slack_code
from handlers.slack.mrkdwn import data
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post, Reply
from knowledge.evaluation.rights import EVERYONE
from knowledge.words.messages import Messages

log = logging.getLogger(__name__)

GROUP = "S"  # how the ids of user groups begin
_FRESH_SECONDS = 300.0  # how long a group's members are remembered


@dataclass(frozen=True, slots=True)
class Refusal:
    """That somebody may not do it: whom to ask instead, and which user groups could not be looked into, for want of a scope.

    `what` begins the ids of the messages that say so.
    """

    allowed: tuple[str, ...]
    unread: tuple[str, ...] = ()
    what: str = "recorders"

    def lines(self, words: Messages) -> list[str]:
        """In mrkdwn, with the people and groups by name."""
        people = words.joined(f"<!subteam^{each}>" if each.startswith(GROUP) else f"<@{each}>" for each in self.allowed)
        said = [data(words.say(f"{self.what}.refused")), *([words.say(f"{self.what}.ask", people=people)] if people else [])]
        return [*said, data(words.say("recorders.scope"))] if self.unread else said

    def message(self, words: Messages) -> OutgoingMessage:
        """As a message."""
        text = [words.say(f"{self.what}.refused"), *([words.say("recorders.scope")] if self.unread else [])]
        return OutgoingMessage("\n".join(text), ((section("\n".join(self.lines(words))),),))


class Recorders:
    """Those who may record; the members of user groups are asked of Slack, and remembered for some minutes.

    `team` is the workspace of the groups, which Slack has to be told where the app is installed for a whole organisation.
    """

    what = "recorders"

    def __init__(
        self,
        allowed: frozenset[str],
        client: AsyncWebClient,
        clock: Callable[[], float] = time.monotonic,
        team: str | None = None,
    ) -> None:
        self.allowed = allowed
        self.client = client
        self.team = team
        self.clock = clock
        self._asking: dict[str, asyncio.Task[frozenset[str] | None]] = {}
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    async def refusal(self, user: str, within: float | None = None) -> Refusal | None:
        """Why somebody may not record; None where they may.

        Raises:
            SlackApiError, ClientError, TimeoutError: Slack does not tell now, or not `within` so many seconds.
        """
        return await self.refusal_among(self.allowed, user, within)

    async def refusal_among(self, allowed: frozenset[str], user: str, within: float | None = None) -> Refusal | None:
        """Why somebody is none of those allowed; None where they are.

        Raises:
            SlackApiError, ClientError, TimeoutError: Slack does not tell now, or not `within` so many seconds.
        """
        if EVERYONE in allowed or user in allowed:
            return None
        unread = []
        for group in sorted(each for each in allowed if each.startswith(GROUP)):
            members = await self._members_of(group, within)
            if members is None:
                unread.append(group)
            elif user in members:
                return None
        return Refusal(tuple(sorted(allowed)), tuple(unread), self.what)

    async def refused(self, user: str, words: Messages) -> list[Reply]:
        """What somebody who may not is told, directly; nothing where they may.

        Raises:
            SlackApiError, ClientError, TimeoutError: Slack does not tell now.
        """
        refusal = await self.refusal(user)
        return [Post(refusal.message(words), user)] if refusal else []

    async def _members_of(self, group: str, within: float | None) -> frozenset[str] | None:
        """The members, asked for in a task that goes on where nobody waits for it any more."""
        if group not in self._asking:
            task = self._asking[group] = asyncio.create_task(self._group(group))
            task.add_done_callback(partial(self._asked, group))
        return await asyncio.wait_for(asyncio.shield(self._asking[group]), within)

    def _asked(self, group: str, task: asyncio.Task[frozenset[str] | None]) -> None:
        self._asking.pop(group, None)
        if not task.cancelled() and task.exception():
            log.info("a user group is not told of now: %s", type(task.exception()).__name__)

    async def _group(self, group: str) -> frozenset[str] | None:
        """The members of a user group; None where the app may not ask."""
        known = self._members.get(group)
        if known and self.clock() - known[0] < _FRESH_SECONDS:
            return known[1]
        try:
            listed = await self.client.usergroups_users_list(usergroup=group, team_id=self.team)
        except SlackApiError as error:
            reason, unread = slack_code(error), kind_of(error) is ErrorKind.SCOPE_MISSING
            if not unread and reason != NO_SUCH_GROUP:
                raise
            log.warning("the user group %s cannot be read: %s", group, reason)
            return None if unread else frozenset()
        self._members[group] = (self.clock(), frozenset(listed["users"]))
        return self._members[group][1]


class Planners(Recorders):
    """Those who may have another plan served."""

    what = "planners"


class Coordinators(Recorders):
    """Those who may begin and end collection rounds, and say where owners are asked."""

    what = "coordinators"
