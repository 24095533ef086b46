"""Digests through the outbox: killed at any moment, twice at once, with the clock moved, in a Slack that refuses or is silent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.services import open_change_services, open_specs
from bot.workspace import Workspace
from db.changes import ChangeThread
from db.deliveries import Deliveries
from db.queue import Queue
from db.subscriptions import Subscriptions
from handlers.digests.blocks import digest_messages
from handlers.digests.corrections import correct_digest
from handlers.digests.deliveries import DIGEST, WantedDigest, place_of, publish, resume, withdraw
from handlers.digests.receipts import DigestReceipts
from handlers.inbox.changes import Changes
from handlers.inbox.outbox_sender import OutboxSender
from handlers.inbox.outcome import own_request
from handlers.slack.replies import Asker
from handlers.slack.sender import Sender
from knowledge.digest.delivery import Claim, DeliveryState, DigestDelivery
from knowledge.digest.subscription import Subscription
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Period
from knowledge.notation.quantity import Quantity
from knowledge.notation.schedule import Schedule
from knowledge.strategy.model import Language
from tests.conftest import fresh_workspace, moment
from tests.handlers.slack.history import history

QUARTER = Period.read("2022Q2") or pytest.fail("2022Q2 is a quarter")
START = moment(2022, 10, 3, 9)
CHANNEL = "C1"
BIN = "https://hooks.example/click"
pytestmark = pytest.mark.anyio


class Killed(BaseException):
    """The process ended at this instant."""


@dataclass
class Channel:
    """A channel of Slack, behind a wire that may break: `fates` says what happens to the next calls.

    `before`: killed before Slack hears of it; `after`: killed when Slack has done it; `lost`, `late`: no reply, the first without
    effect; `is_archived` and the like: that error; else all is well. `blind`: its history may not be read.
    """

    standing: dict[str, dict[str, Any]] = field(default_factory=dict)
    direct: list[str] = field(default_factory=list)  # what people were told directly
    fates: list[str] = field(default_factory=list)
    blind: bool = False
    killed: bool = False
    counted: int = 0
    time: float = 0.0  # Slack's own, which never goes back

    def _fate(self) -> str:
        fate = self.fates.pop(0) if self.fates else "fine"
        if fate == "before":
            self.killed = True
            raise Killed
        if fate == "lost":
            raise TimeoutError
        if fate not in ("fine", "after", "late"):
            raise SlackApiError(fate, {"ok": False, "error": fate})
        return fate

    def _done(self, fate: str) -> None:
        if fate == "after":
            self.killed = True
            raise Killed
        if fate == "late":
            raise TimeoutError

    async def chat_postMessage(self, *, channel: str, thread_ts: str | None, **message: Any) -> dict[str, str]:  # noqa: N802
        """Post."""
        if channel.startswith("U"):
            self.direct.append(message["text"])
            return {"ts": "1.0", "channel": "D1"}
        fate = self._fate()
        self.counted += 1
        ts = f"{self.time + self.counted / 1000:.6f}"
        self.standing[ts] = {"ts": ts, "thread_ts": thread_ts, **message}
        self._done(fate)
        return {"ts": ts, "channel": channel}

    async def chat_update(self, *, channel: str, ts: str, **message: Any) -> dict[str, str]:
        """Change."""
        fate = self._fate()
        if ts not in self.standing:
            raise SlackApiError("x", {"ok": False, "error": "message_not_found"})
        self.standing[ts] |= message
        self._done(fate)
        return {"ts": ts, "channel": channel}

    async def chat_delete(self, *, channel: str, ts: str) -> dict[str, str]:
        """Remove."""
        fate = self._fate()
        if self.standing.pop(ts, None) is None:
            raise SlackApiError("x", {"ok": False, "error": "message_not_found"})
        self._done(fate)
        return {"ts": ts, "channel": channel}

    async def conversations_history(self, *, oldest: str = "0", **place: Any) -> AsyncSlackResponse:
        """Look through what stands there."""
        self._done(self._fate())
        if self.blind:
            raise SlackApiError("x", {"ok": False, "error": "missing_scope"})
        return history(*(message for ts, message in self.standing.items() if float(ts) >= float(oldest)))

    conversations_replies = conversations_history

    @property
    def labels(self) -> list[dict[str, Any]]:
        """By what each message is found again."""
        return [message["metadata"]["event_payload"] for message in self.standing.values()]

    @property
    def parts(self) -> list[int]:
        """Which messages stand there."""
        return [label["part"] for label in self.labels]


class Town:
    """An installation whose processes may be killed and started anew."""

    def __init__(self, workspace: Workspace, channel: Channel) -> None:
        self.workspace = workspace
        self.channel = channel
        self.now = START
        self.channel.time = START.timestamp()
        self.deliveries = Deliveries(workspace.store)

    @asynccontextmanager
    async def process(self) -> AsyncIterator[Changes]:
        """A process that says what there is to say once, as far as it can be said now, and ends or is killed."""
        self.channel.time = max(self.channel.time, self.now.timestamp())
        queue = Queue(self.workspace.store.path)
        sender = Sender(self.channel, None)  # type: ignore[arg-type]
        outbox = OutboxSender(queue, sender, clock=lambda: self.now.timestamp(), settling=0)
        thread = ChangeThread(partial(open_change_services, self.workspace))
        changes = Changes(thread, queue, outbox.take)
        outbox.delivery.receipts[DIGEST] = DigestReceipts(changes, self.deliveries)
        try:
            await outbox.start()
            taken = await queue.take_replies("*", "*")
            outbox.take(taken.replies)
            for request in taken.prepared:
                await changes.finish(request)
            yield changes
            await self._end(outbox)
        finally:
            self.channel.killed = False
            thread.close()
            queue.close()

    async def _end(self, outbox: OutboxSender) -> None:
        """Let it say what it can, unless it is killed."""
        ending = asyncio.create_task(outbox.stop(5))
        while not ending.done() and not self.channel.killed:
            await asyncio.sleep(0.001)
        if self.channel.killed:
            for task in outbox._tasks:
                task.cancel()
        await asyncio.gather(ending, return_exceptions=True)

    @property
    def wanted(self) -> WantedDigest:
        """The digest of the quarter."""
        return WantedDigest(CHANNEL, QUARTER, Language.JAPANESE, (), "U1")

    async def run(self, *, anew: bool = False) -> DigestDelivery | None:
        """A process that begins the digest, or goes on with it; the delivery as it is then."""
        self.now += timedelta(minutes=1)
        async with self.process() as changes:
            await self._publish(changes, anew=anew)
        return next(iter(self.deliveries._deliveries("channel = ?", CHANNEL)), None)

    async def _publish(self, changes: Changes, *, anew: bool = False) -> Claim | None:
        with own_request(f"test:{self.now.timestamp()}:{id(changes)}", place_of(CHANNEL)):
            return await changes.make(partial(publish, self.wanted, Asker("U1"), anew=anew))

    async def twice_at_once(self) -> None:
        """Two processes, both alive."""
        async with self.process() as one, self.process() as other:
            await asyncio.gather(self._publish(one), self._publish(other))

    async def correct(self) -> None:
        """A process that corrects what shows a figure of before."""
        async with self.process() as changes:
            for delivery in self.deliveries.outdated():
                await correct_digest(delivery, changes)

    async def withdraw(self) -> None:
        """A process that takes the digest back."""
        (delivery,) = self.deliveries._deliveries("channel = ?", CHANNEL)
        self.now += timedelta(minutes=1)
        async with self.process() as changes:
            with own_request(f"test:{self.now.timestamp()}", place_of(CHANNEL)):
                await changes.make(partial(withdraw, delivery, Asker("U1"), None))

    async def go_on(self) -> None:
        """A process that says what others left."""
        self.now += timedelta(minutes=1)
        async with self.process():
            pass

    def record(self, year: int, births: int, reason: str | None = None) -> None:
        """Record a number of births."""
        row = (None, Measurement("births", year, str(births), Quantity(Decimal(births), "人"), "sample"))
        self.workspace.measurements.record([row], moment(2022, 12, 1), reason=reason)

    @property
    def texts(self) -> list[str]:
        """What is to stand in the channel now."""
        (delivery,) = self.deliveries._deliveries("channel = ?", CHANNEL)
        text = open_specs(self.workspace).text(delivery.spec)
        return [message.text for message in digest_messages(text, delivery.id, delivery.wanted_by)]

    @property
    def whole(self) -> list[int]:
        """The messages of which the digest consists."""
        return list(range(len(self.texts)))

    @property
    def shown(self) -> list[str]:
        """What stands in the channel."""
        return [message["text"] for message in self.channel.standing.values()]


@pytest.fixture
def anyio_backend() -> str:
    """The event loop of the processes."""
    return "asyncio"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An ordinary day."""
    return Town(fresh_workspace(tmp_path), Channel())


