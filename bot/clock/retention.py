"""What is kept for a time only, dropped when that is over: by `release`, and by `clock` as it goes."""

from __future__ import annotations

from datetime import timedelta

from bot.workspace import Workspace
from db.conversations import Conversations
from db.dropped_files import DroppedFiles
from db.feedback import FeedbackEntries
from db.inbox import drop_answered


def drop_old(opened: Workspace) -> None:
    """Drop old feedback, threads that are over, keys of what was answered, and files that nobody said to load."""
    environment = opened.environment
    oldest = environment.today() - timedelta(days=environment.feedback_days)
    FeedbackEntries(opened.store, environment.now).forget_before(oldest)
    Conversations(opened.store, environment.now).drop_old()
    drop_answered(opened.store, environment.now())
    DroppedFiles(opened.store, environment.now).drop_old()
