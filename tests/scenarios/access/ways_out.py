"""Every way out of the program, taken once: `python -m tests.scenarios.access.ways_out https://HOST:PORT` prints those that led there.

A process of its own, for the certificates that are trusted are read when it starts.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable

from aiohttp import ClientError, ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from bot.services import read_client, send_client
from bot.settings import Settings
from handlers.slack.files import Files
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import SharedFile
from handlers.slack.sender import Sender


async def take(address: str) -> list[str]:
    """The names of the ways that led to a server of that address."""
    settings = Settings(slack_bot_token="xoxb-none", slack_api_url=f"{address}/api/")
    async with ClientSession() as session:
        client, sender = read_client(settings, session), Sender(send_client(settings, session), session)
        file = SharedFile(id="F1", name="a.csv", size=1, url_private=f"{address}/file")
        ways: dict[str, Callable[[], Awaitable[object]]] = {
            "Web API": client.auth_test,
            "response_url": lambda: sender.respond(OutgoingMessage("a"), f"{address}/response"),
            "download": lambda: Files(client, session).content(file),
            "upload": lambda: _upload(session, address),
            "Socket Mode": lambda: _connect(address),
        }
        return [name for name, way in ways.items() if await _leads(way)]


async def _upload(session: ClientSession, address: str) -> None:
    """Hand a file over; where to, Slack tells."""
    settings = Settings(slack_bot_token="xoxb-none", slack_api_url=f"{address}/api/")
    await Sender(send_client(settings, session), session).stage("a.csv", b"a")


async def _connect(address: str) -> None:
    handler = AsyncSocketModeHandler(AsyncApp(token="xoxb-none", request_verification_enabled=False), "xapp-none")
    handler.client.auto_reconnect_enabled = False
    session = await handler.client.aiohttp_client_session.ws_connect(f"wss{address.removeprefix('https')}/ws")
    await session.close()
    await handler.close_async()


async def _leads(way: Callable[[], Awaitable[object]]) -> bool:
    try:
        await asyncio.wait_for(way(), 10)
    except (ClientError, TimeoutError):
        return False
    return True


if __name__ == "__main__":
    sys.stdout.write("\n".join(asyncio.run(take(sys.argv[1]))))
