"""Digests, from the subscription to what then stands in the channel, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SAMPLE
from tests.e2e.bot import Bot
from tests.e2e.slack import Slack


@pytest.fixture
def terminal(slack: Slack, tmp_path: Path) -> Bot:
    """A bot's installation on 2022-12-01, with the invented measurements, and no process."""
    bot = Bot(slack, tmp_path, SHIRUBE_SETTLE_SECONDS="0", LANG="en_US.UTF-8")
    assert bot.run("import", str(SAMPLE)).returncode == 0
    return bot


def test_the_terminal_posts_a_digest_with_its_thread_once(slack: Slack, terminal: Bot) -> None:
    channel = slack.channel()
    for told in ("was posted", "has the digest of 2022Q2 already"):
        done = terminal.run("digest", "--quarter", "2022Q2", "--channel", channel, "--lang", "ja")
        assert done.returncode == 0, done.stderr
        assert told in done.stdout
    head, whole = slack.messages(channel)
    assert "2022年度第2四半期のまとめ" in head["text"]
    assert whole["thread_ts"] == head["ts"]
    assert "出生数は2024年に目標へ届くには年あたり216.67人が必要です" in whole["text"]
