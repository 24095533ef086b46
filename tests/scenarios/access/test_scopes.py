"""What further scopes grant: prompts, follow-ups without a mention, the locale of somebody's Slack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The bot with every feature that wants a further scope."""
    folder = tmp_path_factory.mktemp("granted")
    with start_bot(workspace_of_slack, folder, SHIRUBE_FOLLOW="1", SHIRUBE_AGENT="1") as bot:
        yield bot


@pytest.fixture(autouse=True)
def _granted(slack: Slack) -> None:
    """The scopes that those features want."""
    slack.scopes |= {"assistant:write", "channels:history", "users:read"}


def test_the_messages_tab_offers_questions_to_begin_with(slack: Slack, app: Bot) -> None:
    app.open_home(tab="messages")
    (call,) = slack.wait(lambda: slack.made("assistant.threads.setSuggestedPrompts"))
    assert "thread_ts" not in call.arguments
    assert call.arguments["prompts"][0]["message"] == "交流人口の目標は？"
    assert len(call.arguments["prompts"]) == 4


def test_prompts_that_are_refused_are_no_error(slack: Slack, app: Bot) -> None:
    slack.faults.failing["assistant.threads.setSuggestedPrompts"] = ["missing_scope"]
    app.open_home(tab="messages")
    app.wait_until_idle()
    slack.calls.clear()
    slack.faults.failing["assistant.threads.setSuggestedPrompts"] = ["missing_scope"]
    app.open_home(tab="messages")  # welcomed by now
    app.wait_until_idle()
    assert [call.method for call in slack.calls if call.method.startswith("chat.")] == []


def test_a_follow_up_in_its_thread_needs_no_second_mention(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = app.mention("出生数の目標は?", channel)
    slack.wait(lambda: slack.messages(channel))
    app.write("じゃあ現状は?", channel=channel, thread=ts)
    answers = slack.wait(lambda: slack.messages(channel)[1:])
    assert "2,350人" in answers[0]["text"]


def test_other_talk_in_the_thread_and_in_the_channel_is_left_alone(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = app.mention("出生数の目標は?", channel)
    slack.wait(lambda: slack.messages(channel))
    app.write("来週の会議室は取れましたか", channel=channel, thread=ts)
    app.write("出生数の目標は?", channel=channel)
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


def test_the_locale_of_somebodys_slack_is_their_language_until_they_choose(slack: Slack, app: Bot) -> None:
    slack.locales[slack.users["partner"]] = "en-GB"
    app.open_home("partner")
    assert "Births" in str(slack.wait(lambda: slack.home("partner")))


def test_a_locale_that_cannot_be_read_is_no_error(slack: Slack, app: Bot) -> None:
    slack.faults.failing["users.info"] = ["missing_scope"]
    app.open_home("keeper")
    assert "出生数" in str(slack.wait(lambda: slack.home("keeper")))
