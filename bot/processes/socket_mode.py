"""The Socket Mode carrier: no port is open, Slack's requests come over a WebSocket that this process opens."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.app import ShutdownTimer, running
from bot.log import configure_log
from bot.settings import Role, Settings, WorkspaceSettings
from bot.workspace import Workspace, open_workspace
from handlers.slack.error_kinds import slack_code, token_refused, unreachable
from knowledge.errors import SlackRefusal

log = logging.getLogger(__name__)

_LONGEST_PAUSE_SECONDS = 30.0


def serve(settings: Settings) -> None:
    """Serve until the process is told to end.

    Raises:
        ShirubeError: the database or the strategy file cannot be used, or Slack does not let the app connect.
    """
    configure_log(settings.shirube_log_level)
    asyncio.run(_serve(settings, open_workspace(WorkspaceSettings.read())))


async def _serve(settings: Settings, workspace: Workspace) -> None:
    stopping = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopping.set)
    ending = ShutdownTimer(settings.shirube_stop_seconds)
    async with running(settings, workspace, ending, Role.WORKER) as served:
        app = served.app
        handler = AsyncSocketModeHandler(app, settings.secret("slack_app_token"))
        handler.client.wss_uri = await _address(app, handler.app_token, stopping)
        if handler.client.wss_uri:
            await handler.client.connect()
            log.info("connected")
        await stopping.wait()
        ending.begin()
        await handler.close_async()


async def _address(app: AsyncApp, token: str, stopping: asyncio.Event) -> str | None:
    """Where Slack lets us connect to, as soon as it can be reached; None where the process is told to end before.

    Later addresses the handler asks for itself, and does not give up.
    """
    pause = 1.0
    while not stopping.is_set():
        try:
            return str((await app.client.apps_connections_open(app_token=token))["url"])
        except SlackApiError as error:
            if not unreachable(error) or token_refused(error):
                raise SlackRefusal("worker.refused", code=slack_code(error)) from error
            reason = slack_code(error)
        except (ClientError, TimeoutError) as error:
            reason = type(error).__name__
        log.warning("Slack cannot be reached now, and is tried again in %d s: %s", pause, reason)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pause)
        pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
    return None
