"""The outbox's rows: replies to be sent, in order for each place, deleted once Slack has accepted them.

States: `prepared` (belongs to a change of the main database that may not be committed yet), `ready` (to be sent), `begun` (Slack
was asked to, and the outcome is not noted yet), `failed` (given up for a reason, its text erased).

A place has one owner at a time: a process that writes something for a place where another one has still something to send hands
its rows over, with `>` before the owner's name until that one has taken them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from knowledge.queue_ports import QueuedReply

HANDED = ">"  # before the name of an owner who has not taken a row yet
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
    """Insert the replies of a request, numbered from `first`; returns those that this owner has to send."""
    state = "prepared" if prepared else "ready"
    owner = owner if prepared else _owner_of(db, place, owner)
    rows = [(request, first + n, place, owner, state, reply, now, None) for n, reply in enumerate(replies)]
    written = [QueuedReply(*db.execute(_INSERT, row).fetchone()) for row in rows]
    return [] if owner.startswith(HANDED) else written


def _owner_of(db: Database, place: str, mine: str) -> str:
    """The owner of the next reply for a place: the process that still has a reply to send there, else this one."""
    sql = "SELECT owner FROM outbox WHERE place = ? AND state <> 'failed' AND state <> 'prepared' ORDER BY id DESC LIMIT 1"
    found = db.execute(sql, [place]).fetchone()
    owner = found[0].removeprefix(HANDED) if found else mine
    return mine if owner == mine else f"{HANDED}{owner}"


def drop_prepared(db: Database, request: str, owner: str = "*") -> None:
    """Erase the replies of a change that was not committed; those of one owner, where another one may be making it anew."""
    db.execute("DELETE FROM outbox WHERE request = ? AND state = 'prepared' AND owner GLOB ?", [request, owner])


def release_prepared(db: Database, request: str, mine: str) -> list[QueuedReply]:
    """Release the replies of a committed change; returns those that this process has to send."""
    found = db.execute("SELECT place FROM outbox WHERE request = ? AND state = 'prepared' LIMIT 1", [request]).fetchone()
    owner = _owner_of(db, found[0], mine) if found else mine
    sql = f"UPDATE outbox SET state = 'ready', owner = ? WHERE request = ? AND state = 'prepared' RETURNING {_COLUMNS}"  # noqa: S608
    released = _in_order(db.execute(sql, [owner, request]).fetchall())
    return released if owner == mine else []


def take_handed(db: Database, mine: str) -> list[QueuedReply]:
    """What other processes handed over to this one, oldest first."""
    sql = f"UPDATE outbox SET owner = ? WHERE owner = ? AND state <> 'failed' RETURNING {_COLUMNS}"  # noqa: S608
    return _in_order(db.execute(sql, [mine, f"{HANDED}{mine}"]).fetchall())


def _in_order(rows: Iterable[Sequence[Any]]) -> list[QueuedReply]:
    return sorted((QueuedReply(*row) for row in rows), key=lambda row: row.id)


def begin(db: Database, row: int, now: float | None) -> None:
    """Record that the reply is being sent; None: that it was not sent, or refused."""
    db.execute("UPDATE outbox SET state = ?, begun_at = ? WHERE id = ?", ["begun" if now else "ready", now, row])


def replace(db: Database, row: int, reply: str) -> None:
    """Replace a reply by another one, which is sent in its place."""
    db.execute("UPDATE outbox SET reply = ?, state = 'ready', begun_at = NULL WHERE id = ?", [reply, row])


def drop(db: Database, row: QueuedReply) -> None:
    """Delete a reply that was sent."""
    db.execute("DELETE FROM outbox WHERE id = ? AND request = ? AND n = ?", [row.id, row.request, row.n])


def mark_failed(db: Database, row: int, reason: str) -> None:
    """Give a reply up, and keep why; its text is erased."""
    db.execute("UPDATE outbox SET state = 'failed', reply = NULL, failed = ? WHERE id = ?", [reason, row])


def owners(db: Database) -> list[str]:
    """The processes that have something to send."""
    found = db.execute("SELECT DISTINCT owner FROM outbox WHERE state <> 'failed'").fetchall()
    return sorted({str(owner).removeprefix(HANDED) for (owner,) in found})


def take_over(db: Database, mine: str, dead: str, request: str = "*", place: str = "*") -> tuple[list[QueuedReply], list[str]]:
    """Take what a process that is no more left: its replies, and the requests whose change was not noted as committed.

    `request` and `place` are patterns: what fits either is taken.
    """
    sql = f"""
        UPDATE outbox SET owner = ? WHERE owner IN (?, ?) AND state <> 'failed' AND (request GLOB ? OR place GLOB ?)
        RETURNING {_COLUMNS}, state
    """  # noqa: S608 - our own columns
    rows = db.execute(sql, [mine, dead, f"{HANDED}{dead}", request, place]).fetchall()
    replies = _in_order(row[:-1] for row in rows if row[-1] != "prepared")
    return replies, sorted({str(row[1]) for row in rows if row[-1] == "prepared"})


def is_waiting(db: Database, request: str, n: int) -> bool:
    """Whether a reply is still to be sent."""
    sql = "SELECT 1 FROM outbox WHERE request = ? AND n = ? AND state <> 'failed'"
    return db.execute(sql, [request, n]).fetchone() is not None


def waits(db: Database, place: str) -> bool:
    """Whether replies for a place are still to be sent."""
    return db.execute("SELECT 1 FROM outbox WHERE place = ? AND state <> 'failed' LIMIT 1", [place]).fetchone() is not None


def drop_failed(db: Database, before: float) -> None:
    """Forget what was given up before a moment."""
    db.execute("DELETE FROM outbox WHERE state = 'failed' AND created_at < ?", [before])
