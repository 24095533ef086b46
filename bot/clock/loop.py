"""The clock: posts what is due, corrects what was posted, tells whoever wanted what could not be posted."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError

from bot.app import CALL_SECONDS
from bot.clock.own_request import PREFIX, once
from bot.clock.reminders import ReminderSender
from bot.clock.retention import drop_old
from bot.clock.schedule import due
from bot.log import configure_log
from bot.services import open_alerts, open_change_services, open_publisher, patient_client, say_client
from bot.settings import Settings, WorkspaceSettings
from bot.workspace import open_workspace
from db.changes import ChangeThread
from db.deliveries import DeliveryTable
from db.follows import Follows
from db.preferences import Preferences
from db.queue import Queue
from db.reminders import Reminders
from db.subscriptions import Subscriptions
from handlers.digests.notices import failed_message
from handlers.following.alerts import FOLLOWING, AlertSender
from handlers.following.listeners import follow_refused
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.inbox.outbox_sender import OutboxSender
from handlers.slack.clock_offset import clock_offset
from handlers.slack.replies import Post
from handlers.slack.sender import Sender
from knowledge.digest.delivery import DeliveryState, DeliveryStore, DigestDelivery
from knowledge.digest.publisher import LookupRefused, MessengerError, MessengerRefused, Publisher
from knowledge.digest.subscription import Pause, Subscription, SubscriptionStore
from knowledge.errors import StoreError

log = logging.getLogger(__name__)

SKEW_BORNE = timedelta(minutes=5)
_PAUSES = {"is_archived": Pause.ARCHIVED, "channel_not_found": Pause.REMOVED, "not_in_channel": Pause.REMOVED}


@dataclass(frozen=True, slots=True)
class Clock:
    """One pass after another, each over all that is to be done; what fails in one is tried in the next."""

    publisher: Publisher
    issues: DeliveryStore
    subscriptions: SubscriptionStore
    changes: Changes
    clock_offset: Callable[[], Awaitable[timedelta | None]]
    drop_old: Callable[[], object]
    channels: frozenset[str]  # empty where it speaks in all of them
    alerts: AlertSender
    reminding: ReminderSender | None = None

    async def tick(self) -> None:
        """One pass."""
        for issue in self.issues.in_state(DeliveryState.OPEN):
            if self._allowed(issue.channel):
                await self._tried(self.publisher.resume(issue), issue.channel)
        await self._publish_due()
        for issue in self.issues.outdated():
            if self._allowed(issue.channel):
                await self._tried(self.publisher.refresh(issue), issue.channel)
        for issue in self.issues.in_state(DeliveryState.WITHDRAWN):
            if self.issues.sheets(issue.id):
                await self._withdraw(issue)
        for step in (self._tell_all, self.alerts.review, *((self.reminding.remind,) if self.reminding else ())):
            await self._guarded(step())
        self.drop_old()

    async def _publish_due(self) -> None:
        """Post what is due, each for itself: what fails for one channel holds up no other."""
        subscriptions = [each for each in self.subscriptions.all() if self._allowed(each.channel)]
        wanted = list(due(subscriptions, self.issues.taken, self.publisher.editions.now()))
        for subscription, period in wanted if wanted and await self._is_right() else ():
            goals = self.publisher.editions.known(subscription.goals)
            edition = self.publisher.editions.of(subscription.channel, period, subscription.language, goals)
            await self._tried(self.publisher.publish(subscription.channel, edition, subscription.subscriber), subscription.channel)

    def _allowed(self, channel: str) -> bool:
        """Whether the bot still speaks there: a channel that was taken off the list gets nothing more."""
        return not self.channels or channel in self.channels

    async def _withdraw(self, issue: DigestDelivery) -> None:
        """Take the rest of a digest back; what Slack does not let the bot take away stays, and ends nothing."""
        try:
            await self.publisher.withdraw(issue)
        except MessengerRefused as refusal:
            log.warning("a digest in %s cannot be taken back: %s", issue.channel, refusal.reason)
            for part in self.issues.sheets(issue.id):
                self.issues.drop(issue.id, part)
        except MessengerError as error:
            log.warning("left for later in %s: %s", issue.channel, error.reason)

    async def _guarded(self, step: Awaitable[object]) -> None:
        """Do one step of a pass; what fails in it holds up no other."""
        try:
            await step
        except Exception:
            log.exception("a step failed")

    async def _tell_all(self) -> None:
        for issue in self.issues.untold():
            await self._guarded(self._tell(issue))

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
        except StoreError as error:
            log.error("left for later in %s: %s", channel, error.message_id)
        except Exception:
            log.exception("a digest failed in %s", channel)

    def _rest(self, subscription: Subscription, pause: Pause) -> None:
        if subscription.paused is None:
            self.subscriptions.keep(replace(subscription, paused=pause))

    async def _tell(self, issue: DigestDelivery) -> None:
        """Have whoever wanted a digest told why it was not posted, noted as told in the same step."""
        with once("failed", issue.wanted_by or issue.channel):
            await self.changes.make(partial(_tell, issue))


def _tell(issue: DigestDelivery, services: ChangeServices) -> Changed[None]:
    services.issues.told(issue.id)
    return Changed(None, [Post(failed_message(issue), issue.wanted_by)] if issue.wanted_by else ())


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Clock]:
    """The clock over this process's environment."""
    workspace = open_workspace(WorkspaceSettings.read())
    async with ClientSession(timeout=ClientTimeout(total=CALL_SECONDS)) as session:
        client = patient_client(settings, session)
        queue = Queue(workspace.settings.shirube_database)
        outbox = OutboxSender(queue, Sender(say_client(settings, session), session))
        outbox.alarm_channel = settings.shirube_alarm_channel
        transactions = ChangeThread(partial(open_change_services, workspace))
        changes = Changes(transactions, queue, outbox.take)

        async def slack_skew() -> timedelta | None:
            return clock_offset(await client.auth_test(), datetime.now(UTC))

        publisher = open_publisher(settings, workspace, session)
        outbox.receipts[FOLLOWING] = partial(follow_refused, Follows(workspace.store))
        alerts = open_alerts(workspace, changes, PREFIX)
        reminding = ReminderSender(publisher.editions, Reminders(workspace.store), Preferences(workspace.store), changes)
        try:
            await _take_over(queue, outbox, changes)
            yield Clock(
                publisher,
                DeliveryTable(workspace.store),
                Subscriptions(workspace.store),
                changes,
                slack_skew,
                partial(drop_old, workspace),
                settings.shirube_channels,
                alerts,
                reminding if settings.shirube_reminders else None,
            )
        finally:
            await outbox.stop(settings.shirube_stop_seconds)
            transactions.close()
            queue.close()
            workspace.store.close()


