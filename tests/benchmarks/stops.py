"""Stops at random steps of answers, digests, reminders, imports, workflows and undos: what is lost, doubled, or said differently.

    python -m tests.benchmarks.stops 300 [SEED]

Two workers and two clocks share a database. Each stop is a kill -9 of one of them at a random moment of what it is doing; Slack
delivers again, to the other worker, as it does where it got no acknowledgement, and the process that was killed starts anew. What
Slack gives no way to know is told to whoever asked or subscribed, and counted apart: in some rounds the bot may not read the
history of its channels.
"""

from __future__ import annotations

import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.settings import WorkspaceSettings
from bot.workspace import open_workspace
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from tests.conftest import HANAGAWA, SAMPLE, moment
from tests.scenarios.bot import Bot
from tests.scenarios.recording.test_recording import confirmation, form, given
from tests.scenarios.recording.test_recording import fields as filled
from tests.scenarios.slack import Slack

log = logging.getLogger(__name__)

_ROUND = 60  # stops with one workspace: the emulator takes only so many channels
_LATEST_SECONDS = 0.25  # of the kill, after the request was acknowledged
_CLOCK_SECONDS = 3.0  # of a clock's kill, after it was started
_PATIENCE_SECONDS = 60.0
_FIRST_MONDAY = date(2023, 1, 2)
_SETTINGS = {
    "SHIRUBE_LOOK_UP": "true",
    "SHIRUBE_FILES": "true",
    "SHIRUBE_SETTLE_SECONDS": "0.5",
    "SHIRUBE_CLOCK_SECONDS": "0.2",
    "LANG": "en_US.UTF-8",
}


@dataclass
class Found:
    """What the stops did: by kind, and what came of them."""

    stops: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    differently: int = 0
    told: int = 0  # somebody heard that what they wait for may stand there

    def __iadd__(self, other: Found) -> Found:
        self.stops += other.stops
        self.lost += other.lost
        self.doubled += other.doubled
        self.differently += other.differently
        self.told += other.told
        return self

    def __str__(self) -> str:
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(self.stops.items()))
        return (
            f"{self.stops.total()} stops ({kinds}), two workers and two clocks: lost {self.lost}, doubled {self.doubled},"
            f" said differently {self.differently}; told that nobody can know {self.told}"
        )


class Town:
    """One installation with two workers and two clocks."""

    def __init__(self, slack: Slack, folder: Path, workers: tuple[Bot, Bot]) -> None:
        self.slack = slack
        self.folder = folder
        self.workers = workers
        self.weeks = 0
        self.years = 0
        self.files = 0
        self.found = Found()
        (folder / "hanagawa").mkdir()

    def pair(self) -> tuple[Bot, Bot]:
        """The worker that is to be stopped, and the other one."""
        first, second = random.sample(self.workers, 2)
        return first, second

    @contextmanager
    def stopped(self, kind: str, bot: Bot) -> Iterator[None]:
        """What is done in this block is cut off by a kill at some moment after it; then the process starts anew."""
        yield
        time.sleep(random.uniform(0, _LATEST_SECONDS))
        bot.kill()
        self.found.stops[kind] += 1
        bot.start()

    def clocks(self, day: date, folder: Path, **more: str) -> tuple[Bot, Bot]:
        """Two clocks of a day."""
        settings = {**_SETTINGS, "SHIRUBE_TODAY": day.isoformat(), **more}
        return Bot(self.slack, folder, "clock", **settings), Bot(self.slack, folder, "clock", **settings)

    def count(self, messages: list[dict[str, Any]]) -> None:
        """Count what was to be said once: one that says itself that it may be the second is told, any other is doubled."""
        unsure = [message for message in messages if "may have reached you" in message["text"]]
        self.found.told += len(unsure)
        doubled = max(0, len(messages) - len(unsure) - 1)
        self.found.doubled += doubled
        if doubled:
            log.warning("doubled: %s", [message["text"][:80] for message in messages])

    def run_clocks(self, kind: str, clocks: tuple[Bot, Bot], done: Callable[[], bool]) -> None:
        """Run two clocks, stop one at a random moment and start it anew, until it is done."""
        for clock in clocks:
            clock.begin()
        time.sleep(random.uniform(0.8, _CLOCK_SECONDS))
        stopped = random.choice(clocks)
        stopped.kill()
        self.found.stops[kind] += 1
        stopped.begin()
        try:
            wait(lambda: done() and not waiting(stopped))
        except AssertionError:
            self.found.lost += 1
        for clock in clocks:
            clock.stop()


