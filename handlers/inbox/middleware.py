"""The first pass of a request through the app: written down and acknowledged, or answered in its acknowledgement."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import ValidationError
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.inbox.outcome import Outcome, begin
from handlers.inbox.worker import InboxWorker
from handlers.request_id import request_id
from knowledge.errors import StoreError

log = logging.getLogger(__name__)


def _name(body: Mapping[str, Any]) -> str:
    """What a request is called in the log: by Slack's own id where it has one."""
    return str(body.get("event_id") or body.get("trigger_id") or secrets.token_hex(8))


class InboxMiddleware(AsyncMiddleware):
    """The first pass of a request through the app."""

    def __init__(self, worker: InboxWorker, client: AsyncWebClient) -> None:
        self.worker = worker
        self.client = client

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Acknowledge what is handled later; let the rest, and the second pass, go on."""
        req.context["client"] = self.client  # Bolt's own copy would go through a proxy that NO_PROXY forbids
        if "incoming" in req.context:
            return await next()
        name = _name(req.body)
        request_id.set(name)
        try:
            kept = await self.worker.receive(req.body)
        except ValidationError as error:
            wrong = {".".join(str(part) for part in fault["loc"]) for fault in error.errors()}
            log.warning("refused with 400: not as Slack writes it, at %s", ", ".join(sorted(wrong)))
            return BoltResponse(status=400)
        except StoreError as error:  # not acknowledged: Slack delivers it again
            log.error("not kept: %s", error.message_id)
            return BoltResponse(status=503)
        if kept:
            return BoltResponse(status=200)
        done = Outcome(name, str((req.body.get("user") or {}).get("id")))
        begin(done)
        response = await next()
        if not done.committed and (done.replies or done.turns):
            await self.worker.commit(name, done.place, done)
        return response
