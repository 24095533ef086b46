"""What is kept for a time only: dropped by `release`, and by `clock` every day."""

from __future__ import annotations

from datetime import timedelta

from bot.wiring import Workspace
from db.feedback import FeedbackTable


def drop_old(opened: Workspace) -> int:
    """Delete the feedback that is older than the setting allows; how much that was."""
    environment = opened.environment
    oldest = environment.today() - timedelta(days=environment.feedback_days)
    return FeedbackTable(opened.store, environment.now).forget_before(oldest)
