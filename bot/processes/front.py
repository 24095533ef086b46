"""The process that takes Slack's requests: at /slack/events, Slackbot's at /mcp; /healthz is about it, /readyz about all.

It does nothing that takes long, so that Slack never waits for an acknowledgement: what can be answered later it writes to the inbox
and acknowledges. What wants its answer in the acknowledgement (forms, menus, Slackbot's calls), or cannot be read, it passes on to
the answering process.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from socket import socket
from typing import Any

import uvicorn
from pydantic import ValidationError
from slack_bolt.request.internals import parse_body
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.processes.backend import Backend
from bot.processes.handover import Handover
from bot.processes.request_timeouts import PatientProtocol
from bot.processes.slack_request import RefusedRequest, json_rpc_refusal, signed_body
from bot.settings import Settings, WorkspaceSettings
from db.heartbeats import Heartbeat, open_heartbeats
from db.inbox_writer import InboxWriter
from db.queue import open_queue
from handlers.inbox.incoming import direct_channel, incoming, is_ignored
from handlers.request_id import request_id
from knowledge.errors import StoreError

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 512  # about half of the files that a process may usually have open
_ACKNOWLEDGED_SECONDS = 3  # Slack waits no longer for an acknowledgement, and delivers again


class Keeper:
    """Writes down what can be answered later, and tells the answering process."""

    def __init__(self, inbox: InboxWriter, handover: Handover) -> None:
        self.inbox = inbox
        self.handover = handover
        self._directs: dict[str, str] = {}  # what this process has written down

    async def keep(self, body: bytes, content_type: str) -> bool:
        """Keep a request; False where it is to be passed on.

        Raises:
            StoreError: it could not be kept.
        """
        try:
            payload = parse_body(body.decode(), content_type.partition(";")[0])
            item = None if is_ignored(payload) else incoming(payload, time.time())
            if item is None:
                return is_ignored(payload)
        except (ValidationError, ValueError, TypeError, AttributeError, RecursionError):
            return False  # the answering process says what is wrong
        request_id.set(item.key)
        if await self.inbox.keep(item, self._learnt(payload)):
            self.handover.wake()
        return True

    def _learnt(self, payload: dict[str, Any]) -> tuple[str, str] | None:
        shown = direct_channel(payload)
        if shown is None or self._directs.get(shown[0]) == shown[1]:
            return None
        self._directs[shown[0]] = shown[1]
        return shown


def create_front(settings: Settings, backend_port: int, handover: Handover) -> Starlette:
    """The web application of the front."""
    database = WorkspaceSettings.read().shirube_database

    @asynccontextmanager
    async def lifespan(web: Starlette) -> AsyncIterator[None]:
        inbox, queue = InboxWriter(database, lambda: handover.answering), open_queue(database)
        web.state.verifier = SignatureVerifier(settings.secret("slack_signing_secret"))
        web.state.keeper, web.state.queue = Keeper(inbox, handover), queue
        try:
            async with Backend.open(backend_port) as web.state.backend:
                yield
        finally:
            inbox.close()
            queue.close()

    slack = [Route("/slack/events", receive, methods=["POST"]), Route("/mcp", pass_call, methods=["POST"])]
    looks = [Route("/healthz", healthy, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]
    return Starlette(routes=[*slack, *looks], lifespan=lifespan)


async def receive(request: Request) -> Response:
    """Keep and acknowledge what Slack sent, or pass it on."""
    state = request.app.state
    try:
        body = await signed_body(request, state.verifier)
    except RefusedRequest as refused:
        return PlainTextResponse(refused.reason, status_code=refused.status)
    try:
        if await state.keeper.keep(body, request.headers.get("content-type", "")):
            return PlainTextResponse("")
    except StoreError as error:  # not acknowledged: Slack delivers it again
        log.error("not kept: %s", error.message_id)
        return Response(status_code=503)
    answer: Response = await state.backend.forward(request, body)
    return answer


async def pass_call(request: Request) -> Response:
    """Pass on what Slackbot asks."""
    try:
        body = await signed_body(request, request.app.state.verifier)
    except RefusedRequest as refused:
        return json_rpc_refusal(refused)
    answer: Response = await request.app.state.backend.forward(request, body)
    return answer


async def healthy(request: Request) -> Response:
    """The process runs, what arrives can be kept, and somebody has begun to answer."""
    if not request.app.state.keeper.handover.begun:
        return PlainTextResponse("starting", status_code=503)
    try:
        request.app.state.queue.rows("SELECT 1 FROM inbox LIMIT 1")
    except StoreError as error:
        return PlainTextResponse(error.message_id, status_code=503)
    return PlainTextResponse("ok")


async def ready(request: Request) -> Response:
    """Every process of the installation gives signs of life: those that ran and were not stopped, with the seconds since then."""
    try:
        heartbeats: Sequence[Heartbeat] = open_heartbeats(request.app.state.queue)
    except StoreError as error:
        return PlainTextResponse(error.message_id, status_code=503)
    now = time.time()
    silent = any(each.silent(now) for each in heartbeats)
    return JSONResponse({each.role: round(now - each.at) for each in heartbeats}, 503 if silent else 200)


def serve(settings: Settings, listening: socket, backend_port: int, handover: Handover) -> None:
    """Serve until the process is told to end."""
    config = uvicorn.Config(
        create_front(settings, backend_port, handover),
        http=PatientProtocol,
        limit_concurrency=MOST_CONNECTIONS,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=min(_ACKNOWLEDGED_SECONDS, int(settings.shirube_stop_seconds)),
    )
    uvicorn.Server(config).run([listening])
