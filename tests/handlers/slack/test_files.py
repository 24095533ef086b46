"""Where a file is fetched with the bot's token: from Slack's own hosts, encrypted, and from nowhere else; and where it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.files import Files
from handlers.slack.payloads import SharedFile
from handlers.slack.sender import Sender
from knowledge.errors import FileRefused
from knowledge.table.limits import LARGEST


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


class Session:
    """A file server that answers with one status; `asked` is how it was asked."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.asked: list[dict[str, Any]] = []

    @asynccontextmanager
    async def get(self, url: str, **options: Any) -> AsyncIterator[Any]:
        """The reply to a fetch, and to an upload."""
        self.asked.append({"url": url, **options})
        yield SimpleNamespace(status=self.status, headers={}, content_type="text/csv")

    post = get


def refused(status: int, size: int = 1) -> str:
    """Why a file is not fetched."""
    files = Files(AsyncWebClient("xoxb-1"), Session(status))  # type: ignore[arg-type]
    with pytest.raises(FileRefused) as error:
        asyncio.run(files.content(SharedFile(id="F1", name="a.csv", size=size, url_private="https://files.slack.com/a.csv")))
    return error.value.message_id


@pytest.mark.parametrize(("status", "reason"), [(404, "file.gone"), (410, "file.gone"), (403, "file.scope"), (302, "file.scope")])
def test_why_a_file_cannot_be_had_is_told_by_the_status(status: int, reason: str) -> None:
    assert refused(status) == reason


def test_a_file_that_is_said_to_be_too_large_is_not_asked_for() -> None:
    assert refused(500, LARGEST + 1) == "file.too_large"


def test_an_upload_goes_where_slack_says_and_follows_no_redirect() -> None:
    async def begun(**_: Any) -> dict[str, str]:
        return {"upload_url": "https://files.slack.com/upload/1", "file_id": "F1"}

    session, client = Session(200), SimpleNamespace(files_getUploadURLExternal=begun)
    assert asyncio.run(Sender(client, session).stage("a.xlsx", b"x")) == "F1"  # type: ignore[arg-type]
    ((asked),) = session.asked
    assert (asked["url"], asked["allow_redirects"]) == ("https://files.slack.com/upload/1", False)
