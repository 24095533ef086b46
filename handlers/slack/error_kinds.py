"""What Slack's errors mean, in one table, and what the network's failures leave open."""

from __future__ import annotations

from enum import Enum, auto

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError


class ErrorKind(Enum):
    """What is known of a call that failed, and what follows from it."""

    LATER = auto()  # not done; Slack, the network or the token may be well again later
    UNCERTAIN = auto()  # perhaps done, perhaps not
    PLACE_CLOSED = auto()  # the channel or thread takes no messages of the bot's
    URL_SPENT = auto()  # a response_url is good no more: after half an hour, or after five messages
    BLOCKS_REFUSED = auto()  # the same may be said in plainer blocks
    TOO_LATE = auto()  # a modal cannot be opened any more
    VIEW_CHANGED = auto()  # a view was closed, or changed by another click
    GONE = auto()  # the message is not there any more, or not to be changed; the step of a workflow has ended
    CANVAS_REFUSED = auto()  # the channel gets no canvas of the bot's, or has none any more
    SCOPE_MISSING = auto()
    OTHER = auto()  # nobody foresaw it


_TOKEN = frozenset(  # may be put right by whoever runs the bot, and what was asked meanwhile is still answered
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "team_access_not_granted"}
    | {"accesslimited", "org_login_required"}
)
_CODES: dict[ErrorKind, frozenset[str]] = {
    ErrorKind.LATER: frozenset(
        {"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "http_429", "http_503"} | _TOKEN
    ),
    ErrorKind.UNCERTAIN: frozenset({"internal_error", "fatal_error", "http_500", "http_502", "http_504"}),
    ErrorKind.PLACE_CLOSED: frozenset(
        {"channel_not_found", "not_in_channel", "is_archived", "channel_type_not_supported", "no_permission"}
        | {"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"}
        | {"restricted_action_thread_locked", "restricted_action_non_threadable_channel", "thread_not_found"}
    ),
    ErrorKind.URL_SPENT: frozenset({"expired_url", "used_url", "no_such_url", "http_404", "http_410"}),
    ErrorKind.BLOCKS_REFUSED: frozenset(
        {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments", "block_mismatch"}
    ),
    ErrorKind.TOO_LATE: frozenset({"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "invalid_trigger_id"}),
    ErrorKind.VIEW_CHANGED: frozenset({"hash_conflict", "not_found"}),
    ErrorKind.GONE: frozenset(
        {
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "cant_delete_message",
            "compliance_exports_prevent_deletion",
            "execution_not_in_running_state",
            "function_execution_not_found",
        }
    ),
    ErrorKind.CANVAS_REFUSED: frozenset(
        {"channel_canvas_already_exists", "free_team_canvas_tab_already_exists", "canvas_not_found", "canvas_disabled_user_team"}
        | {"team_tier_cannot_create_channel_canvases", "free_teams_cannot_edit_standalone_canvases"}
    ),
    ErrorKind.SCOPE_MISSING: frozenset({"missing_scope"}),
}
_KINDS = {code: kind for kind, codes in _CODES.items() for code in codes}
JUDGED_WRONG = frozenset({"invalid_blocks", "invalid_view"})  # what blocks.validate calls what Slack would refuse
UNSHARED = "file_not_found"  # of a file that is looked for: it was handed over and never shared
UPLOAD_SPENT = "file_not_found"  # of a file that is to be shared: it is shared already, or its time is over
NO_SUCH_GROUP = "no_such_subteam"
VIEWS_REFUSED = frozenset({"invalid_arguments", "view_too_large"})  # what views.* call a block that they do not take


def slack_code(error: SlackApiError) -> str:
    """Slack's word for why it refused; `http_503` and the like where it answered without one."""
    data = getattr(error.response, "data", error.response)
    if isinstance(data, dict) and data.get("error"):
        return str(data["error"])
    return f"http_{getattr(error.response, 'status_code', getattr(error.response, 'status', 500))}"


def kind_of(error: Exception) -> ErrorKind:
    """What is known after a call failed.

    A call that was not answered may have been carried out, unless nobody was reached; Slack says the same of two of its errors:
    https://docs.slack.dev/reference/methods/chat.postMessage
    """
    if isinstance(error, SlackApiError):
        return _KINDS.get(slack_code(error), ErrorKind.OTHER)
    if isinstance(error, ClientConnectorError):
        return ErrorKind.LATER
    return ErrorKind.UNCERTAIN if isinstance(error, ClientError | TimeoutError) else ErrorKind.OTHER


def unreachable(error: Exception) -> bool:
    """Whether trying again later may help."""
    return kind_of(error) in (ErrorKind.LATER, ErrorKind.UNCERTAIN)


def token_refused(error: Exception) -> bool:
    """Whether Slack knows the token no more."""
    return isinstance(error, SlackApiError) and slack_code(error) in _TOKEN


def view_refused(error: SlackApiError) -> bool:
    """Whether a view's blocks were refused: the same may be shown in plainer ones."""
    return kind_of(error) is ErrorKind.BLOCKS_REFUSED or slack_code(error) in VIEWS_REFUSED


def retry_after(error: Exception) -> float | None:
    """The seconds that Slack asks to wait; None where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), None)
    said = said[0] if isinstance(said, list | tuple) and said else said
    try:
        return None if said is None else max(0.0, float(str(said)))
    except ValueError:
        return None
