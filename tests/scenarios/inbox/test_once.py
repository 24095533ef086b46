"""Handled once and said once: whatever Slack, the network or a second process does, the same is never said differently."""

from __future__ import annotations

import sqlite3
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.processes import wait_until
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack


def heads(slack: Slack, channel: str) -> list[str]:
    """The first lines of what the bot said in a channel."""
    return [message["text"].splitlines()[0] for message in slack.messages(channel)]


def test_a_follow_up_is_read_once_though_slack_was_away_for_a_moment(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    root = app.mention("2021年の出生数は?", channel)
    app.wait_until_idle()
    slack.faults.failing["chat.postMessage"] = ["service_unavailable"]
    app.mention("その前の年は?", channel, thread=root)
    app.wait_until_idle()
    assert "2020" in heads(slack, channel)[1]


@pytest.mark.parametrize("place", ["a direct message", "a thread"])
def test_a_follow_up_whose_receipt_was_lost_is_answered_once(slack: Slack, app: Bot, place: str) -> None:
    if place == "a direct message":
        channel = slack.direct()
        app.write("2021年の出生数は?")
        app.wait_until_idle()
        slack.faults.lost["chat.postMessage"] = 1
        app.write("その前の年は?")
    else:
        slack.scopes.add("channels:history")
        channel = slack.channel()
        root = app.mention("2021年の出生数は?", channel)
        app.wait_until_idle()
        slack.faults.lost["chat.postMessage"] = 1
        app.mention("その前の年は?", channel, thread=root)
    app.wait_until_idle(20)
    assert len(heads(slack, channel)) == 2
    assert "2020" in heads(slack, channel)[1]


def test_a_crash_between_reading_and_saying_does_not_shift_the_answer(slack: Slack, tmp_path: Path) -> None:
    slack.scopes.add("channels:history")
    with start_bot(slack, tmp_path) as bot:
        channel = slack.channel()
        root = bot.mention("2021年の出生数は?", channel)
        bot.wait_until_idle()
        slack.faults.slow["chat.postMessage"] = 30
        bot.mention("その前の年は?", channel, thread=root)
        wait_until(lambda: bool(bot.queued("SELECT 1 FROM outbox WHERE state = 'begun'")))
        bot.kill()
        slack.faults.slow.clear()
        bot.start()
        bot.wait_until_idle()
        assert ["2020" in head for head in heads(slack, channel)] == [False, True]


def test_unsubscribing_says_that_it_ended_though_slack_was_away_for_a_moment(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.command("subscribe weekly", channel)
    slack.wait(lambda: slack.messages(channel))
    app.wait_until_idle()
    slack.faults.failing["response_url"] = ["service_unavailable"]
    url = app.command("unsubscribe", channel)
    app.wait_until_idle()
    assert "ended" in slack.responses(url)[-1]["text"]


def test_of_two_dropped_files_each_is_offered_once_though_slack_was_away(slack: Slack, tmp_path: Path) -> None:
    slack.scopes.add("files:read")
    with start_bot(slack, tmp_path, SHIRUBE_FILES="1") as bot:
        head = b"indicator,year,value,source\n"
        first = slack.upload("staff", "a.csv", head + "births,2022,2300人,s\n".encode())
        second = slack.upload("staff", "b.csv", head + "visitors,2022,390万人,s\n".encode())
        slack.faults.failing["chat.postMessage"] = ["", "service_unavailable"]
        bot.drop(first, second)
        bot.wait_until_idle(20)
        assert len(slack.messages(slack.direct())) == 2


def test_one_message_that_slack_fails_on_does_not_silence_a_direct_message(slack: Slack, tmp_path: Path) -> None:
    with start_bot(slack, tmp_path) as bot:
        slack.faults.failing["chat.postMessage"] = ["internal_error"] * 5
        bot.write("出生数の推移は?", "partner")
        slack.wait(lambda: slack.made("chat.postMessage"))
        bot.write("合計特殊出生率の目標は?", "partner")
        slack.wait(lambda: [call for call in slack.made("chat.postMessage") if call.ok and "合計" in call["text"]], 30)
        bot.wait_until_idle(20)
        said = heads(slack, slack.direct("partner"))
        assert "合計" in said[0]
        assert "番号" in said[1]
        assert bot.queued("SELECT failed FROM outbox") == [("internal_error",)]


def test_two_processes_keep_the_order_of_a_thread(slack: Slack, tmp_path: Path) -> None:
    slack.scopes.add("users:read")
    with start_bot(slack, tmp_path) as first, start_bot(slack, tmp_path, measured=False) as second:
        channel = slack.channel()
        slack.faults.slow["users.info"] = 1.0
        root = first.mention("出生数の目標は?", channel)
        slack.faults.slow.clear()
        second.mention("じゃあ現状は?", channel, thread=root)
        first.wait_until_idle(20)
        said = heads(slack, channel)
        assert "3,000人" in said[0]
        assert "出生数" in said[1]


def test_a_deployment_while_slack_is_slow_does_not_answer_twice(slack: Slack, tmp_path: Path) -> None:
    slack.scopes.add("channels:history")
    with start_bot(slack, tmp_path, SHIRUBE_STOP_SECONDS="1") as bot:
        channel = slack.channel()
        slack.faults.late["chat.postMessage"] = 4
        bot.mention("合計特殊出生率の目標は?", channel)
        slack.wait(lambda: slack.messages(channel))
        bot.stop()
        slack.faults.late.clear()
        bot.start()
        bot.wait_until_idle()
        assert len(heads(slack, channel)) == 1


def test_a_locked_database_holds_up_neither_health_nor_answers(slack: Slack, tmp_path: Path) -> None:
    with start_bot(slack, tmp_path, "web") as bot, closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        channel = slack.channel()
        bot.mention("出生数の目標は?", channel)
        (answer,) = slack.wait(lambda: slack.messages(channel))
        control = next(
            each for block in answer["blocks"] for each in block.get("elements", []) if each.get("action_id") == "feedback"
        )
        url = bot.action({**control, "value": control["negative_button"]["value"]}, channel, answer)
        for _ in range(10):  # each is answered while the lock is held
            with urllib.request.urlopen(f"http://127.0.0.1:{bot.port}/healthz", timeout=15) as reply:
                assert reply.status == 200
            time.sleep(0.2)
        assert slack.responses(url) == []  # what wants the database waits for it
        other.execute("COMMIT")
        bot.wait_until_idle(20)
        assert len(slack.responses(url)) == 1


def test_the_health_tells_of_a_queue_that_is_gone(slack: Slack, tmp_path: Path) -> None:
    with start_bot(slack, tmp_path, "web") as bot:
        bot.change_queue("DROP TABLE inbox")
        with pytest.raises(urllib.error.HTTPError, match="503"):
            urllib.request.urlopen(f"http://127.0.0.1:{bot.port}/healthz", timeout=2)
        assert bot.post_form(bot.command_body("出生数の目標は?", slack.channel())).status == 503
