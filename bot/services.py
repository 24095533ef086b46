"""What listeners are handed, by name: the one place to add a service."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from aiohttp import ClientSession
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.wiring import Workspace
from db.conversations import Conversations
from handlers.access import Access
from handlers.people import People
from handlers.sending import Sender
from knowledge.guide import Guide

_WAITS = 5  # how often a call waits where Slack asks it to


@dataclass(frozen=True, slots=True)
class Services:
    """A listener that names a field as its argument is handed what it holds."""

    guide: Guide
    sender: Sender
    people: People
    access: Access

    def named(self) -> dict[str, Any]:
        """The services by their names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def open_services(settings: Settings, workspace: Workspace, client: AsyncWebClient, session: ClientSession) -> Services:
    """The services over a workspace and a way to Slack."""
    conversations = Conversations(workspace.store, workspace.environment.now)
    return Services(
        guide=workspace.guide(conversations),
        sender=Sender(client, session),
        people=People(client),
        access=Access(settings.shirube_channels, settings.shirube_guests, settings.shirube_teams),
    )


def slack_client(settings: Settings, session: ClientSession | None = None) -> AsyncWebClient:
    """A client for Slack's Web API, which waits and tries again where that helps."""
    return AsyncWebClient(
        settings.secret("slack_bot_token"),
        base_url=settings.api_url,
        session=session,
        timeout=10,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(),
            AsyncServerErrorRetryHandler(),
            AsyncRateLimitErrorRetryHandler(max_retry_count=_WAITS),
        ],
    )
