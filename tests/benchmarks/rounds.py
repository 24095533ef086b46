"""Stops at every step of collection rounds: what is lost or doubled of inquiries, answers, reminders, notices and summaries.

    python -m tests.benchmarks.rounds 100 [SEED]

So many rounds, each with a stop in each of its eight steps. Two workers and two clocks share a database. A stop is a kill -9 of
one of them at a random moment of what it is doing; Slack delivers again, to the other worker, and the process that was killed
starts anew. After each step every channel has to show what the store says, once, and every person to have been told once.
"""

from __future__ import annotations

import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.collections import Collections
from db.measurements import Measurements
from db.store import Store
from knowledge.collection.model import Owner
from knowledge.collection.round_status import round_standing
from knowledge.collection.text import inquiry_text
from knowledge.strategy.model import Indicator
from knowledge.words.messages import messages
from tests.benchmarks.stops import Found, Town, running, wait, waiting
from tests.conftest import moment
from tests.scenarios.bot import Bot
from tests.scenarios.collection.city import BEGUN, DUE, YEAR, answer_button, divided, owned_by, recordable, strategy
from tests.scenarios.collection.city import SETTINGS as CITY_SETTINGS
from tests.scenarios.recording.test_recording import confirmation, fields, given
from tests.scenarios.slack import Slack

log = logging.getLogger(__name__)

STEPS = 8  # of a round, each with a stop
_OWNERS = 3  # a round
_ROUNDS = 6  # with one workspace: the emulator takes only so many channels
SETTINGS = {
    **CITY_SETTINGS,
    "SHIRUBE_FILES": "true",
    "SHIRUBE_SETTLE_SECONDS": "0.5",
    "SHIRUBE_CLOCK_SECONDS": "0.2",
    "LANG": "en_US.UTF-8",
}
REMINDERS = (date(2026, 5, 1), date(2026, 5, 8))  # the first working days after those on which a reminder is due
HEAD = date(2026, 5, 12)
_REMINDED = """
    SELECT count(DISTINCT owner) FROM collection_nudges JOIN collection_items USING (round, indicator)
    WHERE step = ? AND round = (SELECT max(id) FROM collection_rounds)
"""


