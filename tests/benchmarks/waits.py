"""How long the bot lets Slack wait while something else is slow, and how long what was typed stays in its files.

    python -m tests.benchmarks.waits

While another process holds the database's write lock for ten seconds: `/healthz` and acknowledgements. While Slack takes seconds to
tell of a person: a submitted form. While Litestream replicates the database: what was typed, after it was answered. Each figure is
printed with its bar; the exit status heeds none of them, for the machine's other work counts in.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.db.test_litestream import LITESTREAM
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.inbox.test_erasing import ASIDE, holds, replicated, wait
from tests.scenarios.recording.test_recording import confirmation, fields, form, given
from tests.scenarios.slack import Slack

LOCKED_SECONDS = 10.0
SLOW_SECONDS = 4.0


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def healthz(bot: Bot) -> None:
    """Ask whether it is well."""
    with urllib.request.urlopen(f"http://127.0.0.1:{bot.port}/healthz", timeout=30) as reply:
        reply.read()


def locked(slack: Slack, bot: Bot) -> tuple[float, float]:
    """The slowest `/healthz` and acknowledgement while another process holds the write lock, which a click waits for."""
    channel = slack.channel()
    healths, acknowledgements = [], []
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        end = time.monotonic() + LOCKED_SECONDS
        while time.monotonic() < end:
            command = bot.command_body(random.choice(["subscribe weekly", "出生数の目標は?", "language english"]), channel)
            acknowledgements.append(seconds(lambda command=command: bot.post_form(command)))  # type: ignore[misc]
            healths.append(seconds(lambda: healthz(bot)))
            time.sleep(0.1)
        other.execute("COMMIT")
    bot.wait_until_idle(60)
    return max(healths), max(acknowledgements)


def submitted(slack: Slack, bot: Bot) -> float:
    """A form's acknowledgement, by somebody whose rights are known, while Slack is slow to tell of people."""
    slack.scopes |= {"users:read"}
    opened = form(slack, bot)
    view = confirmation(bot.submit(opened, fields(year="2022", value="2,300人")))
    slack.faults.slow["users.info"] = SLOW_SECONDS
    slack.faults.slow["usergroups.users.list"] = SLOW_SECONDS
    took = seconds(lambda: bot.submit(view, given("again", right=True)))
    slack.faults.slow.clear()
    bot.wait_until_idle(60)
    return took


def erased(slack: Slack, bot: Bot, folder: Path) -> float:
    """How long what was typed stays in the files after it was answered, with Litestream beside."""
    files = list(bot.folder.glob("shirube.db*"))
    with replicated(bot, folder):
        bot.write(f"{ASIDE}、特定健診の目標は?")
        bot.wait_until_idle(60)
        return seconds(lambda: wait(lambda: not holds(files)))


def main() -> None:
    """Measure all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for room in ("slack", "bot"):
            (folder / room).mkdir()
        slack = Slack(folder / "slack")
        try:
            with start_bot(slack, folder / "bot", "web") as bot:
                health, acknowledgement = locked(slack, bot)
                say(f"write lock held for {LOCKED_SECONDS:.0f} s: slowest /healthz", health, 0.1)
                say(f"write lock held for {LOCKED_SECONDS:.0f} s: slowest acknowledgement", acknowledgement, 0.1)
                say(f"users.info takes {SLOW_SECONDS:.0f} s: a submitted form acknowledged", submitted(slack, bot), 1.0)
                if LITESTREAM.exists():
                    say("what was typed stays after its answer, Litestream beside", erased(slack, bot, folder), 2.0)
        finally:
            slack.stop()


def say(what: str, took: float, bar: float) -> None:
    """Print a figure and its bar."""
    sys.stdout.write(f"{what}: {1000 * took:.0f} ms (bar {1000 * bar:.0f} ms)\n")


if __name__ == "__main__":
    main()
