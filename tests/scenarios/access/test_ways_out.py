"""All that leaves goes through the proxy, is given up in time, and carries the token to Slack alone."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path

from aiohttp import ClientSession

from tests.scenarios.bot import start_bot
from tests.scenarios.slack import Slack

QUESTION = "出生数の目標は?"


class RecordingProxy:
    """An HTTP proxy that notes the paths that it is asked for."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.url = asyncio.run_coroutine_threadsafe(self._start(), self.loop).result(10)

    async def _start(self) -> str:
        self.session = ClientSession()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await self._one(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
        method, target, _ = line.split(" ")
        headers = {name.strip().lower(): value.strip() for name, _, value in (each.partition(":") for each in rest if each)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.paths.append("/" + target.split("/", 3)[3])
        kept = {name: value for name, value in headers.items() if name in ("content-type", "authorization")}
        async with self.session.request(method, target, data=body, headers=kept) as reply:
            content = await reply.read()
            told = {"content-type", "date", "x-oauth-scopes", "retry-after"}
            extra = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items() if name.lower() in told)
            writer.write(f"HTTP/1.1 {reply.status} X\r\n{extra}Content-Length: {len(content)}\r\n\r\n".encode() + content)
        await writer.drain()


class Silent:
    """A server that takes requests and never answers."""

    def __init__(self) -> None:
        self.held: list[socket.socket] = []
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            self.held.append(self.socket.accept()[0])


def test_behind_a_proxy_everything_goes_through_it(slack: Slack, tmp_path: Path) -> None:
    proxy = RecordingProxy()
    slack.scopes.add("files:read")
    with start_bot(slack, tmp_path, "web", HTTPS_PROXY=proxy.url, SHIRUBE_FILES="1") as bot:
        bot.mention(QUESTION, slack.channel())
        bot.command(QUESTION, slack.channel())
        bot.drop(slack.upload("staff", "a.csv", b"indicator,year,value,source\n"))
        bot.wait_until_idle()
    for beginning in ("/api/auth.test", "/api/chat.postMessage", "/response/", "/files-pri/"):
        assert [path for path in proxy.paths if path.startswith(beginning)], beginning


def test_what_no_proxy_names_is_reached_directly(slack: Slack, tmp_path: Path) -> None:
    proxy = RecordingProxy()
    with start_bot(slack, tmp_path, "web", HTTPS_PROXY=proxy.url, NO_PROXY="127.0.0.1") as bot:
        channel = slack.channel()
        bot.mention(QUESTION, channel)
        url = bot.command(QUESTION, channel)
        bot.wait_until_idle()
        assert len(slack.messages(channel)) == len(slack.responses(url)) == 1
    assert proxy.paths == []


def test_hanging_response_urls_are_given_up_and_silence_nobody(slack: Slack, tmp_path: Path) -> None:
    silent = Silent()
    with start_bot(slack, tmp_path, "web", SHIRUBE_STOP_SECONDS="1") as bot:
        for _ in range(70):
            url = f"http://127.0.0.1:{silent.port}/x"
            bot.post_form(bot.command_body(QUESTION, slack.channel(), response_url=url))
        channel = slack.channel()
        bot.mention(QUESTION, channel)
        assert len(slack.wait(lambda: slack.messages(channel), 30)) == 1


def test_a_file_server_that_is_busy_is_asked_again(slack: Slack, tmp_path: Path) -> None:
    slack.scopes.add("files:read")
    with start_bot(slack, tmp_path, SHIRUBE_FILES="1") as bot:
        file = slack.upload("staff", "a.csv", b"indicator,year,value,source\n")
        file["url_private"] = f"{slack.url}/api/files.busy"
        slack.faults.limited["files.busy"] = [1]
        bot.drop(file)
        bot.wait_until_idle()
        assert len(slack.made("files.busy")) == 2
        (told,) = slack.messages(slack.direct())
        assert "files:read" not in told["text"]