class CollectionTown(Town):
    """Hoshimi with two workers and two clocks, and a round at a time."""

    def begin_round(self, *, everybody: bool = False) -> None:
        """Fresh channels for some owners, or for all."""
        recorded = {name for (name,) in self.workers[0].rows("SELECT indicator FROM measurements_in_force WHERE year = ?", YEAR)}
        left = {owner.name: [each for each in owned_by(owner.name) if each.id not in recorded] for owner in divided()}
        owners = [owner for owner in divided() if len(left[owner.name]) > 1 and recordable(left[owner.name])]
        self.owners = divided() if everybody else random.sample(owners, _OWNERS)
        self.channels = {owner.name: self.slack.channel() for owner in self.owners}
        store = Store(self.workers[0].database)
        kept = Collections(store)
        for owner in divided():
            kept.untie(owner.name)
        for owner in self.owners:
            tied = Owner(owner.name, self.channels[owner.name], head=self.slack.users["keeper"], entities=owner.entities)
            kept.tie(tied, self.slack.users["staff"], moment(2026, 4, 1))
        store.close()
        self.before = {user: len(self.direct(user)) for user in ("staff", "keeper")}
        self.reminders = 0

    def direct(self, user: str) -> list[dict[str, Any]]:
        """What was told to somebody directly."""
        return self.slack.messages(self.slack.direct(user))

    def shown(self) -> dict[str, str]:
        """What every owner's message of the newest round is to say."""
        store = Store(self.workers[0].database)
        kept, plan = Collections(store), strategy()
        newest = kept.rounds(ended=True)[-1]
        standing = round_standing(newest, kept, plan, Measurements(store))
        words = messages(newest.language)
        texts = {each.owner: inquiry_text(standing, each.owner, words).text for each in kept.inquiries(newest.id)}
        store.close()
        return texts

    def roots(self, owner: str) -> list[dict[str, Any]]:
        """The messages in an owner's channel outside of threads."""
        return [each for each in self.slack.messages(self.channels[owner]) if each.get("thread_ts", each["ts"]) == each["ts"]]

    def stands(self) -> bool:
        """Whether every owner's message says what it is to say, and nothing waits."""
        texts = self.shown()
        said = {owner.name: [each["text"] for each in self.roots(owner.name)] for owner in self.owners}
        return not waiting(self.workers[0]) and all(texts.get(name) in said[name] for name in said)

    def check(self, step: str) -> None:
        """Count what is lost or doubled once all that was begun is over."""
        try:
            wait(self.stands, 20)
        except AssertionError:
            self.found.lost += 1
            log.warning("lost after %s: %s", step, self.shown())
        for owner in self.owners:
            found = self.slack.messages(self.channels[owner.name])
            roots = len(self.roots(owner.name))
            self._compare(f"{step}: inquiries", roots, 1)
            if owner.name in self.owing:
                self._compare(f"{step}: reminders", len(found) - roots, self.reminders)

    def _compare(self, what: str, number: int, expected: int) -> None:
        self.found.lost += max(0, expected - number)
        self.found.doubled += max(0, number - expected)
        if number != expected:
            log.warning("%s: %d in place of %d", what, number, expected)

    def told(self, what: str, user: str, expected: int) -> None:
        """Count what somebody was told; what says itself that it may be the second time is counted apart."""
        found = self.direct(user)[self.before[user] :]
        unsure = [each for each in found if "may have reached you" in each["text"] or "二度目" in each["text"]]
        self.found.told += len(unsure)
        self.found.lost += max(0, expected - len(found))
        self.found.doubled += max(0, len(found) - len(unsure) - expected)
        if not len(found) - len(unsure) <= expected <= len(found):
            log.warning("%s: %d, %d of them unsure, in place of %d", what, len(found), len(unsure), expected)

    @property
    def owing(self) -> list[str]:
        """The owners that still owe an answer, whatever the day."""
        store = Store(self.workers[0].database)
        kept = Collections(store)
        standing = round_standing(kept.rounds(ended=True)[-1], kept, strategy(), Measurements(store))
        owing = [owner.name for owner in self.owners if any(each.owed(BEGUN) for each in standing.of(owner.name))]
        store.close()
        return owing

    def submitted(self, kind: str, view: dict[str, Any], values: dict[str, Any]) -> None:
        """A form that is sent to a worker which is killed, and again to the other one."""
        bot, other = self.pair()
        try:
            with self.stopped(kind, bot):
                bot.submit(view, values)
        except OSError:
            bot.start()
        other.submit(view, values)
        other.wait_until_idle(30)

    def opened(self, action: Callable[[], object]) -> dict[str, Any]:
        """The modal that something opens."""
        before = len(self.slack.modals())
        action()
        return self.slack.wait(lambda: self.slack.modals()[before:])[-1]

    def form(self, owner: str, indicator: Indicator) -> dict[str, Any]:
        """The form for a figure, from the owner's message."""
        message = self.roots(owner)[0]
        button = answer_button(message, indicator)
        return self.opened(lambda: self.workers[1].action(button, self.channels[owner], message))

    def instead(self, owner: str, indicator: Indicator, action: str) -> dict[str, Any]:
        """The form of one of the ways out of that."""
        view = self.form(owner, indicator)
        (ways,) = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
        return self.opened(lambda: self.workers[1].action(next(e for e in ways if e["action_id"] == action), view=view))


def answer_otherwise(town: CollectionTown, owner: str, one: Indicator, two: Indicator) -> None:
    """One figure is not out yet, one is not measured any more."""
    view = town.instead(owner, one, "collect_later")
    day = {"expected": {"expected": {"type": "datepicker", "selected_date": "2026-09-30"}}}
    town.submitted("of an answer", view, day)
    town.check("not out yet")
    view = town.instead(owner, two, "collect_over")
    town.submitted("of an answer", view, {"reason": {"reason": {"type": "plain_text_input", "value": "x"}}})
    town.check("not measured any more")


def play(town: CollectionTown) -> None:
    """One round, with a stop in each of its steps."""
    town.begin_round()
    begin(town)
    owner = random.choice(town.owners).name
    answer_otherwise(town, owner, *random.sample(open_of(town, owner), 2))
    record(town)
    for step, day_ in enumerate(REMINDERS, 1):
        town.reminders += 1
        remind(town, day_, step, "of a reminder")
    remind(town, HEAD, len(REMINDERS) + 1, "of an escalation")
    town.told("heads", "keeper", len(town.owing))
    end(town)


