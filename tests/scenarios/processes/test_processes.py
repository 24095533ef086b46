"""The processes of the Procfile, as honcho runs them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent


def honcho(bot: Bot, *arguments: str) -> subprocess.Popen[str]:
    """honcho over the Procfile, in the bot's folder and environment; it hands `web` the port itself."""
    environment = {**bot.environment, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONUNBUFFERED": "1"}
    command = [BIN / "honcho", "-f", ROOT / "Procfile", "-d", bot.folder, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.fixture
def bot(slack: Slack, tmp_path: Path) -> Bot:
    """A bot that nobody has started."""
    return Bot(slack, tmp_path)


def wait_until_healthy(bot: Bot) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{bot.port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("web did not become healthy")


def test_release_prepares_the_database_and_changes_nothing_the_second_time(bot: Bot) -> None:
    for _ in range(2):
        ran = honcho(bot, "run", "shirube", "release")
        output, _ = ran.communicate(timeout=30)
        assert ran.returncode == 0, output
        assert "shirube.db" in output
    assert bot.rows("SELECT count(*) FROM strategy_file") == [(1,)]


def test_started_together_they_answer_and_end_together(slack: Slack, bot: Bot) -> None:
    running = honcho(bot, "start", "web", "worker", "clock")
    try:
        wait_until_healthy(bot)
        slack.wait(lambda: slack.sockets)
        channel = slack.channel()
        slack.faults.slow["chat.postMessage"] = 0.3
        bot.mention("出生数の目標は?", channel)
        running.send_signal(signal.SIGTERM)
        output, _ = running.communicate(timeout=20)
    finally:
        if running.poll() is None:
            running.kill()
    assert "Traceback" not in output
    assert len(slack.messages(channel)) == 1


def test_all_stop_when_one_ends(slack: Slack, bot: Bot) -> None:
    slack.faults.failing["apps.connections.open"] = ["invalid_auth"]
    running = honcho(bot, "start", "web", "worker")
    output, _ = running.communicate(timeout=30)
    assert running.returncode != 0
    assert "SLACK_APP_TOKEN" in output


def test_nothing_starts_where_settings_are_missing_and_all_of_them_are_named(bot: Bot) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"):
        del bot.environment[name]
    web, worker = bot.run("web"), bot.run("worker")
    assert (web.returncode, worker.returncode) == (1, 1)
    assert [name in web.stderr for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")] == [True, True, False]
    assert [name in worker.stderr for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")] == [True, False, True]
    assert "api.slack.com/apps" in web.stderr
    assert not bot.database.exists()


def test_what_is_malformed_is_named_beside_what_is_missing_and_never_shown(bot: Bot) -> None:
    bot.environment |= {
        "SLACK_BOT_TOKEN": "xapp-swapped",
        "SLACK_SIGNING_SECRET": "",
        "PORT": "eighty",
        "SLACK_API_URL": "slack.com",
    }
    ran = bot.run("web")
    assert ran.returncode == 1
    named = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "PORT", "SLACK_API_URL")
    assert [name for name in named if name not in ran.stderr] == []
    assert "swapped" not in ran.stderr


@pytest.mark.parametrize(
    ("process", "variable", "value", "output"),
    [
        ("web", "SHIRUBE_DATABASE", "/nowhere/shirube.db", "フォルダ"),
        ("worker", "SHIRUBE_DATABASE", "/nowhere/shirube.db", "フォルダ"),
        ("clock", "SHIRUBE_DATABASE", "/nowhere/shirube.db", "フォルダ"),
        ("web", "SHIRUBE_STRATEGY", "/nowhere/city.yaml", "/nowhere/city.yaml"),
        ("web", "SHIRUBE_TODAY", "tomorrow", "2022-12-01"),
    ],
)
def test_a_process_that_cannot_work_says_why_and_what_to_do(bot: Bot, process: str, variable: str, value: str, output: str) -> None:
    bot.environment[variable] = value
    ran = bot.run(process)
    assert ran.returncode == 1
    assert value in ran.stderr
    assert output in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_worker_waits_for_a_slack_that_cannot_be_reached(slack: Slack, tmp_path: Path) -> None:
    slack.faults.failing["apps.connections.open"] = ["service_unavailable"]
    with start_bot(slack, tmp_path, "worker", measured=False) as bot:
        assert "service_unavailable" in bot.log.read_text()


def test_a_worker_that_waits_for_slack_still_ends_when_told_to(bot: Bot) -> None:
    bot.environment["SLACK_API_URL"] = "http://127.0.0.1:9/"
    running = subprocess.Popen([BIN / "shirube", "worker"], cwd=bot.folder, env=bot.environment, stderr=subprocess.PIPE, text=True)
    assert running.stderr
    line = running.stderr.readline()
    running.send_signal(signal.SIGTERM)
    _, rest = running.communicate(timeout=10)
    assert "Slack cannot be reached now" in line
    assert (running.returncode, rest) == (0, "")
