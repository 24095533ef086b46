"""A request that Slack has signed: its body is read, and known to be Slack's, before anything in it is."""

from __future__ import annotations

import asyncio
import logging

from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from bot.log import RateLimitFilter

BODY_SECONDS = 10.0  # Slack sends its requests at once
LONGEST_BODY = 1_000_000  # bytes; Slack's own requests stay far below
_REMEDIES = {
    400: "signed by Slack, and cannot be read; see whether a proxy changes requests on their way",
    401: "not signed by Slack in the last five minutes; compare SLACK_SIGNING_SECRET with Basic Information, App Credentials at "
    "api.slack.com/apps, and this machine's clock with the time",
    408: "sent too slowly, and not to its end; see whether a proxy holds requests back",
    413: "longer than any request of Slack's; somebody else sends it",
    501: "to /mcp, and the tools are not installed; install requirements-all.txt in place of requirements.txt",
}
_INVALID_REQUEST = -32600  # of JSON-RPC
_seldom = RateLimitFilter(logging.getLogger(__name__))


class RefusedRequest(Exception):
    """A request that is not taken: with an HTTP status, and a reason in a few words. The log tells what to do about it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        _seldom.warn(f"refused with {status}: {_REMEDIES[status]}")


def json_rpc_refusal(refused: RefusedRequest) -> JSONResponse:
    """How a refusal is told to whoever speaks JSON-RPC."""
    error = {"code": _INVALID_REQUEST, "message": refused.reason}
    return JSONResponse({"jsonrpc": "2.0", "id": None, "error": error}, refused.status)


async def signed_body(request: Request, verifier: SignatureVerifier) -> bytes:
    """The body.

    Raises:
        RefusedRequest: it does not come whole in time, is too long, or not signed by Slack in the last five minutes.
    """
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await _read(request)
    except TimeoutError as error:
        raise RefusedRequest(408, "too slow") from error
    except ClientDisconnect as error:
        raise RefusedRequest(400, "broken off") from error
    if body is None:
        raise RefusedRequest(413, "too large")
    if not _signed(request, verifier, body):
        raise RefusedRequest(401, "invalid signature")
    return body


async def _read(request: Request) -> bytes | None:
    """The body; None where it is longer than anything that Slack sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def _signed(request: Request, verifier: SignatureVerifier, body: bytes) -> bool:
    """Whether the signature is Slack's, and not older than five minutes."""
    try:
        return verifier.is_valid_request(body, dict(request.headers))
    except (ValueError, TypeError, OverflowError):  # a timestamp that is no number of seconds, a body that is no text
        return False
