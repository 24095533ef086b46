"""Publishing exactly once: killed at any moment, twice at once, with the clock moved, in a Slack that refuses or is silent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.workspace import Workspace
from db.deliveries import Deliveries
from knowledge.digest.delivery import DeliveryState, DigestDelivery
from knowledge.digest.edition import DigestSpecs
from knowledge.digest.publisher import (
    DeliveryKey,
    LookupRefused,
    MessengerBusy,
    MessengerRefused,
    OutcomeUnknown,
    Publisher,
    RenderedMessage,
)
from knowledge.digest.text import DigestText
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Period
from knowledge.notation.quantity import Quantity
from knowledge.strategy.model import Language
from tests.conftest import make_workspace, moment

QUARTER = Period.read("2022Q2") or pytest.fail("2022Q2 is a quarter")
START = moment(2022, 10, 3, 9)
CHANNEL = "C1"
pytestmark = pytest.mark.anyio


class Killed(BaseException):
    """The process ended at this instant."""


@dataclass
class Channel:
    """A channel of Slack, behind a wire that may break: `fates` says what happens to the next calls.

    `before`: killed before Slack hears of it; `after`: killed when Slack has done it; `lost`, `late`: no reply, the first without
    effect; `refused`, `busy`: an error; else all is well.
    """

    posted: dict[str, tuple[DeliveryKey, RenderedMessage]] = field(default_factory=dict)
    fates: list[str] = field(default_factory=list)
    blind: bool = False
    counted: int = 0

    def lay_out(self, text: DigestText, issue: DigestDelivery) -> Sequence[RenderedMessage]:
        """Two messages."""
        return [RenderedMessage(part, sha256(part.encode()).hexdigest()) for part in (text.text, text.whole_text)]

    def _fate(self) -> str:
        fate = self.fates.pop(0) if self.fates else "fine"
        errors = {
            "before": Killed(),
            "lost": OutcomeUnknown("timeout"),
            "refused": MessengerRefused("is_archived"),
            "busy": MessengerBusy("ratelimited"),
        }
        if fate in errors:
            raise errors[fate]
        return fate

    def _done(self, fate: str) -> None:
        if fate == "after":
            raise Killed
        if fate == "late":
            raise OutcomeUnknown("timeout")

    async def post(self, channel: str, letter: RenderedMessage, label: DeliveryKey, thread: str | None) -> str:
        """Post."""
        fate = self._fate()
        self.counted += 1
        ts = f"{self.counted}.0"
        assert (thread is None) == (label.part == 0)
        self.posted[ts] = label, letter
        self._done(fate)
        return ts

    async def find(self, channel: str, label: DeliveryKey, thread: str | None, since: datetime) -> str | None:
        """Look through what stands there."""
        self._done(self._fate())
        if self.blind:
            raise LookupRefused("missing_scope")
        return next((ts for ts, (known, _) in self.posted.items() if known == label), None)

    async def change(self, channel: str, ts: str, letter: RenderedMessage, label: DeliveryKey) -> None:
        """Change."""
        fate = self._fate()
        self.posted[ts] = label, letter
        self._done(fate)

    async def remove(self, channel: str, ts: str) -> None:
        """Remove."""
        fate = self._fate()
        self.posted.pop(ts, None)
        self._done(fate)

    @property
    def contents(self) -> list[object]:
        """What stands there."""
        return [letter.content for _, letter in self.posted.values()]


class AnswerContext:
    """A publisher over a real store, which may be killed and started anew."""

    def __init__(self, workspace: Workspace, channel: Channel) -> None:
        self.workspace = workspace
        self.channel = channel
        self.now = START
        self.issues = Deliveries(workspace.store)
        self.lock = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One at a time."""
        async with self.lock:
            yield

    @property
    def publisher(self) -> Publisher:
        """A fresh one."""
        return Publisher(self.editions, self.issues, self.channel, self.turn, SETTLED)

    @property
    def editions(self) -> DigestSpecs:
        """What is to be published."""
        opened = self.workspace
        return DigestSpecs(opened.strategy, opened.measurements, opened.strategies, self.issues, lambda: self.now)

    async def run(self) -> DigestDelivery | None:
        """What a clock does: finish what was begun, or post; killed where fate says so."""
        publisher = self.publisher
        self.now += timedelta(minutes=1)
        try:
            for issue in self.issues.in_state(DeliveryState.OPEN):
                await publisher.resume(issue)
            if self.now.date() <= QUARTER.last:  # with the clock moved back, the quarter is not over: nothing is due
                return next(iter(self.issues.in_state(DeliveryState.POSTED)), None)
            edition = self.editions.of(CHANNEL, QUARTER, Language.JAPANESE, ())
            return (await publisher.publish(CHANNEL, edition, None))[0]
        except (Killed, MessengerRefused, MessengerBusy, OutcomeUnknown, LookupRefused):
            self.lock = asyncio.Lock()
            return None

    def record(self, year: int, births: int, reason: str | None = None) -> None:
        """Record a number of births."""
        quantity = Quantity(Decimal(births), "人")
        row = (None, Measurement("births", year, str(births), quantity, "sample"))
        self.workspace.measurements.record([row], self.now, reason=reason)


