"""Sends replies: one call to Slack for each reply, in the best form that Slack takes. What fails is for the caller to judge."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, InvalidURL
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from handlers.slack.error_kinds import UNSHARED, ErrorKind, kind_of, slack_code
from handlers.slack.mrkdwn import data, escape
from handlers.slack.outgoing import Block, OutgoingMessage
from handlers.slack.proxy import proxy_for

LONGEST_TEXT = 39_000  # characters; Slack cuts a text at 40,000
_HOOK_SECONDS = 10

Say = Callable[[dict[str, Any]], Awaitable[str]]


class Sender:
    """Posts, changes and removes messages. Each method gives the `ts` of what it posted, where Slack tells it.

    Raises, in every method:
        SlackApiError: Slack refused.
        ClientError, TimeoutError: Slack was not reached, or did not answer.
    """

    def __init__(self, client: AsyncWebClient, session: ClientSession) -> None:
        self.client = client
        self.session = session
        self.directs: dict[str, str] = {}  # the channel of a person's direct messages, as Slack told it of a post by their id

    async def post(self, message: OutgoingMessage, channel: str, thread: str | None = None) -> str:
        """Post to a channel, or to a user's direct messages by the user's id; in a thread where one is given."""

        async def say(form: dict[str, Any]) -> str:
            form = form | ({"metadata": message.metadata} if message.metadata else {})
            posted = await self.client.chat_postMessage(channel=channel, thread_ts=thread, **form)
            if channel.startswith(("U", "W")):
                self.directs[channel] = str(posted["channel"])
            return str(posted["ts"])

        return await _down_the_ladder(message, say)

    async def stage(self, name: str, content: bytes) -> str:
        """Hand a file to Slack, where nobody sees it until it is shared; its id."""
        begun = await self.client.files_getUploadURLExternal(filename=name, length=len(content))
        url = str(begun["upload_url"])
        async with self.session.post(url, data=content, proxy=proxy_for(url), allow_redirects=False) as taken:
            if taken.status != 200:
                raise SlackApiError("upload", HookRefusal({"ok": False, "error": f"http_{taken.status}"}, dict(taken.headers)))
        return str(begun["file_id"])

    async def share(self, file: str, title: str, text: str, channel: str, thread: str | None = None) -> None:
        """Share a file that was handed over in a channel, or with a user by the user's id.

        https://docs.slack.dev/reference/methods/files.completeUploadExternal
        """
        place = {"channels": [channel]} if channel.startswith(("U", "W")) else {"channel_id": channel}
        comment = escape(text)[:LONGEST_TEXT]
        files: list[dict[str, str | None]] = [{"id": file, "title": title}]
        await self.client.files_completeUploadExternal(files=files, initial_comment=comment, thread_ts=thread, **place)

    async def keep_canvas(self, channel: str, title: str, markdown: str, canvas: str | None) -> str:
        """Have a canvas show a text, or make the channel's one with it; its id.

        https://docs.slack.dev/reference/methods/canvases.edit, https://docs.slack.dev/reference/methods/conversations.canvases.create
        """
        content = {"type": "markdown", "markdown": markdown}
        if canvas:
            await self.client.canvases_edit(canvas_id=canvas, changes=[{"operation": "replace", "document_content": content}])
            return canvas
        made = await self.client.conversations_canvases_create(channel_id=channel, document_content=content, title=title)
        return str(made["canvas_id"])

    async def shared(self, file: str) -> str | None:
        """The `ts` of the message in which a file is shared; None where it is shared nowhere."""
        try:
            listed = (await self.client.files_info(file=file))["file"].get("shares") or {}
        except SlackApiError as error:
            if slack_code(error) == UNSHARED:
                return None
            raise
        messages = [message for places in listed.values() for shares in places.values() for message in shares]
        return str(messages[0]["ts"]) if messages else None

    async def whisper(self, message: OutgoingMessage, channel: str, user: str, thread: str | None = None) -> str:
        """Post so that the user alone sees it; `thread` only where that thread has messages already."""

        async def say(form: dict[str, Any]) -> str:
            shown = {key: value for key, value in form.items() if key != "mrkdwn"}  # chat.postEphemeral knows no such argument
            posted = await self.client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread, **shown)
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

    async def finish_step(self, execution: str, outputs: dict[str, str], error: str | None) -> None:
        """End a step of a workflow with its outputs, or with an error."""
        if error is None:
            await self.client.functions_completeSuccess(function_execution_id=execution, outputs=outputs)
        else:
            await self.client.functions_completeError(function_execution_id=execution, error=error)

    async def respond(
        self, message: OutgoingMessage, url: str, *, to_all: bool = False, replace: bool = False, thread: str | None = None
    ) -> None:
        """Answer through a response_url: to the asker alone or to all in the channel, in place of the original or beside it."""

        async def say(form: dict[str, Any]) -> str:
            kind = "in_channel" if to_all else "ephemeral"
            place = {"thread_ts": thread} if thread else {}
            await self._hook(url, form | {"response_type": kind, "replace_original": replace} | place)
            return ""

        await _down_the_ladder(message, say)

    async def withdraw(self, url: str) -> None:
        """Take away the message that a response_url belongs to."""
        await self._hook(url, {"delete_original": True})

    async def _hook(self, url: str, body: dict[str, Any]) -> None:
        proxy = proxy_for(url)
        hook = AsyncWebhookClient(url, timeout=_HOOK_SECONDS, session=self.session, proxy=proxy, retry_handlers=[])
        hook.proxy = proxy  # the SDK would take the environment's even where NO_PROXY forbids it
        try:
            reply = await hook.send_dict(body)
        except InvalidURL as malformed:
            raise SlackApiError("response_url", {"ok": False, "error": "invalid_url"}) from malformed
        error = _hook_error(reply)
        if error:
            raise SlackApiError(f"response_url: {error}", HookRefusal({"ok": False, "error": error}, reply.headers))


@dataclass(frozen=True, slots=True)
class HookRefusal:
    """What a response_url refused, in the shape of a Web API response."""

    data: dict[str, Any]
    headers: dict[str, Any]


async def _down_the_ladder(message: OutgoingMessage, say: Say) -> str:
    """Say it in the best form that is not refused."""
    for form in message.forms:
        try:
            return await say(_body(message.text, list(form)))
        except SlackApiError as error:
            if kind_of(error) is not ErrorKind.BLOCKS_REFUSED:
                raise
    return await say(_body(message.text))


def _body(text: str, blocks: list[Block] | None = None) -> dict[str, Any]:
    shown = escape(text)[:LONGEST_TEXT]
    body: dict[str, Any] = {"text": shown, "mrkdwn": False, "parse": "none", "unfurl_links": False, "unfurl_media": False}
    return body | {"blocks": blocks} if blocks else body


def _hook_error(reply: WebhookResponse) -> str | None:
    """What a response_url refused: it tells in JSON, in plain words, or by its status alone."""
    try:
        answered = json.loads(reply.body)
    except ValueError:
        answered = None
    if isinstance(answered, dict) and not answered.get("ok", True):
        return str(answered.get("error", "unknown"))
    if reply.status_code == 200:
        return None
    word = reply.body.strip()
    known = kind_of(SlackApiError(word, {"ok": False, "error": word})) is not ErrorKind.OTHER
    return word if known else f"http_{reply.status_code}"
