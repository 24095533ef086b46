"""The checks of the database: owner and permissions of its files, integrity, and the chain of its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.doctor.finding import Finding, Findings
from db.audit import chain_state
from db.heartbeats import Heartbeat
from db.inspection import of_another_user, open_to_others, replication_lag
from db.store import Store

LAG_BORNE_SECONDS = 60.0  # Litestream takes a change up within about a second
_SHOWN = 12  # digits of a digest that are enough to compare two by eye


def file_findings(say: Findings, database: Path) -> Iterator[Finding]:
    """Files that belong to another user, and a database that others can read."""
    for path, owner in of_another_user(database):
        yield say.fault("doctor.file.of_another", path=path, owner=owner)
    if open_to_others(database):
        yield say.note("doctor.database.open", path=database)


def process_findings(say: Findings, database: Path, heartbeats: Sequence[Heartbeat], now: float) -> Iterator[Finding]:
    """Which processes are silent, and whether Litestream follows."""
    for beat in heartbeats:
        if beat.silent(now):
            yield say.fault("doctor.heartbeat.silent", role=beat.role, minutes=round((now - beat.at) / 60))
        else:
            yield say.fine("doctor.heartbeat", role=beat.role)
    lag = replication_lag(database)
    if lag is not None and lag > LAG_BORNE_SECONDS:
        yield say.fault("doctor.replica.behind", seconds=round(lag))
    elif lag is not None:
        yield say.fine("doctor.replica")


def content_findings(say: Findings, copy: Store, database: Path) -> Iterator[Finding]:
    """Integrity of a copy of the database, and whether its history was changed by another program."""
    damage = copy.damage()
    if damage:
        yield say.fault("doctor.database.damage", path=database, reason=damage)
    with copy.guarded():
        state = chain_state(copy.db)
    if state.fraud:
        yield say.fault(f"doctor.audit.{state.fraud}", path=database, entry=state.entry)
    else:
        yield say.fine("doctor.audit", count=state.length, head=state.head[:_SHOWN])