async def test_a_digest_is_posted_once_with_its_thread(town: Town) -> None:
    first = await town.run()
    assert first
    assert first.state is DeliveryState.POSTED
    assert await town.run() == first
    assert town.channel.parts == town.whole
    head, *thread = town.channel.standing.values()
    assert head["thread_ts"] is None
    assert {message["thread_ts"] for message in thread} == {head["ts"]}


@pytest.mark.parametrize("fate", ["before", "after", "lost", "late", "ratelimited", "internal_error"])
@pytest.mark.parametrize("at", range(2))
async def test_whatever_breaks_a_post_off_it_stands_there_once(town: Town, fate: str, at: int) -> None:
    town.channel.fates = ["fine"] * at + [fate]
    await town.run()
    town.channel.fates = []
    delivery = await town.run()
    assert delivery
    assert delivery.state is DeliveryState.POSTED
    assert town.channel.parts == town.whole


@pytest.mark.parametrize("fate", ["ratelimited", "internal_error", "lost", "before"])
async def test_a_look_up_that_slack_puts_off_is_made_later_and_nothing_is_posted_before(town: Town, fate: str) -> None:
    town.channel.fates = ["after"]
    await town.run()
    town.channel.fates = [fate]
    await town.run()
    await town.run()
    assert town.channel.parts == town.whole


