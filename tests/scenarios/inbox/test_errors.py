"""What nobody foresaw: the asker gets a number in their language, and the log the same number with all that is needed to mend it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.scenarios.bot import Bot
from tests.scenarios.slack import Slack


def logged(app: Bot, number: str) -> dict[str, Any]:
    """The one line of the log that tells of the number."""
    lines = [json.loads(line) for line in app.log.read_text(encoding="utf-8").splitlines()]
    (line,) = [line for line in lines if f"unexpected error {number}" in line["message"]]
    return dict(line)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("出生数の目標は?", r"思わぬエラーで答えられませんでした。管理者に番号(\d{8})を"),
        ("What is the target for births?", r"unexpected went wrong\. Please tell an administrator this number: (\d{8})$"),
    ],
)
def test_a_question_that_fails_gets_the_number_of_the_log(slack: Slack, app: Bot, question: str, told: str) -> None:
    slack.faults.failing["chat.postMessage"] = ["surprise"]
    channel = slack.channel()
    ts = app.mention(question, channel)
    app.wait_until_idle()
    (answer,) = slack.messages(channel)
    assert answer["thread_ts"] == ts
    number = re.search(told, answer["text"])
    assert number, answer["text"]
    line = logged(app, number[1])
    assert "surprise" in line["message"]
    assert "chat_postMessage" in line["exc_info"]
    assert question not in str(line)


def test_a_command_that_fails_tells_the_asker_alone(slack: Slack, app: Bot) -> None:
    slack.faults.failing["response_url"] = ["surprise"]
    url = app.command("births target?", slack.channel())
    app.wait_until_idle()
    (answer,) = slack.responses(url)
    assert answer["response_type"] == "ephemeral"
    number = re.search(r"this number: (\d{8})", answer["text"])
    assert number
    assert logged(app, number[1])["level"] == "ERROR"


def test_a_form_that_cannot_be_opened_is_told_directly(slack: Slack, app: Bot) -> None:
    slack.faults.failing["views.open"] = ["surprise"]
    app.shortcut("record_measurement")
    app.wait_until_idle()
    (told,) = slack.messages(slack.direct())
    number = re.search(r"番号(\d{8})", told["text"])
    assert number
    assert logged(app, number[1])
