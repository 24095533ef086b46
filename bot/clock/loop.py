"""The clock: posts what is due, corrects what was posted, tells whoever wanted what could not be posted."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError

from bot.clock.reminders import ReminderSender
from bot.clock.retention import drop_old
from bot.clock.schedule import due
from bot.environment import Environment
from bot.log import configure_log
from bot.services import open_publisher, patient_client
from bot.settings import Settings
from bot.workspace import open_workspace
from db.deliveries import DeliveryTable
from db.preferences import Preferences
from db.reminders import Reminders
from db.subscriptions import Subscriptions
from handlers.digests.notices import Notices
from handlers.slack.clock_offset import clock_offset
from handlers.slack.sender import Sender
from knowledge.digest.delivery import DeliveryState, DeliveryStore, DigestDelivery
from knowledge.digest.publisher import LookupRefused, MessengerError, MessengerRefused, Publisher
from knowledge.digest.subscription import Pause, Subscription, SubscriptionStore

log = logging.getLogger(__name__)

SKEW_BORNE = timedelta(minutes=5)
_PAUSES = {"is_archived": Pause.ARCHIVED, "channel_not_found": Pause.REMOVED, "not_in_channel": Pause.REMOVED}


@dataclass(frozen=True, slots=True)
class Clock:
    """One pass after another, each over all that is to be done; what fails in one is tried in the next."""

    publisher: Publisher
    issues: DeliveryStore
    subscriptions: SubscriptionStore
    notices: Notices
    clock_offset: Callable[[], Awaitable[timedelta | None]]
    drop_old: Callable[[], object]
    reminding: ReminderSender | None = None

    async def tick(self) -> None:
        """One pass."""
        for issue in self.issues.in_state(DeliveryState.OPEN):
            await self._tried(self.publisher.resume(issue), issue.channel)
        wanted = list(due(self.subscriptions.all(), self.issues.taken, self.publisher.editions.now()))
        for subscription, period in wanted if wanted and await self._is_right() else ():
            edition = self.publisher.editions.of(subscription.channel, period, subscription.language, subscription.goals)
            await self._tried(self.publisher.publish(subscription.channel, edition, subscription.subscriber), subscription.channel)
        for issue in self.issues.outdated():
            await self._tried(self.publisher.refresh(issue), issue.channel)
        for issue in self.issues.in_state(DeliveryState.WITHDRAWN):
            if self.issues.sheets(issue.id):
                await self._tried(self.publisher.withdraw(issue), issue.channel)
        for issue in self.issues.untold():
            await self._tell(issue)
        if self.reminding:
            await self.reminding.remind()
        self.drop_old()

    async def _is_right(self) -> bool:
        """Whether this machine's clock agrees with Slack's: one that is ahead would post what is not due yet."""
        try:
            off = await self.clock_offset()
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.warning("Slack cannot be reached now: %s", type(error).__name__)
            return False
        if off and off > SKEW_BORNE:
            log.error("the clock is off by %d seconds: no digest is posted until it is right", off.total_seconds())
            return False
        return True

    async def _tried(self, work: Awaitable[object], channel: str) -> None:
        """Do it, or leave it to a later pass; a channel that takes no messages any more rests."""
        try:
            await work
        except MessengerRefused as refusal:
            log.warning("%s takes no digests: %s", channel, refusal.reason)
            for subscription in self.subscriptions.of(channel):
                self._rest(subscription, _PAUSES.get(refusal.reason, Pause.FORBIDDEN))
        except LookupRefused as refusal:
            log.warning("a post in %s was broken off and cannot be looked up: %s", channel, refusal.reason)
        except MessengerError as error:
            log.warning("left for later in %s: %s", channel, error.reason)

    def _rest(self, subscription: Subscription, pause: Pause) -> None:
        if subscription.paused is None:
            self.subscriptions.keep(replace(subscription, paused=pause))

    async def _tell(self, issue: DigestDelivery) -> None:
        if issue.wanted_by and not await self.notices.failed(issue):
            return
        self.issues.told(issue.id)


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Clock]:
    """The clock over this process's environment."""
    workspace = open_workspace(Environment.read())
    async with ClientSession() as session:
        client = patient_client(settings, session)
        notices = Notices(Sender(client, session))

        async def slack_skew() -> timedelta | None:
            return clock_offset(await client.auth_test(), datetime.now(UTC))

        publisher = open_publisher(settings, workspace, session)
        reminding = ReminderSender(publisher.editions, Reminders(workspace.store), Preferences(workspace.store), notices)
        try:
            yield Clock(
                publisher,
                DeliveryTable(workspace.store),
                Subscriptions(workspace.store),
                notices,
                slack_skew,
                partial(drop_old, workspace),
                reminding if settings.shirube_reminders else None,
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
                    raise
            if once:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), settings.shirube_clock_seconds)