async def test_a_broken_off_post_has_time_to_arrive_before_it_is_looked_up(town: Town) -> None:
    town.channel.fates = ["before"]
    await town.run()
    queue = Queue(town.workspace.store.path)
    outbox = OutboxSender(queue, Sender(town.channel, None), clock=lambda: town.now.timestamp(), settling=60)  # type: ignore[arg-type]
    outbox.take((await queue.take_replies("*", "*")).replies)
    await outbox.stop(5)  # the process ends before a minute is over: nothing is looked up, nothing posted
    queue.close()
    assert not town.channel.standing


async def test_with_the_clock_moved_back_it_is_found_all_the_same(town: Town) -> None:
    town.channel.fates = ["after"]
    await town.run()
    town.now -= timedelta(days=30)
    await town.run()
    assert town.channel.parts == town.whole


async def test_a_channel_that_may_not_be_looked_into_is_not_posted_to_again(town: Town) -> None:
    town.channel.fates, town.channel.blind = ["after"], True
    await town.run()
    delivery = await town.run()
    assert delivery
    assert delivery.state is DeliveryState.UNKNOWN
    assert await town.run() == delivery
    assert len(town.channel.standing) == 1
    (told,) = town.channel.direct
    assert "二重" in told


async def test_a_person_may_post_what_is_unknown(town: Town) -> None:
    town.channel.fates, town.channel.blind = ["before"], True
    await town.run()
    await town.run()
    delivery = await town.run(anew=True)
    assert delivery
    assert delivery.state is DeliveryState.POSTED
    assert town.channel.parts == town.whole


async def test_what_slack_refuses_is_told_once_pauses_and_is_finished_when_a_person_asks(town: Town) -> None:
    begun = Subscription(CHANNEL, Schedule(QUARTER.cadence, 5, START.time()), Language.JAPANESE, (), "U1", START)
    Subscriptions(town.workspace.store).keep(begun)
    town.channel.fates = ["fine", "is_archived"]
    failed = await town.run()
    assert failed
    assert (failed.state, failed.reason) == (DeliveryState.REFUSED, "is_archived")
    await town.run()
    assert len(town.channel.direct) == 1
    assert [str(each.paused) for each in Subscriptions(town.workspace.store).of(CHANNEL)] == ["archived"]
    delivery = await town.run(anew=True)
    assert delivery
    assert (delivery.id, delivery.state) == (failed.id, DeliveryState.POSTED)
    assert town.channel.parts == town.whole


@pytest.mark.parametrize("fate", ["before", "after", "fine"])
async def test_a_digest_is_taken_back_whole_and_stays_away(town: Town, fate: str) -> None:
    await town.run()
    town.channel.fates = [fate]
    await town.withdraw()
    await town.go_on()
    again = await town.run()
    assert again
    assert (again.state, town.channel.standing) == (DeliveryState.WITHDRAWN, {})
    assert not town.deliveries.unfinished()


async def test_a_digest_that_is_taken_back_while_it_is_posted_comes_no_more(town: Town) -> None:
    town.channel.fates = ["fine", "ratelimited"]
    await town.run()
    assert town.channel.parts == [0]
    await town.withdraw()
    await town.go_on()
    assert town.channel.standing == {}


async def test_a_person_may_post_what_was_taken_back(town: Town) -> None:
    first = await town.run()
    await town.withdraw()
    again = await town.run(anew=True)
    assert first
    assert again
    assert again.id != first.id
    assert (again.state, town.channel.parts) == (DeliveryState.POSTED, town.whole)