def open_of(town: CollectionTown, owner: str) -> list[Indicator]:
    """The indicators of an owner that its message has a button for."""
    message = town.roots(owner)[0]
    carried = "".join(block["accessory"]["value"] for block in message["blocks"] if "accessory" in block)
    return [each for each in owned_by(owner) if f'"{each.id}"' in carried]


def begin(town: CollectionTown) -> None:
    """A round is begun by the form."""
    where = town.channels[town.owners[0].name]
    view = town.opened(lambda: town.workers[0].command(f"照会 {YEAR}年度", where))
    chosen = [{"value": owner.name} for owner in town.owners]
    town.submitted(
        "of a beginning",
        view,
        {
            "year": {"year": {"type": "plain_text_input", "value": f"{YEAR}年度"}},
            "due": {"due": {"type": "datepicker", "selected_date": DUE.isoformat()}},
            "owners": {"owners": {"type": "multi_static_select", "selected_options": chosen}},
        },
    )
    left_to_the_clock(town)
    town.check("begun")
    town.told("begun", "staff", 1)


def record(town: CollectionTown) -> None:
    """A figure by the form."""
    owner = random.choice([each.name for each in town.owners if recordable(open_of(town, each.name))])
    indicator = random.choice(recordable(open_of(town, owner)))
    typed = fields(indicator=indicator.id, year=str(YEAR), value=indicator.baseline.wording.ja)
    view = confirmation(town.workers[1].submit(town.form(owner, indicator), typed))
    before = len(town.direct("staff"))
    town.submitted("of a figure", view, given("again", right=True))
    left_to_the_clock(town)
    town.check("recorded")
    town.before["staff"] += len(town.direct("staff")) - before  # what the recorder is told belongs to another benchmark


def remind(town: CollectionTown, day: date, step: int, kind: str) -> None:
    """Two clocks on a day on which owners are to be reminded for the nth time, one of them killed."""
    owing = len(town.owing)
    pair = (clock(town, day), clock(town, day))
    town.run_clocks(kind, pair, lambda: town.workers[0].rows(_REMINDED, step) == [(owing,)])
    town.check(kind)


def clock(town: CollectionTown, day: date) -> Bot:
    """A clock of a day."""
    return Bot(town.slack, town.folder, "clock", **{**SETTINGS, "SHIRUBE_TODAY": day.isoformat()})


def left_to_the_clock(town: CollectionTown) -> None:
    """What a killed worker left is done by a pass of the clock."""
    done = clock(town, BEGUN).run("clock", "--once")
    assert done.returncode == 0, done.stdout + done.stderr


def end(town: CollectionTown) -> None:
    """The round is ended by a button."""
    where = town.channels[town.owners[0].name]
    bot, other = town.pair()
    url = bot.command("照会状況", where)
    status = town.slack.wait(lambda: town.slack.responses(url))[-1]
    (ending,) = [each for block in status["blocks"] if block["type"] == "actions" for each in block["elements"]]
    body = bot.action_body(ending, where)
    with town.stopped("of an end", bot):
        bot.interact(body)
    other.interact(body)
    other.wait_until_idle(30)
    town.check("ended")
    town.told("begun and ended", "staff", 2)


def measure(folder: Path, play: Callable[[CollectionTown], None], rounds: int = 1, scopes: Collection[str] = ()) -> Found:
    """So many rounds in a workspace of its own, whose app has further scopes."""
    (folder / "slack").mkdir()
    slack = Slack(folder / "slack")
    try:
        slack.scopes |= {"channels:history", "groups:history", *scopes}
        first, second = (Bot(slack, folder, "web", **SETTINGS) for _ in range(2))
        with running(first) as one, running(second) as two:
            town = CollectionTown(slack, folder, (one, two))
            for _ in range(rounds):
                play(town)
                log.info("%s", town.found)
        return town.found
    finally:
        slack.stop()


def main(arguments: Sequence[str]) -> int:
    """So many rounds, with a fresh workspace for some of them each."""
    rounds = int(arguments[0])
    random.seed(int(arguments[1]) if len(arguments) > 1 else 1)
    began, total = time.monotonic(), Found()
    while rounds > 0:
        with tempfile.TemporaryDirectory() as folder:
            total += measure(Path(folder), play, min(_ROUNDS, rounds))
        rounds -= _ROUNDS
    sys.stdout.write(f"{total} ({time.monotonic() - began:.0f} s)\n")
    return int(bool(total.lost or total.doubled))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    sys.exit(main(sys.argv[1:]))
