"""Socket Mode: what a connection that the worker opens goes through.

Scenarios marked `both_carriers` are played through such a connection as well; `E2E_CARRIER=worker` plays all that there are.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

QUESTION = "出生数の目標は?"


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The bot as `shirube worker`."""
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("worker"), "worker") as bot:
        yield bot


@pytest.mark.parametrize("announced", [True, False])
def test_a_connection_that_ends_is_opened_anew(slack: Slack, app: Bot, announced: bool) -> None:
    before = slack.sockets[-1]
    slack.hang_up(announced)
    slack.wait(lambda: slack.sockets and slack.sockets[-1] is not before, 20)
    channel = slack.channel()
    app.mention(QUESTION, channel)
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


def test_a_delivery_that_comes_again_after_a_reconnection_is_answered_once(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = slack.write("staff", channel, QUESTION)
    body = app.event_body({"type": "app_mention", "channel": channel, "ts": ts, "text": QUESTION})
    app.post_json(body)
    before = slack.sockets[-1]
    slack.hang_up(announced=True)
    slack.wait(lambda: slack.sockets and slack.sockets[-1] is not before)
    app.post_json(body)
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


def test_the_end_waits_until_what_was_acknowledged_is_answered(slack: Slack, app: Bot) -> None:
    with start_bot(slack, app.folder, "worker", measured=False) as other:
        slack.faults.slow["chat.postMessage"] = 0.5
        channel = slack.channel()
        other.mention(QUESTION, channel)
        began = time.monotonic()
        assert other.stop() == 0
        assert time.monotonic() - began > 0.3
    assert len(slack.messages(channel)) == 1


def test_a_refused_app_token_ends_the_process_with_words(slack: Slack, app: Bot) -> None:
    slack.faults.failing["apps.connections.open"] = ["invalid_auth"] * 3
    ran = app.run("worker")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "SLACK_APP_TOKEN" in ran.stderr
