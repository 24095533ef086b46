"""The Socket Mode carrier: no port is open, Slack's requests come over a WebSocket that this process opens."""

from __future__ import annotations

import asyncio
import signal

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.app import running
from bot.log import configure_log
from bot.settings import Settings


def serve(settings: Settings) -> None:
    """Serve until the process is told to end."""
    configure_log(settings.shirube_log_level)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    told = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    async with running(settings) as app:
        handler = AsyncSocketModeHandler(app, settings.secret("slack_app_token"))
        await handler.connect_async()
        await told.wait()
        await handler.close_async()