SETTLED = timedelta(seconds=30)


@pytest.fixture
def anyio_backend() -> str:
    """The event loop of the processes."""
    return "asyncio"


@pytest.fixture
def desk(tmp_path: Path) -> AnswerContext:
    """A desk on an ordinary day."""
    return AnswerContext(make_workspace(tmp_path), Channel())


async def test_a_digest_is_posted_with_its_thread(desk: AnswerContext) -> None:
    issue = await desk.run()
    assert issue
    assert issue.state is DeliveryState.POSTED
    assert [label.part for label, _ in desk.channel.posted.values()] == [0, 1]


async def test_a_period_is_posted_once(desk: AnswerContext) -> None:
    first = await desk.run()
    assert await desk.run() == first
    assert len(desk.channel.posted) == 2


@pytest.mark.parametrize("fate", ["before", "after", "lost", "late", "busy"])
@pytest.mark.parametrize("at", range(2))
async def test_whatever_breaks_a_post_off_it_stands_there_once(desk: AnswerContext, fate: str, at: int) -> None:
    desk.channel.fates = ["fine"] * at + [fate]
    assert await desk.run() is None
    assert await desk.run()
    assert [label.part for label, _ in desk.channel.posted.values()] == [0, 1]


async def test_a_broken_off_post_has_time_to_arrive_before_it_is_looked_up(desk: AnswerContext) -> None:
    desk.channel.fates = ["before"]
    await desk.run()
    desk.now -= timedelta(seconds=59)  # one second after
    with pytest.raises(MessengerBusy, match="unsettled"):
        await desk.publisher.resume(desk.issues.in_state(DeliveryState.OPEN)[0])
    assert not desk.channel.posted


async def test_with_the_clock_moved_back_the_wait_begins_anew(desk: AnswerContext) -> None:
    desk.channel.fates = ["before"]
    await desk.run()
    desk.now -= timedelta(days=30)
    assert await desk.run() is None
    assert await desk.run()
    assert len(desk.channel.posted) == 2


async def test_a_channel_that_may_not_be_looked_into_is_not_posted_to_again(desk: AnswerContext) -> None:
    desk.channel.fates, desk.channel.blind = ["after"], True
    assert await desk.run() is None
    assert await desk.run() is None
    assert [issue.state for issue in desk.issues.untold()] == [DeliveryState.UNKNOWN]
    assert len(desk.channel.posted) == 1
    finished = await desk.run()
    assert finished
    assert finished.state is DeliveryState.UNKNOWN


async def test_a_person_may_post_what_is_unknown(desk: AnswerContext) -> None:
    desk.channel.fates, desk.channel.blind = ["before"], True
    await desk.run()
    await desk.run()
    issue, _ = await desk.publisher.publish(CHANNEL, desk.editions.of(CHANNEL, QUARTER, Language.JAPANESE, ()), "U1", anew=True)
    assert issue.state is DeliveryState.POSTED
    assert len(desk.channel.posted) == 2


async def test_what_slack_refuses_is_noted_and_finished_when_a_person_asks(desk: AnswerContext) -> None:
    desk.channel.fates = ["fine", "refused"]
    await desk.run()
    (failed,) = desk.issues.untold()
    assert (failed.state, failed.reason) == (DeliveryState.REFUSED, "is_archived")
    issue, _ = await desk.publisher.publish(CHANNEL, desk.editions.of(CHANNEL, QUARTER, Language.JAPANESE, ()), "U1", anew=True)
    assert issue.id == failed.id
    assert len(desk.channel.posted) == 2


async def test_two_at_once_post_one(desk: AnswerContext) -> None:
    await asyncio.gather(desk.run(), desk.run(), desk.run())
    assert len(desk.channel.posted) == 2


