"""Questions over HTTP, from the payload to what then stands in the channel."""

from __future__ import annotations

import pytest

from tests.scenarios.bot import Bot
from tests.scenarios.slack import Slack


@pytest.mark.both_carriers
def test_a_mention_is_answered_in_its_thread(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = app.mention("出生数の目標は?", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    assert answer["thread_ts"] == ts
    assert "3,000人" in answer["text"]


@pytest.mark.both_carriers
def test_a_follow_up_in_the_thread_needs_no_context(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = app.mention("出生数の目標は?", channel)
    app.mention("じゃあ現状は?", channel, thread=ts)
    answers = slack.wait(lambda: slack.messages(channel)[1:])
    assert "2,350人" in answers[0]["text"]


@pytest.mark.both_carriers
def test_a_direct_message_is_answered_beside_it(slack: Slack, app: Bot) -> None:
    place = slack.direct("keeper")
    app.write("What is the target for births?", "keeper")
    (answer,) = slack.wait(lambda: slack.messages(place))
    assert "thread_ts" not in answer
    assert "3,000 births" in answer["text"]


@pytest.mark.both_carriers
def test_the_command_is_answered_to_the_asker_alone(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("出生数の目標は?", channel)
    (answer,) = slack.wait(lambda: slack.responses(url))
    assert answer["response_type"] == "ephemeral"
    assert "3,000人" in answer["text"]
    assert slack.messages(channel) == []
