"""A sheet from Slack: announced at once, then given as a file in the thread of the announcement, in the asker's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

SCOPES = {"files:write", "files:read", "users:read"}


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot of its own, where files may be given."""
    workspace_of_slack.scopes |= SCOPES
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("sheets")) as bot:
        yield bot


@pytest.fixture(autouse=True)
def scopes(slack: Slack) -> None:
    """Files may be given in every test that does not say otherwise."""
    slack.scopes |= SCOPES


def files(slack: Slack, channel: str) -> list[dict[str, Any]]:
    """The messages in a place that hold a file."""
    return [message for message in slack.messages(channel) if message.get("files")]


@pytest.mark.parametrize(
    ("order", "name", "title"),
    [
        ("報告書 2021年度", "verification-2021.docx", "効果検証シート（2021年度）"),
        ("報告書 説明 Excel", "council-2021.xlsx", "進み具合の説明資料（2021年度）"),
        ("report ２０２１ html", "verification-2021.html", "Verification sheets, FY2021"),
    ],
)
def test_a_sheet_is_given_in_the_thread_of_its_announcement(slack: Slack, app: Bot, order: str, name: str, title: str) -> None:
    channel = slack.channel("staff")
    app.command(order, channel, "staff")
    given = slack.wait(lambda: files(slack, channel))
    app.wait_until_idle()
    (announced,) = [message for message in slack.messages(channel) if title in message["text"]]
    assert [message["thread_ts"] for message in given] == [announced["ts"]]
    (file,) = given[0]["files"]
    assert (file["name"], file["size"] > 5000) == (name, True)


@pytest.mark.parametrize(("order", "said"), [("報告書 来週", "来週"), ("報告書 2035年度", "2035年度")])
def test_what_cannot_be_made_is_told_to_the_asker_alone(slack: Slack, app: Bot, order: str, said: str) -> None:
    channel = slack.channel("staff")
    url = app.command(order, channel, "staff")
    answered = slack.responses(url) or slack.wait(lambda: slack.responses(url))
    assert said in answered[-1]["text"]
    assert slack.messages(channel) == []


def test_where_the_bot_is_not_in_the_channel_the_sheet_goes_to_the_asker(slack: Slack, app: Bot) -> None:
    channel = slack.channel("staff")
    slack.faults.failing["chat.postMessage"] = ["not_in_channel"]
    app.command("報告書 2021年度 html", channel, "staff")
    given = slack.wait(lambda: files(slack, slack.direct("staff")))
    assert [file["name"] for message in given for file in message["files"]] == ["verification-2021.html"]
    assert slack.messages(channel) == []


def test_without_the_scope_the_asker_hears_why(slack: Slack, app: Bot) -> None:
    slack.scopes -= {"files:write"}
    channel = slack.channel("staff")
    url = app.command("報告書 2021年度 html", channel, "staff")
    told = slack.wait(lambda: slack.responses(url))
    assert "files:write" in told[-1]["text"]
    assert files(slack, channel) == []