async def test_a_correction_changes_what_shows_the_figure_and_nothing_else_does(desk: AnswerContext) -> None:
    desk.record(2021, 2350)
    issue = await desk.run()
    assert issue
    desk.record(2022, 2300)
    await desk.publisher.refresh(issue)
    before = desk.channel.contents
    desk.record(2021, 2380, reason="final")
    assert [each.id for each in desk.issues.outdated()] == [issue.id]
    await desk.publisher.refresh(issue)
    assert desk.channel.contents != before
    assert all("2,380" in str(content) for content in desk.channel.contents)
    assert not desk.issues.outdated()


@pytest.mark.parametrize("fate", ["before", "after", "busy", "late"])
@pytest.mark.parametrize("at", range(2))
async def test_a_correction_that_is_broken_off_is_made_later(desk: AnswerContext, fate: str, at: int) -> None:
    desk.record(2021, 2350)
    issue = await desk.run()
    assert issue
    desk.record(2021, 2380, reason="final")
    desk.channel.fates = ["fine"] * at + [fate]
    with pytest.raises((Killed, MessengerBusy, OutcomeUnknown)):
        await desk.publisher.refresh(issue)
    for outdated in desk.issues.outdated():
        await desk.publisher.refresh(outdated)
    assert all("2,380" in str(content) for content in desk.channel.contents)
    assert len(desk.channel.posted) == 2


async def test_a_digest_that_somebody_deleted_is_let_be(desk: AnswerContext) -> None:
    desk.record(2021, 2350)
    issue = await desk.run()
    assert issue
    desk.record(2021, 2380, reason="final")
    desk.channel.fates = ["refused"]
    await desk.publisher.refresh(issue)
    assert not desk.issues.outdated()


@pytest.mark.parametrize("fate", ["before", "after", "fine"])
async def test_a_digest_is_taken_back_whole_and_stays_away(desk: AnswerContext, fate: str) -> None:
    issue = await desk.run()
    assert issue
    desk.channel.fates = [fate]
    if fate != "fine":
        with pytest.raises(Killed):
            await desk.publisher.withdraw(issue)
    await desk.publisher.withdraw(issue)
    again = await desk.run()
    assert again
    assert (again.id, again.state, desk.channel.posted) == (issue.id, DeliveryState.WITHDRAWN, {})


async def test_a_person_may_post_what_was_taken_back(desk: AnswerContext) -> None:
    issue = await desk.run()
    assert issue
    await desk.publisher.withdraw(issue)
    again, _ = await desk.publisher.publish(CHANNEL, desk.editions.of(CHANNEL, QUARTER, Language.JAPANESE, ()), "U1", anew=True)
    assert again.id != issue.id
    assert (again.state, len(desk.channel.posted)) == (DeliveryState.POSTED, 2)


async def test_what_changed_counts_from_the_channels_last_digest(desk: AnswerContext) -> None:
    desk.record(2020, 2395)
    await desk.run()
    desk.record(2021, 2350)
    edition = desk.editions.of(CHANNEL, QUARTER.next, Language.JAPANESE, ())
    assert edition.since.entry == 1
    elsewhere = desk.editions.of("C2", QUARTER.next, Language.JAPANESE, ())
    assert elsewhere.since.entry is None


fates = st.lists(st.sampled_from(["fine", "before", "after", "lost", "late", "busy"]), max_size=12)


@settings(max_examples=40)
@given(fates, st.lists(st.sampled_from(["run", "record", "correct", "back", "both"]), max_size=8))
def test_in_any_order_of_events_every_message_stands_there_once(
    tmp_path_factory: pytest.TempPathFactory, sealed: list[str], events: list[str]
) -> None:
    desk = AnswerContext(make_workspace(tmp_path_factory.mktemp("publisher")), Channel(fates=list(sealed)))
    asyncio.run(_happen(desk, events))
    labels = [label.part for label, _ in desk.channel.posted.values()]
    assert sorted(labels) == [0, 1]
    assert len({label.issue for label, _ in desk.channel.posted.values()}) == 1
    desk.workspace.store.close()


async def _happen(desk: AnswerContext, events: list[str]) -> None:
    desk.record(2021, 2350)
    for n, event in enumerate(events):
        if event == "run":
            await desk.run()
        elif event == "both":
            await asyncio.gather(desk.run(), desk.run())
        elif event == "back":
            desk.now -= timedelta(days=3)
        else:
            desk.record(2022 if event == "record" else 2021, 2000 + n, reason="later")
    desk.channel.fates.clear()
    desk.now = max(desk.now, START)  # the clock is right again
    for _ in range(3):
        issue = await desk.run()
    assert issue
    for outdated in desk.issues.outdated():
        await desk.publisher.refresh(outdated)
    text = desk.editions.text(issue.edition)
    assert desk.channel.contents == [text.text, text.whole_text]
