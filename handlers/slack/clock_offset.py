"""The clock here beside Slack's."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk.web.async_slack_response import AsyncSlackResponse


def clock_offset(response: AsyncSlackResponse, now: datetime) -> timedelta | None:
    """How far the clock here is from Slack's, either way; None where Slack's answer does not say its time."""
    date = response.headers.get("date")
    return abs(now - parsedate_to_datetime(str(date))) if date else None
