"""What stands in a channel, for whoever looks for a message of the bot's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, cast

from slack_sdk.web.async_client import AsyncWebClient

_PAGE = 200


async def messages_in(
    client: AsyncWebClient, channel: str, thread: str | None, oldest: str | None
) -> AsyncIterator[dict[str, Any]]:
    """The messages of a channel, or of a thread of it, with their metadata; none that is older."""
    cursor: str | None = None
    while True:
        place: dict[str, Any] = {"channel": channel, "include_all_metadata": True, "limit": _PAGE, "cursor": cursor}
        place |= {"oldest": oldest} if oldest else {}
        if thread:
            page = await client.conversations_replies(ts=thread, **place)
        else:
            page = await client.conversations_history(**place)
        for message in cast("list[dict[str, Any]]", page.get("messages", [])):
            yield message
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


async def find_labelled(
    client: AsyncWebClient, channel: str, thread: str | None, metadata: dict[str, Any], oldest: str | None
) -> str | None:
    """The `ts` of the message with that metadata; None where it stands nowhere.

    Raises:
        SlackApiError, ClientError, TimeoutError: the channel could not be looked into.
    """
    async for message in messages_in(client, channel, thread, oldest):
        if message.get("metadata") == metadata:
            return str(message["ts"])
    return None
