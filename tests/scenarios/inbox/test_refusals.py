"""Whoever speaks to the bot gets an answer or a reason, whatever Slack or the database refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.emulator import BOT_USER
from tests.scenarios.slack import Slack

QUESTION = "出生数の目標は?"


def directly(slack: Slack, user: str = "staff") -> list[str]:
    """What the bot wrote to somebody alone."""
    return [message["text"] for message in slack.messages(slack.direct(user))]


@pytest.mark.parametrize("refusal", ["restricted_action", "restricted_action_read_only_channel", "is_archived", "not_in_channel"])
def test_a_channel_that_takes_no_answer_is_told_to_the_asker_directly(slack: Slack, app: Bot, refusal: str) -> None:
    slack.faults.failing["chat.postMessage"] = [refusal] * 2
    channel = slack.channel()
    app.mention(QUESTION, channel)
    app.wait_until_idle()
    assert slack.messages(channel) == []
    (shown,) = directly(slack)
    assert refusal in shown
    assert "/kpi" in shown


@pytest.mark.parametrize("refusal", ["expired_url", "used_url"])
def test_a_reply_that_comes_too_late_is_told_directly(slack: Slack, app: Bot, refusal: str) -> None:
    slack.faults.failing["response_url"] = [refusal] * 2
    app.command("What is the target for births?", slack.channel())
    app.wait_until_idle()
    (shown,) = directly(slack)
    assert shown.startswith("It took too long")


def test_an_address_that_is_none_does_not_keep_the_asker_waiting(slack: Slack, app: Bot) -> None:
    body = app.command_body(QUESTION, slack.channel(), response_url="http://[nowhere/1")
    assert app.post_form(body).status == 200
    app.wait_until_idle(2)
    (shown,) = directly(slack)
    assert "番号" in shown


@pytest.mark.parametrize(
    "clicked",
    [{"type": "button", "action_id": "an_action_of_old", "value": "x"}, {"type": "button", "action_id": "tell_me", "value": "{}"}],
)
def test_a_button_of_an_older_version_says_so(slack: Slack, app: Bot, clicked: dict[str, Any]) -> None:
    url = app.action(clicked, slack.channel())
    app.wait_until_idle()
    (shown,) = slack.responses(url)
    assert "以前の版" in shown["text"]


def test_a_shortcut_and_a_form_of_an_older_version_say_so(slack: Slack, app: Bot) -> None:
    app.shortcut("a_shortcut_of_old")
    app.wait_until_idle()
    assert "以前の版" in directly(slack)[0]
    reply = app.submit({"id": "V1", "type": "modal", "callback_id": "a_form_of_old", "private_metadata": ""}, {})
    assert "以前の版" in json.dumps(reply.json()["view"], ensure_ascii=False)


def test_what_is_said_with_me_is_answered(slack: Slack, app: Bot) -> None:
    direct = slack.direct()
    event = {"type": "message", "subtype": "me_message", "channel_type": "im", "channel": direct, "ts": "1.7", "text": QUESTION}
    app.event(event)
    app.wait_until_idle()
    assert "3,000人" in directly(slack)[0]


def test_a_question_that_comes_with_a_picture_is_answered(slack: Slack, app: Bot) -> None:
    app.drop(slack.upload("staff", "graph.png", b"png"), text=QUESTION)
    app.wait_until_idle()
    assert "3,000人" in directly(slack)[0]


def test_a_database_out_of_order_is_a_number_whose_traceback_the_log_holds(slack: Slack, tmp_path: Path) -> None:
    with start_bot(slack, tmp_path, measured=False) as bot:
        bot.change_queue("DROP TABLE conversations")
        channel = slack.channel()
        bot.mention(QUESTION, channel)
        bot.wait_until_idle()
        (shown,) = slack.messages(channel)
        lines = [json.loads(line) for line in bot.log.read_text().splitlines()]
        (logged,) = [line for line in lines if line["message"].startswith("unexpected error")]
    assert logged["message"].split()[2].rstrip(":") in shown["text"]
    assert logged["message"].endswith("store.failed")
    assert "OperationalError" in logged["exc_info"]
    assert "conversations" not in shown["text"]
    assert str(tmp_path) not in shown["text"]


@pytest.fixture
def following(slack: Slack, tmp_path: Path) -> Iterator[Bot]:
    """A bot that hears what is said in its threads without a mention."""
    with start_bot(slack, tmp_path, measured=False, SHIRUBE_FOLLOW="1") as bot:
        yield bot


def test_a_mention_that_an_edit_added_is_answered(slack: Slack, following: Bot) -> None:
    channel = slack.channel()
    ts = following.write(QUESTION, channel=channel)
    following.wait_until_idle()
    assert slack.messages(channel) == []
    mention = {"type": "app_mention", "channel": channel, "ts": ts, "text": f"<@{BOT_USER}> {QUESTION}"}
    following.event({**mention, "edited": {"user": slack.users["staff"], "ts": "9.9"}})
    following.wait_until_idle()
    assert len(slack.messages(channel)) == 1