async def _take_over(queue: Queue, outbox: OutboxSender, changes: Changes) -> None:
    """Say what an earlier clock wrote down and did not say."""
    await outbox.start()
    taken = await queue.take_replies(PREFIX)
    outbox.take(taken.replies)
    for request in taken.prepared:
        await changes.finish(request)


def run(settings: Settings, *, once: bool) -> None:
    """Run until the process is told to end, or for one pass."""
    configure_log(settings.shirube_log_level)
    if not asyncio.run(_run(settings, one_pass=once)):
        sys.exit(1)


async def _run(settings: Settings, *, one_pass: bool) -> bool:
    """Run; False where the one pass failed."""
    told = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    async with open_clock(settings) as clock:
        while not told.is_set():
            passed = await _pass(clock, told, settings.shirube_stop_seconds)
            if one_pass:
                return passed
            with suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), settings.shirube_clock_seconds)
    return True


async def _pass(clock: Clock, told: asyncio.Event, stop_seconds: float) -> bool:
    """One pass; False where it failed.

    Told to end meanwhile, it is broken off after so many seconds, and the next clock finishes it.
    """
    ticking, ending = asyncio.create_task(clock.tick()), asyncio.create_task(told.wait())
    await asyncio.wait({ticking, ending}, return_when=asyncio.FIRST_COMPLETED)
    if not ticking.done():
        await asyncio.wait({ticking}, timeout=stop_seconds)
        ticking.cancel()
    ending.cancel()
    (failed,) = await asyncio.gather(ticking, return_exceptions=True)
    if isinstance(failed, Exception):
        log.error("a pass failed", exc_info=failed)
    return not isinstance(failed, Exception)
