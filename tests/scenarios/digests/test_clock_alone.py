"""What fails for one channel or person in a pass of the clock holds up nobody else, and nothing is lost by it."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from bot.settings import WorkspaceSettings
from bot.workspace import open_workspace
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from tests.conftest import HANAGAWA, moment
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

SETTINGS = {"SHIRUBE_SETTLE_SECONDS": "0", "SHIRUBE_LOOK_UP": "true", "LANG": "en_US.UTF-8"}


def digests(slack: Slack, channel: str) -> list[str]:
    """The first lines of the digests in a channel."""
    return [message["text"].splitlines()[0] for message in slack.messages(channel) if "digest for" in message["text"]]


def subscribe(slack: Slack, folder: Path, *wanted: str) -> list[str]:
    """Channels that subscribed so, one for each."""
    slack.scopes |= {"channels:history", "groups:history"}
    channels = [slack.channel() for _ in wanted]
    with start_bot(slack, folder, **SETTINGS) as bot:
        for channel, words in zip(channels, wanted, strict=True):
            bot.command(f"subscribe quarterly day 5 {words} in English", channel)
            bot.wait_until_idle()
    return channels


def clock(slack: Slack, folder: Path, day: str = "2023-01-06", **more: str) -> Bot:
    """A clock of that day."""
    return Bot(slack, folder, "clock", **SETTINGS, SHIRUBE_TODAY=day, **more)


def test_a_goal_that_the_new_file_lacks_stops_nobodys_digests(slack: Slack, tmp_path: Path) -> None:
    gone, whole = subscribe(slack, tmp_path, "goal 6", "")
    later = clock(slack, tmp_path)
    later.change("UPDATE subscriptions SET goals = '[\"city.goal.60\"]' WHERE channel = ?", gone)
    assert later.run("clock", "--once").returncode == 0
    assert [len(digests(slack, channel)) for channel in (gone, whole)] == [1, 1]


def test_a_reminder_comes_once_though_slack_was_unreachable_at_first(slack: Slack, tmp_path: Path) -> None:
    more = {"SHIRUBE_STRATEGY": str(HANAGAWA), "SHIRUBE_REMINDERS": "true"}
    bot = clock(slack, tmp_path, "2024-06-03", **more)
    store = open_workspace(WorkspaceSettings(bot.database, HANAGAWA, date(2022, 7, 1)))
    due = next(each for each in store.strategy.indicators if each.due_month)
    row = (None, Measurement(due.id, 2021, "900g", Quantity(Decimal(900), due.unit.base), "sample"))
    store.measurements.record([row], moment(2022, 7, 1), by=slack.users["keeper"])
    store.store.close()
    url = bot.environment["SLACK_API_URL"]
    bot.environment["SLACK_API_URL"] = "http://127.0.0.1:9/"
    assert bot.run("clock", "--once").returncode == 0
    bot.environment["SLACK_API_URL"] = url
    for _ in range(3):
        assert bot.run("clock", "--once").returncode == 0
    assert len(slack.messages(slack.direct("keeper"))) == 1


def test_a_digest_of_a_running_quarter_does_not_take_the_whole_ones_place(slack: Slack, tmp_path: Path) -> None:
    slack.scopes |= {"channels:history", "groups:history"}
    channel = slack.channel()
    with start_bot(slack, tmp_path, **SETTINGS) as bot:
        bot.command("subscribe quarterly day 5 in English", channel)
        bot.wait_until_idle()
        url = bot.command("digest 2022Q3 english", channel)  # today is 2022-12-01: the quarter has a month to go
        preview = slack.wait(lambda: slack.responses(url))[-1]
        rows = [block for block in preview["blocks"] if block["type"] == "actions"]
        post = next(each for block in rows for each in block["elements"] if each["action_id"] == "digest_post")
        bot.action(post, channel, {"ts": ""})
        bot.wait_until_idle()
    assert len(digests(slack, channel)) == 1
    for _ in range(2):
        assert clock(slack, tmp_path).run("clock", "--once").returncode == 0
    assert len(digests(slack, channel)) == 2


def test_a_channel_taken_off_the_list_gets_no_digests(slack: Slack, tmp_path: Path) -> None:
    (channel,) = subscribe(slack, tmp_path, "")
    assert clock(slack, tmp_path, SHIRUBE_CHANNELS="C999").run("clock", "--once").returncode == 0
    assert digests(slack, channel) == []


def test_the_clock_ends_when_it_is_told_to_though_slack_makes_it_wait(slack: Slack, tmp_path: Path) -> None:
    (channel,) = subscribe(slack, tmp_path, "")
    waiting = clock(slack, tmp_path, SHIRUBE_STOP_SECONDS="1")
    slack.faults.limited["chat.postMessage"] = [60]
    running = subprocess.Popen(
        [Path(sys.executable).with_name("shirube"), "clock"], cwd=tmp_path, env=waiting.environment, stderr=subprocess.DEVNULL
    )
    try:
        slack.wait(lambda: [call for call in slack.made("chat.postMessage") if not call.ok], 30)
        running.send_signal(signal.SIGTERM)
        running.wait(30)
    finally:
        if running.poll() is None:
            running.kill()
    assert waiting.run("clock", "--once").returncode == 0
    assert len(digests(slack, channel)) == 1


def test_a_digest_that_cannot_be_taken_back_ends_nothing(slack: Slack, tmp_path: Path) -> None:
    (channel,) = subscribe(slack, tmp_path, "")
    assert clock(slack, tmp_path).run("clock", "--once").returncode == 0
    (identifier,) = [row[0] for row in clock(slack, tmp_path).rows("SELECT id FROM digests")]
    with start_bot(slack, tmp_path, **SETTINGS) as bot:
        slack.faults.failing["chat.delete"] = ["cant_delete_message"] * 9
        url = bot.action({"type": "button", "action_id": "digest_withdraw", "value": identifier}, channel, {"ts": "1.1"})
        bot.wait_until_idle()
        assert "cant_delete_message" in slack.responses(url)[-1]["text"]
    later = clock(slack, tmp_path, "2023-01-07")
    assert later.run("clock", "--once").returncode == 0
    asked = len(slack.made("chat.delete"))
    assert later.run("clock", "--once").returncode == 0
    assert len(slack.made("chat.delete")) == asked
    assert later.rows("SELECT paused FROM subscriptions") == [(None,)]
