"""Finding the bot's own messages: over several pages, in a channel and in a thread."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.history import find_labelled

WANTED = {"event_type": "reply", "event_payload": {"request": "r", "n": 1}}
OTHER = {"ts": "1.0", "text": "a"}


class Channel:
    """A Slack whose history has several pages; it keeps what it was asked."""

    def __init__(self, *pages: list[dict[str, Any]], failing: bool = False) -> None:
        self.pages, self.failing = pages, failing
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def answer(self, request: web.Request) -> web.Response:
        """One page, and where the next one begins."""
        self.asked.append((request.path, dict(request.query)))
        number = int(request.query.get("cursor") or 0)
        if self.failing and number:
            return web.json_response({"ok": False, "error": "internal_error"})
        follows = str(number + 1) if number + 1 < len(self.pages) else ""
        return web.json_response({"ok": True, "messages": self.pages[number], "response_metadata": {"next_cursor": follows}})

    def find(self, thread: str | None = None) -> str | None:
        """Look for the wanted message."""

        async def run() -> str | None:
            application = web.Application()
            application.router.add_route("*", "/{method}", self.answer)
            async with TestServer(application) as server:
                client = AsyncWebClient("xoxb-1", base_url=str(server.make_url("/")))
                return await find_labelled(client, "C1", thread, WANTED, "5.0")

        return asyncio.run(run())


@pytest.mark.parametrize(("thread", "method"), [(None, "/conversations.history"), ("1.0", "/conversations.replies")])
def test_a_message_on_a_later_page_is_found(thread: str | None, method: str) -> None:
    channel = Channel([OTHER], [OTHER, {"ts": "7.0", "metadata": WANTED}], [OTHER])
    assert channel.find(thread) == "7.0"
    assert [path for path, _ in channel.asked] == [method] * 2  # none after the page that has it
    assert all(query["oldest"] == "5.0" and query["channel"] == "C1" for _, query in channel.asked)
    assert all(query.get("ts") == thread for _, query in channel.asked)


def test_what_stands_on_no_page_is_not_found() -> None:
    channel = Channel([OTHER], [])
    assert channel.find() is None
    assert len(channel.asked) == 2


def test_a_page_that_is_refused_is_no_end_of_the_history() -> None:
    with pytest.raises(SlackApiError):
        Channel([OTHER], [OTHER], failing=True).find()
