"""Fetching a file that was dropped: from Slack alone, as far as it may be read, and no larger than a city's figures are."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.payloads import SharedFile
from handlers.slack.proxy import proxy_for
from handlers.slack.sender import HookRefusal
from knowledge.errors import FileRefused
from knowledge.table.limits import LARGEST

_SECONDS = 30.0
_PAGE = "text/html"  # what Slack shows in place of a file to whom it does not know


class Files:
    """Fetches files with the bot's token."""

    def __init__(self, client: AsyncWebClient, session: ClientSession) -> None:
        self.client = client
        self.session = session

    async def content(self, file: SharedFile) -> bytes:
        """What is in a file.

        Raises:
            FileRefused: it is too large, gone, somewhere else than in Slack, or the scope `files:read` is missing.
            SlackApiError, ClientError, TimeoutError: it may be had later.
        """
        if file.size > LARGEST:
            raise _too_large(file)
        if not self._of_slack(urlsplit(file.url_private)):
            raise FileRefused("file.elsewhere", name=file.name)
        headers = {"Authorization": f"Bearer {self.client.token}"}
        timeout = ClientTimeout(total=_SECONDS)
        proxy = proxy_for(file.url_private)
        async with self.session.get(
            file.url_private, headers=headers, timeout=timeout, allow_redirects=False, proxy=proxy
        ) as reply:
            if reply.status in (404, 410):
                raise FileRefused("file.gone", name=file.name)
            if reply.status == 429 or reply.status >= 500:  # busy, or out of order for a while
                raise SlackApiError("file", HookRefusal({"ok": False, "error": "service_unavailable"}, dict(reply.headers)))
            if reply.status != 200 or reply.content_type == _PAGE:
                raise FileRefused("file.scope", name=file.name)
            content = await reply.content.read(LARGEST + 1)
            while len(content) <= LARGEST and not reply.content.at_eof():
                content += await reply.content.read(LARGEST + 1 - len(content))
        if len(content) > LARGEST:
            raise _too_large(file)
        return content

    def _of_slack(self, url: SplitResult) -> bool:
        """Whether the token may be sent there: to the Web API's own host, or encrypted to one below it."""
        api = urlsplit(self.client.base_url)
        if (url.scheme, url.netloc) == (api.scheme, api.netloc):
            return True
        return url.scheme == "https" and (url.hostname or "").endswith(f".{api.hostname}")


def _too_large(file: SharedFile) -> FileRefused:
    return FileRefused("file.too_large", name=file.name, limit=LARGEST // 1_000_000)
