"""A change of the main database with its replies, by plain calls."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

from bot.workspace import Workspace
from db.queue_schema import queue_path
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post, encode_reply
from tests.handlers.changing import changing


def test_the_replies_of_a_change_that_was_not_committed_are_erased(workspace: Workspace) -> None:
    with changing(workspace) as made:
        asyncio.run(made.changes.queue.prepare("r", "place", [encode_reply(Post(OutgoingMessage("secret"), "C1"))]))
        assert asyncio.run(made.changes.finish("r")) is False
    with closing(sqlite3.connect(queue_path(workspace.store.path))) as db:
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    assert made.replies == []
