"""Stops the clock process at every step of a delivery: `python -m tests.benchmarks.clock_faults [STOPS]` (200 by default).

Real `shirube clock` processes post, correct and thread digests in a stateful Slack, week after week, in two channels. Each is
ended by SIGKILL at one step: before a request reaches Slack, with the request held and carried out only after the end, between
Slack's doing it and the reply, within the milliseconds after the reply, at each state of the database, or at any moment. The
next process goes on. Some run twice at once, some with the clock moved a year ahead, some correct a figure on the way. In the
end every week that was due must stand in each channel once, whole, with the corrected figures. The exit status is 1 if not.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.settings import TOKYO
from db.queue import open_queue
from db.store import Store
from db.subscriptions import Subscriptions
from handlers.digests.deliveries import EVENT
from knowledge.digest.subscription import Subscription
from knowledge.notation.period import Cadence, Period
from knowledge.notation.schedule import Schedule
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE
from tests.scenarios.bot import Bot
from tests.scenarios.child import Child
from tests.scenarios.emulator import BOT_TOKEN
from tests.scenarios.slack import Slack

FIRST_WEEK = date(2023, 1, 2)  # a Monday
SETTLE_SECONDS = 0.6
LATE_SECONDS = 0.15  # how long a held request arrives after its sender's end
PATIENCE_SECONDS = 15.0
METHODS = ("chat.postMessage", "conversations.history", "conversations.replies", "chat.update")
_BEGUN = "SELECT 1 FROM outbox WHERE state = 'begun' AND json_extract(reply, '$.message.metadata.event_payload.part') "
_NOTED = "SELECT 1 FROM digests d WHERE state = 'open' AND 1 = (SELECT count(ts) FROM digest_messages WHERE digest = d.id)"
STATES = {  # what stands in the database, or in the queue file beside it, at the step
    "prepared": ("-queue", "SELECT 1 FROM outbox WHERE state = 'prepared'"),
    "committed": ("", "SELECT 1 FROM digests WHERE state = 'open'"),
    "head begun": ("-queue", f"{_BEGUN} = 0"),
    "head noted": ("", _NOTED),
    "thread begun": ("-queue", f"{_BEGUN} > 0"),
    "change begun": ("-queue", "SELECT 1 FROM outbox WHERE json_extract(reply, '$.kind') = 'update'"),
}


@dataclass(frozen=True)
class Step:
    """Where a process is stopped: at a request (`before`, `held`, `done`, `replied`), at a state, or after some seconds."""

    name: str
    request: tuple[str, str, int] | None = None  # method, when, and which request of that method
    state: tuple[str, str] | None = None
    seconds: float | None = None

    @property
    def corrects(self) -> bool:
        """Whether it comes only where a figure was corrected."""
        return self.name == "change begun" or bool(self.request and self.request[0] == "chat.update")


def steps(chance: random.Random) -> list[Step]:
    """Every step once, with moments at random between."""
    requests = [
        Step(f"{method} {when} {n}", request=(method, when, n))
        for method in METHODS
        for when in ("before", "held", "done", "replied")
        for n in ((0, 1) if method == "chat.postMessage" else (0,))
    ]
    states = [Step(name, state=sql) for name, sql in STATES.items()]
    each = [*requests, *states, *(Step("any moment", seconds=chance.uniform(0.3, 1.2)) for _ in range(5))]
    chance.shuffle(each)
    return each


@dataclass
class Stopper:
    """Ends a process at its step, once."""

    step: Step
    chance: random.Random
    processes: list[Child] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    seen: Counter[str] = field(default_factory=Counter)

    def end(self) -> None:
        """End every process, as a power cut does."""
        for process in self.processes:
            process.send_signal(signal.SIGKILL)
        for process in self.processes:
            process.wait(10)
        self.stopped.set()

    def meets(self, method: str, when: str) -> bool:
        """Whether a request is the one to be stopped at."""
        if self.step.request is None or self.stopped.is_set() or self.step.request[:2] != (method, when):
            return False
        self.seen[method] += 1
        return self.seen[method] == self.step.request[2] + 1


class FaultySlack(Slack):
    """The workspace, with a stopper on the wire."""

    stopper: Stopper | None = None

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, stopper = request.match_info["method"], self.stopper
        if stopper is None:
            return await super()._api(request)
        if stopper.meets(method, "before"):
            stopper.end()
            return web.Response(status=503)
        if stopper.meets(method, "held"):
            await request.read()
            stopper.end()
            await asyncio.sleep(LATE_SECONDS)
        answer = await super()._api(request)
        if stopper.meets(method, "done"):
            stopper.end()
        if stopper.meets(method, "replied"):
            asyncio.get_running_loop().call_later(stopper.chance.uniform(0, 0.01), stopper.end)
        return answer


class Town:
    """One installation with two channels that get a digest each week."""

    def __init__(self, folder: Path, slack: FaultySlack, chance: random.Random) -> None:
        self.slack = slack
        self.chance = chance
        self.bot = Bot(slack, folder, "clock", SHIRUBE_LOOK_UP="true", SHIRUBE_CLOCK_SECONDS="0.1", SHIRUBE_SETTLE_SECONDS=str(SETTLE_SECONDS))  # fmt: skip
        self.channels = [slack.channel(), slack.channel()]
        self.births = 2_350
        assert self.bot.run("import", str(SAMPLE)).returncode == 0
        store = Store(self.bot.database)
        for channel, language in zip(self.channels, Language, strict=True):
            begun = datetime(2022, 12, 1, 9, tzinfo=TOKYO)
            schedule = Schedule(Cadence.WEEKLY, 1, datetime.min.time())
            Subscriptions(store).keep(Subscription(channel, schedule, language, (), slack.users["staff"], begun))
        store.close()
        open_queue(self.bot.database).close()

    def start(self, day: date) -> Child:
        """Start a clock process on a day."""
        environment = self.bot.environment | {"SHIRUBE_TODAY": day.isoformat()}
        return Child(("clock",), self.bot.folder, environment, Path(os.devnull), self.bot.log)

    def correct(self, day: date) -> None:
        """Correct the figure that every digest shows."""
        self.births += 1
        file = self.bot.folder / "correction.csv"
        file.write_text(f"indicator,year,value,source,note\nbirths,2021,{self.births},sample,invented\n", encoding="utf-8")
        environment = self.bot.environment | {"SHIRUBE_TODAY": day.isoformat()}
        load = Child(("import", "--correct", "final", str(file)), self.bot.folder, environment, Path(os.devnull), self.bot.log)
        assert load.wait(60) == 0

    def finds(self, sql: str, file: str = "") -> bool:
        """Whether a query finds anything in the database, or in the file beside it whose name ends so."""
        with closing(sqlite3.connect(f"{self.bot.database}{file}", timeout=10)) as db:
            return db.execute(sql).fetchone() is not None

    def done(self, day: date) -> bool:
        """Whether all that is due on a day is posted and all that is posted is up to date."""
        week = Period.holding(Cadence.WEEKLY, day).previous.key
        with closing(sqlite3.connect(self.bot.database, timeout=10)) as db:
            (posted,) = db.execute("SELECT count(*) FROM digests WHERE period = ? AND state = 'posted'", [week]).fetchone()
            (begun,) = db.execute("SELECT count(*) FROM digests WHERE state = 'open'").fetchone()
            (late,) = db.execute(
                "SELECT count(*) FROM digests WHERE EXISTS (SELECT 1 FROM measurements WHERE id > compared AND revision > 1)"
            ).fetchone()
        waiting = self.finds("SELECT 1 FROM outbox WHERE state <> 'failed'", "-queue")
        return posted == len(self.channels) and not begun and not late and not waiting

    def comes_to(self, step: Step, day: date) -> bool:
        """Whether the clock may come to a step now."""
        method = step.request[0] if step.request else ""
        if method.startswith("conversations."):
            return self.finds(f"{_BEGUN} {'= 0' if method.endswith('history') else '> 0'}", "-queue")
        return not self.done(day) or step.corrects

    def stop_at(self, step: Step, day: date, number: int) -> bool:
        """Run the clock (or two at once) until the step, or until all is done; whether it was stopped."""
        stopper = Stopper(step, self.chance)
        self.slack.stopper = stopper
        stopper.processes = [self.start(day) for _ in range(number)]
        began = time.monotonic()
        while not stopper.stopped.is_set() and time.monotonic() - began < PATIENCE_SECONDS:
            passed = step.seconds is not None and time.monotonic() - began > step.seconds
            if passed or (step.state and self.finds(step.state[1], step.state[0])):
                stopper.end()
            elif step.seconds is None and time.monotonic() - began > 1 and self.done(day):
                break
            time.sleep(0.001 if step.state else 0.02)
        stopped = stopper.stopped.is_set()
        self.slack.stopper = None
        stopper.end()
        return stopped

    def finish(self, day: date) -> None:
        """Let the clock do all that is left."""
        process = self.start(day)
        try:
            self.await_done(lambda: self.done(day))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)

    def await_done(self, done: Callable[[], bool]) -> None:
        """Wait for something that must come."""
        end = time.monotonic() + 4 * PATIENCE_SECONDS
        while not done():
            assert time.monotonic() < end, self.bot.log.read_text()[-3000:]
            time.sleep(0.05)

    def standing(self) -> Iterator[tuple[str, str, int, str]]:
        """What stands in Slack: channel, digest, part and text of every message."""
        for channel in self.channels:
            for root in self._asked("conversations.history", channel=channel):
                for message in (root, *self._asked("conversations.replies", channel=channel, ts=root["ts"])[1:]):
                    metadata = message.get("metadata") or {}
                    if metadata.get("event_type") == EVENT:
                        yield channel, metadata["event_payload"]["digest"], metadata["event_payload"]["part"], message["text"]

    def _asked(self, method: str, **arguments: object) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.slack.emulator.api(method, BOT_TOKEN, limit=1000, include_all_metadata=True, **arguments)["messages"]  # fmt: skip
        return found


@dataclass
class Tally:
    """What came of it."""

    stops: Counter[str] = field(default_factory=Counter)
    weeks: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        return (
            f"{self.stops.total()} stops at {len(self.stops)} steps, {self.weeks} weeks in 2 channels: "
            f"{self.lost} lost, {self.doubled} doubled, {self.wrong} with a wrong figure"
        )


def run(stops: int, folder: Path, seed: int = 1) -> Tally:
    """Stop the clock so often, and count what then stands in Slack."""
    chance = random.Random(seed)
    slack = FaultySlack(folder)
    slack.scopes |= {"channels:history", "groups:history"}
    town, tally = Town(folder, slack, chance), Tally()
    try:
        waiting: list[Step] = []
        while tally.stops.total() < stops:
            _live_a_week(town, FIRST_WEEK + timedelta(weeks=tally.weeks), tally, waiting, stops)
            tally.weeks += 1
        _count(town, tally)
    finally:
        slack.stop()
    return tally


def _live_a_week(town: Town, day: date, tally: Tally, waiting: list[Step], stops: int) -> None:
    """A week's delivery, stopped at every step that it comes to; then whatever is left."""
    while tally.stops.total() < stops:
        step = next((step for step in waiting if town.comes_to(step, day)), None)
        if step is None and town.done(day):
            break
        if step is None:
            waiting.extend(steps(town.chance))
            continue
        waiting.remove(step)
        if step.corrects:
            town.finish(day)
            town.correct(day)
        ahead = day + timedelta(weeks=52) if town.chance.random() < 0.03 else day
        if town.stop_at(step, ahead, 2 if town.chance.random() < 0.2 else 1):
            tally.stops[step.name] += 1
    town.finish(day)


