"""What Slack's refusals say, and what the network's failures leave open."""

from __future__ import annotations

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError

_PASSING = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
    | {f"http_{status}" for status in (429, 500, 502, 503, 504)}
)
_BROKEN_OFF = frozenset({"internal_error", "fatal_error", "http_500", "http_502", "http_504"})
_CLOSED = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "channel_type_not_supported", "no_permission", "restricted_action"}
    | {"restricted_action_read_only_channel", "restricted_action_thread_only_channel", "restricted_action_thread_locked"}
    | {"restricted_action_non_threadable_channel"}
)
_SPENT = frozenset({"expired_url", "used_url", "no_such_url", "http_404", "http_410"})


def slack_code(error: SlackApiError) -> str:
    """Slack's word for why it refused; `http_503` and the like where it answered without one."""
    told = getattr(error.response, "data", error.response)
    if isinstance(told, dict) and told.get("error"):
        return str(told["error"])
    return f"http_{getattr(error.response, 'status_code', getattr(error.response, 'status', 500))}"


def unreachable(error: Exception) -> bool:
    """Whether trying again later may help."""
    if isinstance(error, SlackApiError):
        return slack_code(error) in _PASSING
    return isinstance(error, ClientError | TimeoutError)


def broken_off(error: Exception) -> bool:
    """Whether Slack may have done all the same what it was asked to: it says so of two errors, and a lost reply says nothing.

    Not where it was not reached, or put the request off (429, 503). https://docs.slack.dev/reference/methods/chat.postMessage
    """
    if isinstance(error, SlackApiError):
        return slack_code(error) in _BROKEN_OFF
    return isinstance(error, ClientError | TimeoutError) and not isinstance(error, ClientConnectorError)


def closed(error: Exception) -> bool:
    """Whether a channel takes no messages of the bot's."""
    return isinstance(error, SlackApiError) and slack_code(error) in _CLOSED


def spent(error: Exception) -> bool:
    """Whether a response_url is good no more: after half an hour, or after five messages."""
    return isinstance(error, SlackApiError) and slack_code(error) in _SPENT
