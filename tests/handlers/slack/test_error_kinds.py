"""What follows from Slack's errors: what is done again, when, and what is known to be undone."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from handlers.slack.error_kinds import ErrorKind, kind_of, retry_after, unreachable
from handlers.slack.sender import HookRefusal


def refusal(code: str, **headers: str) -> SlackApiError:
    """A refusal by its code."""
    return SlackApiError(
        code, HookRefusal({"ok": False, "error": code}, {name.replace("_", "-"): v for name, v in headers.items()})
    )


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "25"}, 25.0),
        ({"retry_after": "1"}, 1.0),
        ({"Retry_After": "-3"}, 0.0),
        ({"Retry_After": "soon"}, None),
        ({}, None),
    ],
)
def test_slack_is_waited_for_as_long_as_it_asks(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(refusal("ratelimited", **headers)) == seconds


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ratelimited", ErrorKind.LATER),
        ("http_429", ErrorKind.LATER),
        ("http_503", ErrorKind.LATER),
        ("http_500", ErrorKind.UNCERTAIN),
        ("http_502", ErrorKind.UNCERTAIN),
        ("internal_error", ErrorKind.UNCERTAIN),
        ("http_404", ErrorKind.URL_SPENT),
        ("is_archived", ErrorKind.PLACE_CLOSED),
        ("hash_conflict", ErrorKind.VIEW_CHANGED),
        ("nobody_foresaw_it", ErrorKind.OTHER),
    ],
)
def test_an_error_tells_whether_it_was_done_and_whether_to_try_again(code: str, kind: ErrorKind) -> None:
    assert kind_of(refusal(code)) is kind
    assert unreachable(refusal(code)) is (kind in (ErrorKind.LATER, ErrorKind.UNCERTAIN))
