"""Who is answered, and where; the others are told the rule that they meet."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.emulator import TEAM
from tests.scenarios.slack import Slack

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
    app.wait_until_idle()
    assert ["3,000 births" in message["text"] for message in slack.messages(allowed) if message.get("thread_ts") == ts] == [True]


def test_another_channel_gets_the_rule_and_the_asker_alone_sees_it(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention(QUESTION, channel)
    app.wait_until_idle()
    assert slack.messages(channel) == []
    (shown,) = slack.made("chat.postEphemeral", channel=channel)
    assert shown["user"] == slack.users["staff"]
    assert "This channel is not among those" in shown["text"]


def test_whoever_does_not_speak_to_the_bot_is_told_nothing(slack: Slack, app: Bot) -> None:
    app.write("So, where shall we have lunch?", channel=slack.channel())
    app.wait_until_idle()
    assert slack.said == []


def test_a_direct_message_is_no_channel_to_allow(slack: Slack, app: Bot) -> None:
    app.write(QUESTION, "keeper")
    app.wait_until_idle()
    assert "3,000 births" in slack.messages(slack.direct("keeper"))[-1]["text"]


def test_a_command_elsewhere_gets_the_rule(slack: Slack, app: Bot) -> None:
    url = app.command(QUESTION, slack.channel())
    app.wait_until_idle()
    assert ["This channel is not among those" in answer["text"] for answer in slack.responses(url)] == [True]


# guests: the bot that knows them from staff has the scope users:read


@pytest.fixture(scope="module")
def _knowing(workspace_of_slack: Slack, app: Bot, allowed: str) -> Iterator[Bot]:
    with start_bot(workspace_of_slack, app.folder, measured=False) as bot:
        yield bot


@pytest.fixture
def knowing(slack: Slack, _knowing: Bot) -> Bot:
    """A bot in every channel that Slack tells who is a guest."""
    slack.scopes.add("users:read")
    return _knowing


def clicked(bot: Bot, user: str, channel: str, *, team: str | None = None) -> str:
    """Somebody, maybe of another workspace, clicks a candidate of a question; the response_url."""
    person = {"id": bot.slack.users[user], "team_id": team or TEAM}
    url = bot.slack.response_url(channel, user)
    button = {"type": "button", "action_id": "choose:0", "block_id": "b", "action_ts": "1.1", "value": '{"entity":"births"}'}
    place = {"channel": {"id": channel, "name": "channel"}, "response_url": url, "container": {"type": "message"}}
    body = bot.interaction_body({"type": "block_actions", "actions": [button], "user": person, **place}, user)
    assert bot.post_form({"payload": json.dumps(body)}).status == 200
    bot.wait_until_idle()
    return url


def test_a_guest_is_refused_where_slack_tells_who_is_one(slack: Slack, knowing: Bot, allowed: str) -> None:
    url = knowing.command("出生数の目標は?", allowed, "guest")
    other = knowing.command("出生数の目標は?", allowed, "staff")
    knowing.open_home("guest")
    knowing.wait_until_idle()
    assert [answer["text"][:4] for answer in slack.responses(url)] == ["ゲストの"]
    assert ["3,000人" in answer["text"] for answer in slack.responses(other)] == [True]
    home = slack.home("guest")
    assert home
    assert "ゲスト" in home["blocks"][0]["text"]["text"]


def test_a_guests_click_is_refused(slack: Slack, knowing: Bot, allowed: str) -> None:
    (shown,) = slack.responses(clicked(knowing, "guest", allowed))
    assert shown["text"].startswith("ゲストの")


def test_a_look_up_that_fails_for_a_moment_is_made_again(slack: Slack, app: Bot, allowed: str) -> None:
    slack.scopes.add("users:read")
    slack.faults.failing["users.info"] = ["internal_error"]
    with start_bot(slack, app.folder, measured=False) as fresh:
        url = fresh.command(QUESTION, allowed, "guest")
        fresh.wait_until_idle()
    assert ["Guests cannot use Shirube here. " in answer["text"] for answer in slack.responses(url)] == [True]


def test_whoever_slack_does_not_tell_of_is_refused_and_not_remembered(slack: Slack, knowing: Bot, allowed: str) -> None:
    slack.faults.failing["users.info"] = ["surprise"]
    refused = knowing.command(QUESTION, allowed, "keeper")
    knowing.wait_until_idle()
    answered = knowing.command(QUESTION, allowed, "keeper")
    knowing.wait_until_idle()
    assert ["does not say at the moment" in answer["text"] for answer in slack.responses(refused)] == [True]
    assert ["3,000 births" in answer["text"] for answer in slack.responses(answered)] == [True]


# members of other workspaces


def test_a_member_of_another_workspace_is_refused(slack: Slack, app: Bot, allowed: str) -> None:
    text = "<@U0SHIRUBE1> " + QUESTION
    ts = slack.write("partner", allowed, text)
    app.event({"type": "app_mention", "channel": allowed, "ts": ts, "text": text, "team": "T0PARTNER", "user_team": "T0PARTNER"}, "partner")  # fmt: skip
    app.wait_until_idle()
    (shown,) = slack.made("chat.postEphemeral", user=slack.users["partner"])
    assert "other workspaces" in shown["text"]
    assert not [message for message in slack.messages(allowed) if message.get("thread_ts") == ts]


def test_a_foreign_click_is_refused(slack: Slack, app: Bot, allowed: str) -> None:
    (shown,) = slack.responses(clicked(app, "partner", allowed, team="T0PARTNER"))
    assert "ワークスペース" in shown["text"]


def test_guests_and_the_workspaces_that_are_named_are_answered_where_they_are_welcome(slack: Slack, app: Bot, allowed: str) -> None:
    slack.scopes.add("users:read")
    with start_bot(slack, app.folder, measured=False, SHIRUBE_GUESTS="true", SHIRUBE_TEAMS="T0PARTNER") as open_to_all:
        guest = open_to_all.command(QUESTION, allowed, "guest")
        welcome = clicked(open_to_all, "partner", allowed, team="T0PARTNER")
        stranger = clicked(open_to_all, "partner", allowed, team="T0STRANGER")
        open_to_all.wait_until_idle()
    assert ["3,000 births" in answer["text"] for answer in slack.responses(guest)] == [True]
    assert ["出生数" in answer["text"] for answer in slack.responses(welcome)] == [True]
    assert ["ワークスペース" in answer["text"] for answer in slack.responses(stranger)] == [True]


def test_a_member_of_a_welcome_workspace_needs_no_looking_up(slack: Slack, app: Bot, allowed: str) -> None:
    slack.scopes.add("users:read")
    slack.faults.failing["users.info"] = ["user_not_visible"] * 2
    with start_bot(slack, app.folder, measured=False, SHIRUBE_TEAMS="T0PARTNER") as bot:
        (shown,) = slack.responses(clicked(bot, "partner", allowed, team="T0PARTNER"))
    assert "出生数" in shown["text"]
