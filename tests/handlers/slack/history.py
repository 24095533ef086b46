"""A channel's history as the SDK gives it, for the Slacks that tests make up."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_slack_response import AsyncSlackResponse


def history(*messages: dict[str, Any]) -> AsyncSlackResponse:
    """One page, which is all there is."""
    data = {"ok": True, "messages": list(messages)}
    return AsyncSlackResponse(client=None, http_verb="GET", api_url="", req_args={}, data=data, headers={}, status_code=200)
