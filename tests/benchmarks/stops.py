"""Stops at random steps of answers, recordings and undos: what is lost, doubled, or said differently.

    python -m tests.benchmarks.stops 300

Each round asks a follow-up in a thread or records a figure, kills the process at a random moment (kill -9), starts it again, and
lets Slack deliver the event once more as it does. The bot may read the history of its channels: what it may not look for, it
tells of, which is counted apart.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.recording.test_recording import confirmation, form, given
from tests.scenarios.recording.test_recording import fields as filled
from tests.scenarios.slack import Slack

_ROUND = 100
_LATEST_SECONDS = 0.25  # of the kill, after the request was acknowledged


@dataclass
class Found:
    """What the stops did."""

    stops: int = 0
    lost: int = 0
    doubled: int = 0
    differently: int = 0
    told: int = 0  # the asker heard that an answer may stand there

    def __str__(self) -> str:
        return "  ".join(f"{field.name} {getattr(self, field.name)}" for field in fields(self))


@contextmanager
def stopped(bot: Bot) -> Iterator[None]:
    """What is done in this block is cut off by a kill at some moment after it; then the bot runs again."""
    yield
    time.sleep(random.uniform(0, _LATEST_SECONDS))
    bot.kill()
    bot.start()


def ask(slack: Slack, bot: Bot, found: Found) -> None:
    """A follow-up that means another year if it is read twice."""
    channel = slack.channel()
    root = bot.mention("2021年の出生数は?", channel)
    bot.wait_until_idle(30)
    ts = slack.write("staff", channel, "その前の年は?", root)
    event = {"type": "app_mention", "channel": channel, "ts": ts, "text": "その前の年は?", "thread_ts": root}
    body = bot.event_body(event)
    with stopped(bot):
        bot.post_json(body)
    bot.post_json(body)
    bot.wait_until_idle(30)
    answers = [message["text"].splitlines()[0] for message in slack.messages(channel)][1:]
    aside = [call for call in slack.made("chat.postEphemeral") if call.ok and call["channel"] == channel]
    found.told += len(aside)
    found.lost += not answers and not aside
    found.doubled += len(answers) > 1
    found.differently += any("2020" not in answer for answer in answers)


def record(slack: Slack, bot: Bot, found: Found) -> None:
    """A figure by the form, sent in twice, and taken back."""
    view = confirmation(bot.submit(form(slack, bot), filled(year="2022", value="2,300人")))
    before = len(slack.messages(slack.direct()))
    try:
        with stopped(bot):
            bot.submit(view, given("again", right=True))
    except OSError:
        bot.start()
    bot.submit(view, given("again", right=True))
    bot.wait_until_idle(30)
    told = slack.messages(slack.direct())[before:]
    entries = bot.rows("SELECT count(*) FROM measurements_in_force WHERE indicator = 'births' AND year = 2022")
    found.lost += entries != [(1,)] or not told
    found.doubled += len(told) > 1
    if told:
        button = told[0]["blocks"][-1]["elements"][0]
        with stopped(bot):
            bot.action(button, slack.direct(), told[0])
        bot.wait_until_idle(30)
        left = bot.rows("SELECT count(*) FROM measurements_in_force WHERE indicator = 'births' AND year = 2022")
        found.lost += left != [(0,)]


def measure(stops: int, folder: Path) -> Found:
    """So many stops."""
    found = Found()
    (folder / "slack").mkdir()
    slack = Slack(folder / "slack")
    try:
        with start_bot(slack, folder, "web") as bot:
            while found.stops < stops:
                slack.scopes.add("channels:history")
                kind = random.choice((ask, ask, record))
                kind(slack, bot, found)
                found.stops += 2 if kind is record else 1
    finally:
        slack.stop()
    return found


def measure_in_rounds(stops: int) -> Found:
    """So many stops, in rounds with a fresh workspace each: the emulator takes only so many channels."""
    total = Found()
    while total.stops < stops:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(min(_ROUND, stops - total.stops), Path(folder))
        for field in fields(Found):
            setattr(total, field.name, getattr(total, field.name) + getattr(found, field.name))
    return total


if __name__ == "__main__":
    result = measure_in_rounds(int(sys.argv[1]))
    print(result)  # noqa: T201 - what it is run for
    sys.exit(bool(result.lost or result.doubled or result.differently))
