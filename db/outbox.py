"""The outbox's rows: what is to be said, in order for each place, and gone once it stands in Slack.

States: `prepared` (belongs to a change of the main database that may not be committed yet), `ready` (to be said), `begun` (Slack
was asked to, and the outcome is not noted yet), `failed` (given up for a reason, its text erased).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from knowledge.ports import FailedReply, QueuedReply

_COLUMNS = "id, request, n, place, reply, created_at, begun_at"
_INSERT = f"""
    INSERT INTO outbox (request, n, place, owner, state, reply, created_at, begun_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    RETURNING {_COLUMNS}
"""  # noqa: S608 - our own columns


def insert_replies(
    db: Database,
    request: str,
    place: str,
    owner: str,
    replies: Sequence[str],
    now: float,
    *,
    first: int = 0,
    prepared: bool = False,
) -> list[QueuedReply]:
    """Write the replies of a request down, numbered from `first`."""
    state = "prepared" if prepared else "ready"
    rows = [(request, first + n, place, owner, state, reply, now, None) for n, reply in enumerate(replies)]
    return [QueuedReply(*db.execute(_INSERT, row).fetchone()) for row in rows]


def drop_prepared(db: Database, request: str) -> None:
    """Erase the replies of a change that was not committed."""
    db.execute("DELETE FROM outbox WHERE request = ? AND state = 'prepared'", [request])


def release_prepared(db: Database, request: str) -> list[QueuedReply]:
    """Let the replies of a committed change be said."""
    sql = f"UPDATE outbox SET state = 'ready' WHERE request = ? AND state = 'prepared' RETURNING {_COLUMNS}"  # noqa: S608
    return sorted((QueuedReply(*row) for row in db.execute(sql, [request]).fetchall()), key=lambda row: row.id)


def begin(db: Database, row: int, now: float | None) -> None:
    """Note that Slack is being asked to say it; None: that it was not asked, or refused."""
    db.execute("UPDATE outbox SET state = ?, begun_at = ? WHERE id = ?", ["begun" if now else "ready", now, row])


def replace(db: Database, row: int, reply: str) -> None:
    """Put something else in a reply's stead, to be said at its turn."""
    db.execute("UPDATE outbox SET reply = ?, state = 'ready', begun_at = NULL WHERE id = ?", [reply, row])


def drop(db: Database, row: int) -> None:
    """Erase what was said."""
    db.execute("DELETE FROM outbox WHERE id = ?", [row])


def mark_failed(db: Database, row: int, reason: str) -> None:
    """Give a reply up, and keep why; its text is erased."""
    db.execute("UPDATE outbox SET state = 'failed', reply = NULL, failed = ? WHERE id = ?", [reason, row])


def is_waiting(db: Database, request: str, n: int) -> bool:
    """Whether a reply is still to be said."""
    sql = "SELECT 1 FROM outbox WHERE request = ? AND n = ? AND state <> 'failed'"
    return db.execute(sql, [request, n]).fetchone() is not None


def waiting_replies(db: Database, owner: str) -> list[QueuedReply]:
    """What a process has still to say, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM outbox WHERE owner = ? AND state IN ('ready', 'begun') ORDER BY id"  # noqa: S608
    return [QueuedReply(*row) for row in db.execute(sql, [owner]).fetchall()]


def prepared_requests(db: Database, owner: str) -> list[str]:
    """The requests of a process whose change was not noted as committed."""
    sql = "SELECT DISTINCT request FROM outbox WHERE owner = ? AND state = 'prepared'"
    return [str(request) for (request,) in db.execute(sql, [owner]).fetchall()]


def failed_replies(db: Database) -> list[FailedReply]:
    """What was given up, oldest first."""
    sql = "SELECT request, created_at, failed FROM outbox WHERE state = 'failed' ORDER BY id"
    return [FailedReply(*row) for row in db.execute(sql).fetchall()]


def drop_failed(db: Database, before: float) -> None:
    """Forget what was given up before a moment."""
    db.execute("DELETE FROM outbox WHERE state = 'failed' AND created_at < ?", [before])
