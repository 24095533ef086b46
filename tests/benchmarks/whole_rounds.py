"""Stops at every step of whole rounds of Hoshimi: its 34 indicators and 12 owners, from the inquiries to the sheets.

    python -m tests.benchmarks.whole_rounds 100 [SEED]

So many stops, in rounds of a workspace each: opened, half answered in a dropped file and by the form, one figure not out yet, one
not measured any more, one corrected, reminded twice over the holidays of May, escalated, evaluated, ended, told in a digest and
written into both sheets. Every one of these steps is cut off by a kill -9, as in `tests.benchmarks.rounds`, and Slack delivers
again. What is to stand somewhere once is counted there.
"""

from __future__ import annotations

import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from knowledge.measurement.value import example
from knowledge.strategy.model import Entity, Indicator
from tests.benchmarks.rounds import (
    HEAD,
    REMINDERS,
    CollectionTown,
    answer_otherwise,
    begin,
    clock,
    end,
    left_to_the_clock,
    measure,
    open_of,
    remind,
)
from tests.benchmarks.stops import Found, ended
from tests.scenarios.bot import Bot
from tests.scenarios.collection.city import YEAR, owned_by, recordable, strategy
from tests.scenarios.evaluation.test_evaluation import typed
from tests.scenarios.recording.test_recording import confirmation, fields, form, given

log = logging.getLogger(__name__)

STEPS = 16  # of a round, each with a stop
_DIGEST = date(2026, 5, 17)  # a Sunday: the week is told on its evening
GOAL = strategy()["city.goal.1"]
_SHEETS = ("verification", "council")
_SCOPES = ("files:read", "files:write")


def play(town: CollectionTown) -> None:
    """One round, with a stop in each of its steps."""
    town.begin_round(everybody=True)
    begin(town)
    half = [each for owner in town.owners[2:7] for each in recordable(owned_by(owner.name))]
    drop(town, half)
    by_form(town, next(i for o in town.owners[7:] for i in recordable(owned_by(o.name))), "of a figure")
    owner = town.owners[0].name
    answer_otherwise(town, owner, *open_of(town, owner)[:2])
    by_form(town, random.choice(half), "of a correction", reason="typo")
    for step, day in enumerate(REMINDERS, 1):
        town.reminders += 1
        remind(town, day, step, "of a reminder")
    remind(town, HEAD, len(REMINDERS) + 1, "of an escalation")
    town.told("heads", "keeper", len(town.owing))
    for entity in (half[0], GOAL):
        evaluate(town, entity)
    end(town)
    publish(town)
    for sheet in _SHEETS:
        write(town, sheet)


def once(town: CollectionTown, what: str, number: int) -> None:
    """Count what is to be there once."""
    town.found.lost += number == 0
    town.found.doubled += max(0, number - 1)
    if number != 1:
        log.warning("%s: %d in place of 1", what, number)


def delivered(town: CollectionTown, kind: str, deliver: Callable[[Bot], object]) -> None:
    """What Slack delivers to a worker that is killed, and again to the other one."""
    bot, other = town.pair()
    try:
        with town.stopped(kind, bot):
            deliver(bot)
    except OSError:
        bot.start()
    deliver(other)
    other.wait_until_idle(30)


def quietly(town: CollectionTown, action: Callable[[], object]) -> list[dict[str, Any]]:
    """What a recorder is told directly by what is done; of a round itself nothing is told by it."""
    before = len(town.direct("staff"))
    action()
    told = town.direct("staff")[before:]
    town.before["staff"] += len(told)
    return told


