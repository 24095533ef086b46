"""When each kind of process last gave a sign of life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.store import Store

_MISSED = 3  # signs of life that may be missed before a process counts as silent
_GRACE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The last sign of life of a kind of process: at a time in seconds since 1970, to be given again every so many seconds."""

    role: str
    at: float
    every: float

    def silent(self, now: float) -> bool:
        """Whether the next sign of life is long overdue."""
        return now - self.at > _MISSED * self.every + _GRACE_SECONDS


def beat(db: Database, heartbeat: Heartbeat) -> None:
    """Note a sign of life."""
    sql = "INSERT OR REPLACE INTO heartbeats (role, at, every) VALUES (?, ?, ?)"
    db.execute(sql, [heartbeat.role, heartbeat.at, heartbeat.every])


def end(db: Database, role: str) -> None:
    """Note that a process ends as it should: nobody is to miss it."""
    db.execute("DELETE FROM heartbeats WHERE role = ?", [role])


def open_heartbeats(queue: Store) -> Sequence[Heartbeat]:
    """The last sign of life of each kind of process that runs, or did not end as it should.

    Raises:
        StoreError: the queue cannot be read.
    """
    return [Heartbeat(**row) for row in queue.rows("SELECT role, at, every FROM heartbeats ORDER BY role")]
