"""The clock: posts what is due, corrects what was posted, tells whoever wanted what could not be posted."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial

from aiohttp import ClientSession

from bot.environment import Environment
from bot.log import configure_log
from bot.retention import drop_old
from bot.schedule import due
from bot.services import open_publisher, slack_client
from bot.settings import Settings
from bot.wiring import open_workspace
from db.digests import Digests
from db.subscriptions import Subscriptions
from handlers.notices import Notices
from handlers.sending import Sender
from knowledge.issue import Issue, IssueState, IssueStore
from knowledge.publisher import Blind, CourierError, Publisher, Refused
from knowledge.subscription import Pause, Subscription, SubscriptionStore

log = logging.getLogger(__name__)

_PAUSES = {"is_archived": Pause.ARCHIVED, "channel_not_found": Pause.REMOVED, "not_in_channel": Pause.REMOVED}


@dataclass(frozen=True, slots=True)
class Clock:
    """One pass after another, each over all that is to be done; what fails in one is tried in the next."""

    publisher: Publisher
    issues: IssueStore
    subscriptions: SubscriptionStore
    notices: Notices
    drop_old: Callable[[], object]

    async def tick(self) -> None:
        """One pass."""
        for issue in self.issues.in_state(IssueState.OPEN):
            await self._tried(self.publisher.resume(issue), issue.channel)
        for subscription, period in due(self.subscriptions.all(), self.issues.taken(), self.publisher.editions.now()):
            edition = self.publisher.editions.of(subscription.channel, period, subscription.language, subscription.goals)
            await self._tried(self.publisher.publish(subscription.channel, edition, subscription.subscriber), subscription.channel)
        for issue in self.issues.outdated(self.publisher.editions.measurements.last_entry()):
            await self._tried(self.publisher.refresh(issue), issue.channel)
        for issue in self.issues.in_state(IssueState.WITHDRAWN):
            if self.issues.sheets(issue.id):
                await self._tried(self.publisher.withdraw(issue), issue.channel)
        for issue in self.issues.untold():
            await self._tell(issue)
        self.drop_old()

    async def _tried(self, work: Awaitable[object], channel: str) -> None:
        """Do it, or leave it to a later pass; a channel that takes no messages any more rests."""
        try:
            await work
        except Refused as refusal:
            log.warning("%s takes no digests: %s", channel, refusal.reason)
            for subscription in self.subscriptions.of(channel):
                self._rest(subscription, _PAUSES.get(refusal.reason, Pause.FORBIDDEN))
        except Blind as refusal:
            log.warning("a post in %s was broken off and cannot be looked up: %s", channel, refusal.reason)
        except CourierError as error:
            log.warning("left for later in %s: %s", channel, error.reason)

    def _rest(self, subscription: Subscription, pause: Pause) -> None:
        if subscription.paused is None:
            self.subscriptions.keep(replace(subscription, paused=pause))

    async def _tell(self, issue: Issue) -> None:
        if issue.wanted_by and not await self.notices.failed(issue):
            return
        self.issues.told(issue.id)


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Clock]:
    """The clock over this process's environment."""
    workspace = open_workspace(Environment.read())
    async with ClientSession() as session:
        sender = Sender(slack_client(settings, session), session)
        try:
            yield Clock(
                open_publisher(settings, workspace, session),
                Digests(workspace.store),
                Subscriptions(workspace.store),
                Notices(sender),
                partial(drop_old, workspace),
            )
        finally:
            workspace.store.close()


def run(settings: Settings, *, once: bool) -> None:
    """Run until the process is told to end, or for one pass."""
    configure_log(settings.shirube_log_level)
    asyncio.run(_run(settings, once=once))


async def _run(settings: Settings, *, once: bool) -> None:
    told = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    async with open_clock(settings) as clock:
        while not told.is_set():
            try:
                await clock.tick()
            except Exception:
                log.exception("a pass failed")
            if once:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), settings.shirube_clock_seconds)