def _count(town: Town, tally: Tally) -> None:
    """Compare what stands in Slack with what was due."""
    stand = list(town.standing())
    parts = Counter((channel, digest, part) for channel, digest, part, _ in stand)
    with closing(sqlite3.connect(town.bot.database)) as db:
        deliveries = db.execute("SELECT id, channel, period FROM digests").fetchall()
        messages = db.execute("SELECT channel, digest, part FROM digest_messages JOIN digests ON id = digest").fetchall()
    weeks = {Period.holding(Cadence.WEEKLY, FIRST_WEEK + timedelta(weeks=n)).previous.key for n in range(tally.weeks)}
    due = {(channel, week) for channel in town.channels for week in weeks}
    whole = {(channel, period) for id_, channel, period in deliveries if parts[channel, id_, 0] and parts[channel, id_, 1]}
    tally.lost = len(due - whole) + sum(not parts[message] for message in messages)
    tally.doubled = sum(number - 1 for number in parts.values()) + len(stand) - len(messages)
    tally.wrong = sum(bool(_births(text) - {town.births}) for _, _, _, text in stand)


def _births(text: str) -> set[int]:
    """The numbers of births that a digest tells as the present ones."""
    lines = [line for line in text.splitlines() if "corrected" not in line and "訂正" not in line]
    found = re.findall(r"2,3\d\d(?= births|人)", "\n".join(lines))
    return {int(number.replace(",", "")) for number in found}


def main() -> int:
    """Run it, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stops", nargs="?", type=int, default=200)
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(asked.stops, Path(folder))
    for name, number in sorted(tally.stops.items()):
        sys.stdout.write(f"  {number:4} {name}\n")
    sys.stdout.write(f"{tally} ({time.monotonic() - began:.0f} s)\n")
    return 1 if tally.lost or tally.doubled or tally.wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("CI", "1")
    sys.exit(main())