def wait(done: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def waiting(bot: Bot) -> bool:
    """Whether something is still to be said."""
    return bool(bot.queued("SELECT 1 FROM outbox WHERE state <> 'failed'"))


def ask(town: Town) -> None:
    """A follow-up that means another year if it is read twice."""
    slack, (bot, other) = town.slack, town.pair()
    if random.random() < 0.2:
        slack.scopes.discard("channels:history")
    channel = slack.channel()
    root = other.mention("2021年の出生数は?", channel)
    other.wait_until_idle(30)
    ts = slack.write("staff", channel, "その前の年は?", root)
    event = {"type": "app_mention", "channel": channel, "ts": ts, "text": "その前の年は?", "thread_ts": root}
    body = bot.event_body(event)
    with town.stopped("of an answer", bot):
        bot.post_json(body)
    random.choice(town.workers).post_json(body)
    other.wait_until_idle(30)
    answers = [message["text"].splitlines()[0] for message in slack.messages(channel)][1:]
    aside = [call for call in slack.made("chat.postEphemeral") if call.ok and call["channel"] == channel]
    town.found.told += len(aside)
    town.found.lost += not answers and not aside
    town.found.doubled += max(0, len(answers) - 1)
    if len(answers) > 1:
        log.warning("doubled: %s", answers)
    town.found.differently += any("2020" not in answer for answer in answers)
    slack.scopes.add("channels:history")


def record(town: Town) -> None:
    """A figure by the form, sent in twice; then taken back by its button."""
    slack, (bot, other) = town.slack, town.pair()
    before = len(slack.messages(slack.direct()))
    view = confirmation(bot.submit(form(slack, bot), filled(year="2022", value="2,300人")))
    try:
        with town.stopped("of a record", bot):
            bot.submit(view, given("again", right=True))
    except OSError:
        bot.start()
    other.submit(view, given("again", right=True))
    other.wait_until_idle(30)
    told = slack.messages(slack.direct())[before:]
    town.found.lost += in_force(other) != 1 or not told
    town.count(told)
    if told:
        undo(town, told[0])


def record_by_workflow(town: Town) -> None:
    """A figure by a workflow's step, delivered twice; then taken back by the button of what its runner is told."""
    slack, (bot, other) = town.slack, town.pair()
    before = len(slack.messages(slack.direct()))
    inputs = {"indicator": "births", "year": "2022", "value": "2,300人", "source": "sample", "reason": "again"}
    body = bot.step_body("record_figure", **inputs)
    with town.stopped("of a workflow's step", bot):
        bot.post_json(body)
    other.post_json(body)
    other.wait_until_idle(30)
    execution = body["event"]["function_execution_id"]
    ends = [call for call in slack.made("functions.completeSuccess", function_execution_id=execution) if call.ok]
    told = slack.messages(slack.direct())[before:]
    town.found.lost += in_force(other) != 1 or not told or not ends
    town.found.differently += bool(slack.made("functions.completeError", function_execution_id=execution))
    town.count(told)
    if told:
        undo(town, told[0])


def undo(town: Town, message: dict[str, Any], year: int = 2022) -> None:
    """Take back what a message tells of."""
    bot, other = town.pair()
    body = bot.action_body(message["blocks"][-1]["elements"][0], town.slack.direct(), message)
    with town.stopped("of an undo", bot):
        bot.interact(body)
    other.interact(body)
    other.wait_until_idle(30)
    town.found.lost += in_force(other, year) != 0


def load(town: Town) -> None:
    """A dropped file that is loaded by its button, and taken back."""
    slack, (bot, other) = town.slack, town.pair()
    town.files += 1
    year = 2018 - town.files  # one that nobody has recorded: it needs no reason
    content = f"indicator,year,value,source,note\nbirths,{year},{2500 + town.files},sample,invented\n"
    file = slack.upload("staff", "births.csv", content.encode())
    before = len(slack.messages(slack.direct()))
    body = bot.drop_body(file)
    with town.stopped("of an offer", bot):
        bot.post_json(body)
    other.post_json(body)
    other.wait_until_idle(30)
    offers = slack.messages(slack.direct())[before:]
    town.found.lost += not offers
    town.count(offers)
    if not offers:
        return
    rows = [block["elements"] for block in offers[0]["blocks"] if block["type"] == "actions"]
    button = next(each for row in rows for each in row if each["action_id"] == "import")
    bot, other = town.pair()
    clicked = bot.action_body(button, slack.direct(), offers[0])
    with town.stopped("of an import", bot):
        bot.interact(clicked)
    other.interact(clicked)
    other.wait_until_idle(30)
    town.found.lost += in_force(other, year) != 1
    town.count(slack.messages(slack.direct())[before:])
    undo(town, slack.messages(slack.direct())[-1], year)


def in_force(bot: Bot, year: int = 2022) -> int:
    """How many figures of a year are in force."""
    ((count,),) = bot.rows("SELECT count(*) FROM measurements_in_force WHERE indicator = 'births' AND year = ?", year)
    return int(count)


def publish(town: Town) -> None:
    """A week's digest in a fresh channel; in some rounds where the history may not be read."""
    slack, bot = town.slack, town.workers[0]
    seen = random.random() > 0.2
    slack.scopes |= {"channels:history", "groups:history"}
    channel = slack.channel()
    bot.command("subscribe weekly in English", channel)
    bot.wait_until_idle(30)
    day = _FIRST_MONDAY + timedelta(days=6)
    if not seen:
        slack.scopes -= {"channels:history", "groups:history"}
    before = len(slack.messages(slack.direct()))
    town.run_clocks("of a digest", town.clocks(day, town.folder), lambda: ended(bot, channel))
    slack.scopes |= {"channels:history", "groups:history"}
    heads = [message for message in slack.messages(channel) if "digest for" in message["text"]]
    threads = [message for message in slack.messages(channel) if message.get("thread_ts")]
    known = bot.rows("SELECT state FROM digests WHERE channel = ?", channel) == [("posted",)]
    told = [each for each in slack.messages(slack.direct())[before:] if "broken off" in each["text"]]
    town.found.told += len(told)
    town.found.doubled += max(0, len(heads) - 1) + max(0, len(told) - 1)
    if len(heads) > 1 or len(told) > 1:
        log.warning("doubled: %s heads, %s notices", len(heads), len(told))
    town.found.lost += (known and not (heads and threads)) or (not known and not told)
    bot.command("unsubscribe", channel)
    bot.wait_until_idle(30)


def ended(bot: Bot, channel: str) -> bool:
    """Whether a channel's digest is out, or nobody can know."""
    return bot.rows("SELECT 1 FROM digests WHERE channel = ? AND state <> 'open'", channel) != []


def remind(town: Town) -> None:
    """The yearly reminder of whoever recorded a figure last, in a year that has none yet."""
    slack, folder = town.slack, town.folder / "hanagawa"
    settings = {"SHIRUBE_STRATEGY": str(HANAGAWA), "SHIRUBE_REMINDERS": "true"}
    clocks = town.clocks(date(2024 + town.years, 6, 3), folder, **settings)
    if town.years == 0:
        opened = open_workspace(WorkspaceSettings(clocks[0].database, HANAGAWA, date(2022, 7, 1)))
        row = (None, Measurement("household-waste", 2021, "900g", Quantity(Decimal(900), "g"), "sample"))
        opened.measurements.record([row], moment(2022, 7, 1), by=slack.users["keeper"])
        opened.store.close()
    town.years += 1
    place = slack.direct("keeper")
    before = len(slack.messages(place))
    reminded = "SELECT count(*) FROM reminders"
    town.run_clocks("of a reminder", clocks, lambda: clocks[0].rows(reminded) == [(town.years,)])
    told = slack.messages(place)[before:]
    town.found.lost += not told
    town.count(told)


KINDS = (ask, ask, ask, record, record, record_by_workflow, load, publish, remind)


@contextmanager
def running(bot: Bot) -> Iterator[Bot]:
    """A bot that runs as long as the block."""
    bot.start()
    try:
        yield bot
    finally:
        bot.stop()


def measure(stops: int, folder: Path) -> Found:
    """So many stops."""
    (folder / "slack").mkdir()
    slack = Slack(folder / "slack")
    try:
        first, second = (Bot(slack, folder, "web", **_SETTINGS) for _ in range(2))
        assert first.run("import", str(SAMPLE)).returncode == 0
        with running(first) as one, running(second) as two:
            slack.scopes |= {"channels:history", "files:read", "users:read"}
            town = Town(slack, folder, (one, two))
            while town.found.stops.total() < stops:
                random.choice(KINDS)(town)
                log.info("%s", town.found)
        return town.found
    finally:
        slack.stop()


def main(stops: int, seed: int) -> int:
    """So many stops, in rounds with a fresh workspace each."""
    random.seed(seed)
    began, total = time.monotonic(), Found()
    while total.stops.total() < stops:
        with tempfile.TemporaryDirectory() as folder:
            total += measure(min(_ROUND, stops - total.stops.total()), Path(folder))
    sys.stdout.write(f"{total} ({time.monotonic() - began:.0f} s)\n")
    return int(bool(total.lost or total.doubled or total.differently))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
