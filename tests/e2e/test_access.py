"""Who is answered, and where; the others are told the rule that they meet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.bot import Bot, start_bot
from tests.e2e.slack import Slack

QUESTION = "What is the target for births?"


@pytest.fixture(scope="module")
def allowed(workspace_of_slack: Slack) -> str:
    """The one channel that is allowed."""
    return workspace_of_slack.channel("staff", "guest", "partner")


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, allowed: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot with an allow-list of channels."""
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("bot"), SHIRUBE_CHANNELS=f"{allowed}, C999") as bot:
        yield bot


def test_an_allowed_channel_is_answered(slack: Slack, app: Bot, allowed: str) -> None:
    ts = app.mention(QUESTION, allowed)
    app.settle()
    assert ["3,000 births" in message["text"] for message in slack.messages(allowed) if message.get("thread_ts") == ts] == [True]


def test_another_channel_gets_the_rule_and_the_asker_alone_sees_it(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention(QUESTION, channel)
    app.settle()
    assert slack.messages(channel) == []
    (told,) = slack.made("chat.postEphemeral", channel=channel)
    assert told["user"] == slack.users["staff"]
    assert "This channel is not among those" in told["text"]


def test_whoever_does_not_speak_to_the_bot_is_told_nothing(slack: Slack, app: Bot) -> None:
    app.write("So, where shall we have lunch?", channel=slack.channel())
    app.settle()
    assert slack.said == []


def test_a_direct_message_is_no_channel_to_allow(slack: Slack, app: Bot) -> None:
    app.write(QUESTION, "keeper")
    app.settle()
    assert "3,000 births" in slack.messages(slack.direct("keeper"))[-1]["text"]


def test_a_command_elsewhere_gets_the_rule(slack: Slack, app: Bot) -> None:
    url = app.command(QUESTION, slack.channel())
    app.settle()
    assert ["This channel is not among those" in answer["text"] for answer in slack.responses(url)] == [True]


def test_a_guest_is_refused_where_slack_tells_who_is_one(slack: Slack, app: Bot, allowed: str) -> None:
    slack.scopes.add("users:read")
    with start_bot(slack, app.folder, measured=False) as fresh:  # one that has not learnt yet that it may not ask
        url = fresh.command("出生数の目標は?", allowed, "guest")
        other = fresh.command("出生数の目標は?", allowed, "staff")
        fresh.open_home("guest")
        fresh.settle()
    assert [answer["text"][:4] for answer in slack.responses(url)] == ["ゲストの"]
    assert ["3,000人" in answer["text"] for answer in slack.responses(other)] == [True]
    home = slack.home("guest")
    assert home
    assert "ゲスト" in home["blocks"][0]["text"]["text"]


def test_a_look_up_that_fails_oddly_keeps_nobody_from_an_answer(slack: Slack, app: Bot, allowed: str) -> None:
    slack.scopes.add("users:read")
    slack.faults.failing["users.info"] = ["surprise"]
    with start_bot(slack, app.folder, measured=False) as fresh:
        url = fresh.command(QUESTION, allowed)
        fresh.settle()
    assert ["3,000 births" in answer["text"] for answer in slack.responses(url)] == [True]


def test_a_member_of_another_workspace_is_refused(slack: Slack, app: Bot, allowed: str) -> None:
    text = "<@U0SHIRUBE1> " + QUESTION
    ts = slack.write("partner", allowed, text)
    app.event({"type": "app_mention", "channel": allowed, "ts": ts, "text": text, "team": "T0PARTNER", "user_team": "T0PARTNER"}, "partner")  # fmt: skip
    app.settle()
    (told,) = slack.made("chat.postEphemeral", user=slack.users["partner"])
    assert "other workspaces" in told["text"]
    assert not [message for message in slack.messages(allowed) if message.get("thread_ts") == ts]
