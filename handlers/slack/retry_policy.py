"""When a call to Slack is repeated at once: after the wait that Slack asks for, and where a second time does no harm."""

from __future__ import annotations

from aiohttp import ClientConnectorError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from handlers.slack.concurrency import rest

_WAITS = 5  # how often a call waits where Slack asks it to
_POST = "/chat.postMessage"


class RateLimited(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, and holds nobody up meanwhile."""

    def __init__(self) -> None:
        super().__init__(max_retry_count=_WAITS)

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,  # noqa: ARG002
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002
    ) -> None:
        """Wait."""
        state.next_attempt_requested = True
        headers = response.headers.items() if response else ()
        await rest(next((float(told[0]) for name, told in headers if name.lower() == "retry-after"), 1.0))
        state.increment_current_attempt()


class _Harmless(AsyncRetryHandler):
    """Leaves a post alone of which Slack may have taken the first one: `handlers/slack/unconfirmed.py` looks for it."""

    async def can_retry_async(
        self, *, state: RetryState, request: HttpRequest, response: HttpResponse | None = None, error: Exception | None = None
    ) -> bool:
        """Whether it is to be repeated."""
        if request.url.endswith(_POST) and not isinstance(error, ClientConnectorError):
            return False
        return await super().can_retry_async(state=state, request=request, response=response, error=error)


class ConnectionLost(_Harmless, AsyncConnectionErrorRetryHandler):
    """Tries once more where the connection broke."""


class ServerFailed(_Harmless, AsyncServerErrorRetryHandler):
    """Tries once more where Slack's server failed."""
