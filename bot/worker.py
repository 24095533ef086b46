"""The Socket Mode carrier: no port is open, Slack's requests come over a WebSocket that this process opens."""

from __future__ import annotations

import asyncio
import logging
import signal

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.app import Ending, running
from bot.log import configure_log
from bot.settings import Settings
from handlers.refusals import slack_code
from knowledge.errors import SlackRefusal

log = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serve until the process is told to end.

    Raises:
        SlackRefusal: Slack does not let the app connect.
    """
    configure_log(settings.shirube_log_level)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    told = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    ending = Ending(settings.shirube_stop_seconds)
    async with running(settings, ending) as app:
        handler = AsyncSocketModeHandler(app, settings.secret("slack_app_token"))
        handler.client.wss_uri = await _address(app, handler.app_token)
        await handler.client.connect()
        log.info("connected")
        await told.wait()
        ending.begin()
        await handler.close_async()


async def _address(app: AsyncApp, token: str) -> str:
    """Where Slack lets us connect to; later ones the handler asks for itself, and does not give up."""
    try:
        return str((await app.client.apps_connections_open(app_token=token))["url"])
    except SlackApiError as error:
        raise SlackRefusal("worker.refused", code=slack_code(error)) from error