async def test_what_is_still_being_taken_back_is_not_posted_anew(town: Town) -> None:
    town.channel.fates = ["after"]
    await town.run()
    town.channel.fates = ["before"]  # of the look-up
    await town.withdraw()
    for _ in range(3):
        await town.run(anew=True)
    assert town.channel.parts == town.whole


async def test_two_at_once_post_one(town: Town) -> None:
    await town.twice_at_once()
    assert town.channel.parts == town.whole


async def test_a_correction_changes_what_shows_the_figure_and_nothing_else_does(town: Town) -> None:
    town.record(2021, 2350)
    delivery = await town.run()
    assert delivery
    town.record(2022, 2300)
    await town.correct()
    before = town.shown
    town.record(2021, 2380, reason="final")
    assert [each.id for each in town.deliveries.outdated()] == [delivery.id]
    await town.correct()
    assert town.shown != before
    assert town.shown == town.texts
    assert not town.deliveries.outdated()


@pytest.mark.parametrize("fate", ["before", "after", "ratelimited", "late", "internal_error"])
@pytest.mark.parametrize("at", range(2))
async def test_a_correction_that_is_broken_off_is_made_later(town: Town, fate: str, at: int) -> None:
    town.record(2021, 2350)
    await town.run()
    town.record(2021, 2380, reason="final")
    town.channel.fates = ["fine"] * at + [fate]
    await town.correct()
    town.channel.fates = []
    await town.go_on()
    assert town.shown == town.texts
    assert town.channel.parts == town.whole


async def test_an_older_correction_never_comes_after_a_newer_one(town: Town) -> None:
    town.record(2021, 2350)
    await town.run()
    town.record(2021, 2380, reason="first")
    town.channel.fates = ["ratelimited"] * 2
    await town.correct()
    town.record(2021, 2390, reason="second")
    town.channel.fates = []
    await town.correct()
    await town.go_on()
    assert town.shown == town.texts


async def test_a_digest_that_somebody_deleted_is_let_be(town: Town) -> None:
    town.record(2021, 2350)
    await town.run()
    town.channel.standing.clear()
    town.record(2021, 2380, reason="final")
    await town.correct()
    assert (town.channel.standing, town.deliveries.outdated()) == ({}, [])


async def test_what_an_older_version_began_is_looked_for_and_finished(town: Town) -> None:
    town.channel.fates = ["after"]
    await town.run()
    for file in town.workspace.store.path.parent.glob("*-queue*"):
        file.unlink()
    (delivery,) = town.deliveries.unfinished()
    async with town.process() as changes:
        with own_request("test:resume", place_of(CHANNEL)):
            await changes.make(partial(resume, delivery.id))
    assert town.channel.parts == town.whole
    assert not town.deliveries.unfinished()


async def test_what_changed_counts_from_the_channels_last_digest(town: Town) -> None:
    town.record(2020, 2395)
    await town.run()
    specs = open_specs(town.workspace)
    assert specs.of(CHANNEL, QUARTER.next, Language.JAPANESE, ()).since.entry == 1
    assert specs.of("C2", QUARTER.next, Language.JAPANESE, ()).since.entry is None


fates = st.lists(st.sampled_from(["fine", "before", "after", "lost", "late", "ratelimited"]), max_size=12)


@given(fates, st.lists(st.sampled_from(["run", "record", "correct", "back", "both", "withdraw"]), max_size=8))
def test_in_any_order_of_events_every_message_stands_there_once(
    tmp_path_factory: pytest.TempPathFactory, sealed: list[str], events: list[str]
) -> None:
    town = Town(fresh_workspace(tmp_path_factory.mktemp("digests")), Channel(fates=list(sealed)))
    asyncio.run(_happen(town, events))
    assert town.shown == town.texts
    assert town.channel.parts == town.whole
    assert len({label["digest"] for label in town.channel.labels}) == 1
    town.workspace.store.close()


async def _happen(town: Town, events: list[str]) -> None:
    town.record(2021, 2350)
    for n, event in enumerate(events):
        if event == "run":
            await town.run()
        elif event == "both":
            await town.twice_at_once()
        elif event == "withdraw" and town.deliveries._deliveries("channel = ?", CHANNEL):
            await town.withdraw()
        elif event == "back":
            town.now -= timedelta(days=3)
        else:
            town.record(2022 if event == "record" else 2021, 2000 + n, reason="later")
            await town.correct()
    town.channel.fates.clear()
    town.now = max(town.now, START)  # the clock is right again
    for _ in range(3):
        await town.run(anew=True)
        await town.correct()
