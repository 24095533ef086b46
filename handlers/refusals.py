"""What Slack's refusals say."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError


def slack_code(error: SlackApiError) -> str:
    """Slack's word for why it refused; `http_503` and the like where it answered without one."""
    told = getattr(error.response, "data", error.response)
    if isinstance(told, dict) and told.get("error"):
        return str(told["error"])
    return f"http_{getattr(error.response, 'status_code', getattr(error.response, 'status', 500))}"
