"""The clock: begins what is due, corrects what was posted, reminds; all of it is said through the outbox."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
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
from bot.outbox import open_outbox
from bot.services import open_alerts, open_canvases, open_rounds, open_specs, patient_client
from bot.settings import Role, Settings, WorkspaceSettings
from bot.workspace import open_workspace
from db.deliveries import Deliveries
from db.preferences import Preferences
from db.reminders import Reminders
from db.subscriptions import Subscriptions
from handlers.collection.sender import CollectionSender
from handlers.digests.canvases import CanvasKeeper
from handlers.digests.corrections import correct_digest
from handlers.digests.deliveries import WantedDigest, place_of, publish, resume
from handlers.following.alerts import AlertSender
from handlers.inbox.changes import Changes
from handlers.slack.clock_offset import clock_offset
from handlers.slack.replies import Asker
from knowledge.digest.delivery import DeliveryStore
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import SubscriptionStore
from knowledge.errors import StoreError
from knowledge.queue_ports import QueueStore

log = logging.getLogger(__name__)

SKEW_BORNE = timedelta(minutes=5)
ONCE_SECONDS = 24 * 3600.0  # who has single passes made, has one made each day at least


@dataclass(frozen=True, slots=True)
class Clock:
    """One pass after another, each over all that is to be done; what fails in one is tried in the next."""

    specs: DigestSpecs
    deliveries: DeliveryStore
    subscriptions: SubscriptionStore
    changes: Changes
    queue: QueueStore
    clock_offset: Callable[[], Awaitable[timedelta | None]]
    drop_old: Callable[[], object]
    channels: frozenset[str]  # empty where it speaks in all of them
    alerts: AlertSender
    rounds: CollectionSender
    canvases: CanvasKeeper
    reminding: ReminderSender | None = None
    outdated: Callable[[], bool] = lambda: False  # whether another plan is served than the one that it was opened over

    async def tick(self) -> bool:
        """One pass, of which what is to be said waits in the outbox then; whether every step of it went well."""
        own = (self._resume_all, self._publish_due, self._correct_all, self.canvases.review, self.alerts.review)
        collecting = (self.rounds.begin_due, self.rounds.review, self._resume_rounds, self.rounds.remind)
        steps = (*own, *collecting, *((self.reminding.remind,) if self.reminding else ()))
        passed = [await self._guarded(step()) for step in steps]
        return all([*passed, await self._guarded(asyncio.to_thread(self.drop_old))])

    async def _resume_all(self) -> None:
        """Go on with what the outbox knows nothing of: an older version began it, or the outbox was lost."""
        for delivery in self.deliveries.unfinished():
            if self._allowed(delivery.channel) and not await self.queue.waits(place_of(delivery.channel)):
                with once("resume", place_of(delivery.channel)):
                    await self._guarded(self.changes.make(partial(resume, delivery.id)))

    async def _resume_rounds(self) -> None:
        await self.rounds.resume(self.queue.waits)

    async def _publish_due(self) -> None:
        """Begin to post what is due, each for itself: what fails for one channel holds up no other."""
        subscriptions = [each for each in self.subscriptions.all() if self._allowed(each.channel)]
        wanted = list(due(subscriptions, self.deliveries.taken, self.specs.now()))
        for subscription, period in wanted if wanted and await self._is_right() else ():
            digest = WantedDigest(subscription.channel, period, subscription.language, subscription.goals, subscription.subscriber)
            with once("digest", place_of(digest.channel)):
                await self._guarded(self.changes.make(partial(publish, digest, Asker(digest.by, digest.language))))

    async def _correct_all(self) -> None:
        for delivery in self.deliveries.outdated():
            if self._allowed(delivery.channel):
                await self._guarded(correct_digest(delivery, self.changes))

    def _allowed(self, channel: str) -> bool:
        """Whether the bot still speaks there: a channel that was taken off the list gets nothing more."""
        return not self.channels or channel in self.channels

    async def _guarded(self, step: Awaitable[object]) -> bool:
        """Do one step of a pass, and whether it went well; what fails in it holds up no other."""
        try:
            await step
        except StoreError as error:
            log.error("left for later: %s", error.message_id)
            return False
        except Exception:
            log.exception("a step failed")
            return False
        return True

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


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Clock]:
    """The clock over this process's environment."""
    workspace = open_workspace(WorkspaceSettings.read())
    async with (
        ClientSession(timeout=ClientTimeout(total=CALL_SECONDS)) as session,
        open_outbox(settings, workspace, session) as outbox,
    ):
        client = patient_client(settings, session)

        async def slack_skew() -> timedelta | None:
            return clock_offset(await client.auth_test(), datetime.now(UTC))

        specs = open_specs(workspace)
        reminding = ReminderSender(specs, Reminders(workspace.store), Preferences(workspace.store), outbox.changes)
        yield Clock(
            specs,
            Deliveries(workspace.store),
            Subscriptions(workspace.store),
            outbox.changes,
            outbox.queue,
            slack_skew,
            partial(drop_old, workspace.settings),
            settings.shirube_channels,
            open_alerts(workspace, outbox.changes, PREFIX),
            open_rounds(settings, workspace, outbox.changes, PREFIX),
            open_canvases(settings, workspace, outbox.changes, PREFIX),
            reminding if settings.shirube_reminders else None,
            lambda: workspace.outdated,
        )
    workspace.store.close()


def run(settings: Settings, *, once: bool) -> None:
    """Run until the process is told to end, or for one pass."""
    configure_log(settings.shirube_log_level)
    if not asyncio.run(_run(settings, one_pass=once)):
        sys.exit(1)


async def _run(settings: Settings, *, one_pass: bool) -> bool:
    """Run; False where the one pass failed."""
    stopping = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopping.set)
    while not stopping.is_set():
        async with open_clock(settings) as clock:
            while not stopping.is_set() and not clock.outdated():
                passed = await _pass(clock, stopping, settings.shirube_stop_seconds)
                every = ONCE_SECONDS if one_pass else settings.shirube_clock_seconds
                await clock.queue.beat(Role.CLOCK, time.time(), every)
                if one_pass:
                    return passed
                with suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), settings.shirube_clock_seconds)
            if stopping.is_set():
                await clock.queue.end_beating(Role.CLOCK)
    return True


async def _pass(clock: Clock, stopping: asyncio.Event, stop_seconds: float) -> bool:
    """One pass; False where it failed.

    Told to end meanwhile, it is broken off after so many seconds, and the next clock finishes it.
    """
    ticking, ending = asyncio.create_task(clock.tick()), asyncio.create_task(stopping.wait())
    await asyncio.wait({ticking, ending}, return_when=asyncio.FIRST_COMPLETED)
    if not ticking.done():
        await asyncio.wait({ticking}, timeout=stop_seconds)
        ticking.cancel()
    ending.cancel()
    (passed,) = await asyncio.gather(ticking, return_exceptions=True)
    if isinstance(passed, Exception):
        log.error("a pass failed", exc_info=passed)
        return False
    return passed is not False
