"""What is kept for a time only, dropped when that is over: by `release`, and by `clock` as it goes."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from bot.settings import WorkspaceSettings, machine_now
from db.changes import drop_handled as drop_changes
from db.conversations import Conversations
from db.dropped_files import DroppedFiles
from db.feedback import FeedbackEntries
from db.inbox import KEPT_SECONDS, drop_handled
from db.outbox import drop_failed
from db.queue import open_queue
from db.store import Store

FAILED_KEPT_SECONDS = 30 * 24 * 3600.0  # for how long doctor tells of what was given up


def drop_old(settings: WorkspaceSettings) -> None:
    """Drop old feedback, threads that are over, keys of what was answered, and files that nobody said to load.

    All of it by this machine's clock: a day that is only tried out drops nothing. It opens the files itself, so that it can be
    done in a thread of its own: it may have to wait for whoever else writes.
    """
    oldest = machine_now().date() - timedelta(days=settings.shirube_feedback_days)
    store = Store(settings.shirube_database)
    try:
        FeedbackEntries(store, machine_now).forget_before(oldest)
        DroppedFiles(store, machine_now).drop_old()
        drop_changes(store)
        store.optimize()
    finally:
        store.close()
    _drop_old_of_queue(settings.shirube_database)


def _drop_old_of_queue(database: Path) -> None:
    """What is old in the queue file."""
    queue = open_queue(database)
    try:
        Conversations(queue).drop_old()
        with queue.writing() as db:
            drop_handled(db, time.time() - KEPT_SECONDS)
            drop_failed(db, time.time() - FAILED_KEPT_SECONDS)
    finally:
        queue.close()
