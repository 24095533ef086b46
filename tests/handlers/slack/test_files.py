"""Where a file is fetched with the bot's token: from Slack's own hosts, encrypted, and from nowhere else."""

from __future__ import annotations

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.files import Files
from handlers.slack.payloads import SharedFile
from knowledge.errors import FileRefused


@pytest.mark.parametrize(
    "url",
    [
        "http://files.slack.com/files-pri/T1-F1/a.csv",  # not encrypted
        "https://files.slack.com.example.org/a.csv",
        "https://example-slack.com/a.csv",
        "https://example.org/files.slack.com/a.csv",
        "ftp://files.slack.com/a.csv",
        "",
    ],
)
def test_the_token_goes_nowhere_but_to_slack(url: str) -> None:
    files = Files(AsyncWebClient("xoxb-1"), None)  # type: ignore[arg-type] # a call would fail
    with pytest.raises(FileRefused) as refused:
        asyncio.run(files.content(SharedFile(id="F1", name="a.csv", size=1, url_private=url)))
    assert refused.value.message_id == "file.elsewhere"
