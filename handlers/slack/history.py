"""Finding a message of the bot's own by its metadata, in the history of a channel or a thread."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

_PAGE = 200


async def find_labelled(
    client: AsyncWebClient, channel: str, thread: str | None, metadata: dict[str, Any], oldest: str
) -> str | None:
    """The `ts` of the message with that metadata, of those that are not older; None where it stands nowhere.

    Raises:
        SlackApiError, ClientError, TimeoutError: the channel could not be looked into.
    """
    place: dict[str, Any] = {"channel": channel, "include_all_metadata": True, "limit": _PAGE, "oldest": oldest}
    looked = client.conversations_replies(ts=thread, **place) if thread else client.conversations_history(**place)
    async for page in await looked:
        for message in page.get("messages") or ():
            if message.get("metadata") == metadata:
                return str(message["ts"])
    return None
