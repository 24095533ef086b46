"""Changes over a workspace by plain calls: real files, and what would be said is kept for the test to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.services import open_change_services
from bot.workspace import Workspace
from db.changes import ChangeThread
from db.queue import Queue
from handlers.inbox.changes import Changes
from handlers.slack.replies import Reply, decode_reply
from knowledge.queue_ports import QueuedReply


@dataclass
class Changing:
    """`changes` to hand to a listener, and the replies that were released, by their requests."""

    changes: Changes
    replies: list[tuple[str, Reply]] = field(default_factory=list)

    def say(self, rows: Any) -> None:
        """Keep what was released."""
        kept: list[QueuedReply] = list(rows)
        self.replies += [(row.request, decode_reply(row.reply)) for row in kept]

    def begin(self) -> None:
        """What corrects digests in a running bot."""


@contextmanager
def changing(workspace: Workspace) -> Iterator[Changing]:
    """Changes over the workspace's own files."""
    queue, thread = Queue(workspace.store.path), ChangeThread(partial(open_change_services, workspace))
    made = Changing(Changes(thread, queue, lambda rows: made.say(rows)))
    try:
        yield made
    finally:
        thread.close()
        queue.close()