def drop(town: CollectionTown, indicators: list[Indicator]) -> None:
    """Half of the figures, in a file that is dropped and loaded by its button."""
    rows = [f'{each.id},{YEAR},"{each.baseline.wording.ja}",test,invented' for each in indicators]
    content = "\n".join(["indicator,year,value,source,note", *rows]) + "\n"
    body = town.workers[0].drop_body(town.slack.upload("staff", "figures.csv", content.encode()))
    offers = quietly(town, lambda: delivered(town, "of an offer", lambda bot: bot.post_json(body)))
    once(town, "offers", len(offers))
    row = next(b for b in offers[0]["blocks"] if b["type"] == "actions" and any(e["action_id"] == "import" for e in b["elements"]))
    button = next(each for each in row["elements"] if each["action_id"] == "import")
    click = town.workers[0].action_body(button, town.slack.direct(), offers[0])
    quietly(town, lambda: delivered(town, "of an import", lambda bot: bot.interact(click)))
    left_to_the_clock(town)
    for each in indicators:
        once(town, f"figures of {each.id}", len(entries(town, each)))
    town.check("half answered")


def entries(town: CollectionTown, indicator: Indicator) -> list[Any]:
    """The entries of the year's figure."""
    return town.workers[0].rows("SELECT 1 FROM measurements WHERE indicator = ? AND year = ?", indicator.id, YEAR)


def by_form(town: CollectionTown, indicator: Indicator, kind: str, reason: str = "") -> None:
    """A figure by the form, or another one for a year that has one."""
    before = len(entries(town, indicator))
    value = example(indicator) if reason else indicator.baseline.wording.ja
    view = form(town.slack, town.workers[1])
    view = confirmation(town.workers[1].submit(view, fields(indicator=indicator.id, year=str(YEAR), value=value)))
    quietly(town, lambda: town.submitted(kind, view, given(reason, right=True)))
    left_to_the_clock(town)
    once(town, kind, len(entries(town, indicator)) - before)
    town.check(kind)


def evaluate(town: CollectionTown, entity: Entity) -> None:
    """An evaluation by the form."""
    target = entity.id
    view = town.opened(lambda: town.workers[1].command(f"評価 {entity.name.ja}", town.channels[town.owners[0].name]))
    told = quietly(town, lambda: town.submitted("of an evaluation", view, typed(view, causes=f"cause of {target}", issues="x")))
    once(town, "who evaluated is told", len([each for each in told if f"cause of {target}" in each["text"]]))
    once(town, "evaluations", len(town.workers[0].rows("SELECT 1 FROM evaluations WHERE target = ?", target)))


def publish(town: CollectionTown) -> None:
    """The digest of the week, with what was evaluated."""
    bot, channel = town.workers[0], town.slack.channel()
    bot.command("subscribe weekly in English", channel)
    bot.wait_until_idle(30)
    pair = (clock(town, _DIGEST), clock(town, _DIGEST))
    town.run_clocks("of a digest", pair, lambda: ended(bot, channel))
    found = town.slack.messages(channel)
    once(town, "digests", len([each for each in found if "digest for" in each["text"]]))
    once(town, "causes in the digest", sum(each["text"].count(f"cause of {GOAL.id}") for each in found))


def write(town: CollectionTown, sheet: str) -> None:
    """A sheet as a file."""
    channel = town.slack.channel()
    body = town.workers[0].command_body(f"report {sheet} {YEAR} html", channel)
    delivered(town, "of a sheet", lambda bot: bot.post_form(body))
    found = [file for message in town.slack.messages(channel) for file in message.get("files", [])]
    once(town, f"{sheet} sheets", len([file for file in found if file["name"] == f"{sheet}-{YEAR}.html"]))


def main(arguments: Sequence[str]) -> int:
    """Rounds until there were so many stops."""
    stops = int(arguments[0])
    random.seed(int(arguments[1]) if len(arguments) > 1 else 1)
    began, total, rounds = time.monotonic(), Found(), 0
    while total.stops.total() < stops:
        with tempfile.TemporaryDirectory() as folder:
            total += measure(Path(folder), play, scopes=_SCOPES)
        rounds += 1
    took = timedelta(seconds=round(time.monotonic() - began))
    sys.stdout.write(f"{rounds} whole rounds, {total} ({took})\n")
    return int(bool(total.lost or total.doubled))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    sys.exit(main(sys.argv[1:]))
