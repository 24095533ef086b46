"""The only door out: a message to Slack, in the best form that Slack takes, after as long a wait as Slack asks for."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientSession, InvalidURL
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks.elements import data
from handlers.slack.concurrency import rest
from handlers.slack.errors import slack_code
from handlers.slack.outgoing import Block, OutgoingMessage, escape
from handlers.slack.unconfirmed import UnconfirmedPosts, label_of, labelled

REFUSED_FORMS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments", "block_mismatch"}
)
REFUSED_VIEWS = REFUSED_FORMS | {"invalid_arguments", "view_too_large"}  # what views.* call the same
LONGEST_TEXT = 39_000  # characters; Slack cuts a text at 40,000
_PATIENCE = 5  # how often a wait that Slack asks for is granted

Say = Callable[[dict[str, Any]], Awaitable[str]]


class Sender:
    """Posts, changes and removes messages. Each method gives the `ts` of what it posted, where Slack tells it."""

    def __init__(self, client: AsyncWebClient, session: ClientSession) -> None:
        self.client = client
        self.session = session
        self.lost = UnconfirmedPosts(client)

    async def post(self, message: OutgoingMessage, channel: str, thread: str | None = None) -> str:
        """Post to a channel, or to a user's direct messages by the user's id; in a thread where one is given.

        Raises:
            PerhapsSaid: an earlier attempt of the same request may stand there.
        """
        by_id = channel.startswith(("U", "W"))
        label = None if message.metadata or by_id else label_of(channel, thread, message.text)
        metadata = message.metadata or (labelled(label) if label else None)

        async def say(form: dict[str, Any]) -> str:
            form = form | ({"metadata": metadata} if metadata else {})
            posted = await self.client.chat_postMessage(channel=channel, thread_ts=thread, **form)
            return str(posted["ts"])

        there = await self.lost.find(label, channel, thread)
        with self.lost.noticed(label):
            return there or await _down_the_ladder(message, say)

    async def whisper(self, message: OutgoingMessage, channel: str, user: str, thread: str | None = None) -> str:
        """Post so that the user alone sees it; `thread` only where that thread has messages already."""

        async def say(form: dict[str, Any]) -> str:
            posted = await self.client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread, **form)
            return str(posted["message_ts"])

        return await _down_the_ladder(message, say)

    async def update(self, message: OutgoingMessage, channel: str, ts: str) -> str:
        """Put a message in the place of one that was posted."""

        async def say(form: dict[str, Any]) -> str:
            blocks = form.get("blocks", [])
            text = form["text"] if blocks else data(message.text)[:LONGEST_TEXT]  # chat.update knows no `mrkdwn`: no mark-up then
            shown = {"text": text, "blocks": blocks, "parse": form["parse"]}
            shown |= {"metadata": message.metadata} if message.metadata else {}
            return str((await self.client.chat_update(channel=channel, ts=ts, **shown))["ts"])

        return await _down_the_ladder(message, say)

    async def delete(self, channel: str, ts: str) -> None:
        """Take a message away."""
        await self.client.chat_delete(channel=channel, ts=ts)

    async def respond(self, message: OutgoingMessage, url: str, *, to_all: bool = False, replace: bool = False) -> None:
        """Answer through a response_url: to the asker alone or to all in the channel, in place of the original or beside it.

        Raises:
            PerhapsSaid: to all, and an earlier attempt may stand there.
        """
        label = label_of(url, message.text) if to_all else None

        async def say(form: dict[str, Any]) -> str:
            kind = "in_channel" if to_all else "ephemeral"
            await self._hook(url, form | {"response_type": kind, "replace_original": replace})
            return ""

        await self.lost.find(label, None)
        with self.lost.noticed(label):
            await _down_the_ladder(message, say)

    async def withdraw(self, url: str) -> None:
        """Take away the message that a response_url belongs to."""
        await self._hook(url, {"delete_original": True})

    async def _hook(self, url: str, body: dict[str, Any]) -> None:
        for _ in range(_PATIENCE):
            try:
                async with self.session.post(url, json=body) as reply:
                    told = await reply.text()
                    if reply.status != 429:
                        break
                    wait = float(reply.headers.get("Retry-After", "1"))
            except InvalidURL as malformed:
                raise SlackApiError("response_url", {"ok": False, "error": "invalid_url"}) from malformed
            await rest(wait)
        error = _hook_error(reply.status, told)
        if error:
            raise SlackApiError(f"response_url: {error}", {"ok": False, "error": error})


async def _down_the_ladder(message: OutgoingMessage, say: Say) -> str:
    """Say it in the best form that is not refused."""
    for form in message.forms:
        try:
            return await say(_body(message.text, list(form)))
        except SlackApiError as error:
            if slack_code(error) not in REFUSED_FORMS:
                raise
    return await say(_body(message.text))


def _body(text: str, blocks: list[Block] | None = None) -> dict[str, Any]:
    shown = escape(text)[:LONGEST_TEXT]
    body: dict[str, Any] = {"text": shown, "mrkdwn": False, "parse": "none", "unfurl_links": False, "unfurl_media": False}
    return body | {"blocks": blocks} if blocks else body


def _hook_error(status: int, told: str) -> str | None:
    """What a response_url refused: it tells in JSON, in plain words, or by its status alone."""
    try:
        answered = json.loads(told)
    except ValueError:
        answered = None
    if isinstance(answered, dict) and not answered.get("ok", True):
        return str(answered.get("error", "unknown"))
    if status == 200:
        return None
    return told.strip() if told.strip() in REFUSED_FORMS else f"http_{status}"
