"""Whoever leaves can be taken out: every table that holds people is known, and nothing of an id stays."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal

import pytest

from bot.workspace import Workspace
from db.erasure import FORGETTING, HOLDS_NOBODY, QUEUE_FORGETTING, QUEUE_HOLDS_NOBODY, forget
from db.preferences import Preferences
from db.queue import Queue, open_queue
from db.store import Store
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.queue_ports import InboxItem
from knowledge.strategy.model import Language
from tests.conftest import TOKYO

LEAVER, OTHER = "U0LEAVER", "U0OTHER"
NOW = datetime(2022, 12, 1, 9, 0, tzinfo=TOKYO)
A_PERSON = re.compile(r"(^|_)(user|person|people|by|subscriber|asker|who|member|author|actor|recorder|email)(_id)?$")


def tables(store: Store) -> dict[str, list[str]]:
    """The columns of every table of ours."""
    names = [name for name in store.db.table_names() if not name.startswith(("_", "sqlite_"))]
    return {name: [column.name for column in store.db[name].columns] for name in names}


@pytest.fixture
def queue(workspace: Workspace) -> Iterator[Store]:
    opened = open_queue(workspace.store.path)
    yield opened
    opened.close()


def test_every_table_says_whether_it_holds_people(workspace: Workspace, queue: Store) -> None:
    """A new table belongs in `db/erasure.py`: with how to take somebody out, or among those that hold nobody."""
    assert set(tables(workspace.store)) == set(FORGETTING) | HOLDS_NOBODY
    assert not set(FORGETTING) & HOLDS_NOBODY
    assert set(tables(queue)) == set(QUEUE_FORGETTING) | QUEUE_HOLDS_NOBODY


def test_every_column_that_names_a_person_is_forgotten(workspace: Workspace) -> None:
    columns = [(table, column) for table, names in tables(workspace.store).items() for column in names if A_PERSON.search(column)]
    assert ("measurements", "recorded_by") in columns
    assert [(table, column) for table, column in columns if column not in FORGETTING.get(table, "")] == []


def fill(workspace: Workspace, person: str, year: int) -> None:
    """Leave a person's traces in every table that holds people."""
    row = (None, Measurement("births", year, "1人", Quantity(Decimal(1), "人"), "test"))
    workspace.measurements.record([row], NOW, by=person)
    Preferences(workspace.store).choose_language(person, Language.ENGLISH)
    asyncio.run(arrive(workspace, person, year))
    with workspace.store.writing() as db:
        sql = (
            "INSERT INTO subscriptions (channel, cadence, day, at, language, subscriber, since)"
            " VALUES (?, 'monthly', 1, '09:00', 'ja', ?, '2022-12-01')"
        )
        db.execute(sql, [f"C{year}", person])
        sql = "INSERT INTO dropped_files (id, user, name, content, kept_at) VALUES (?, ?, 'f.csv', x'00', '2022-12-01')"
        db.execute(sql, [str(year), person])


async def arrive(workspace: Workspace, person: str, year: int) -> None:
    """A click, a message and a reply wait in the queue."""
    queue = Queue(workspace.store.path)
    await queue.keep(InboxItem(f"click-{year}", None, person, "{}", 1.0))
    await queue.keep(InboxItem(f"event-{year}", None, "C1:1", f'{{"user": "{person}"}}', 1.0))
    await queue.commit(f"reply-{year}", "C1:1", [f'{{"channel": "{person}"}}'], {})
    queue.close()


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    fill(workspace, LEAVER, 2019)
    fill(workspace, OTHER, 2020)
    return workspace


def dump(workspace: Workspace) -> str:
    """All that the database holds, as text."""
    with closing(sqlite3.connect(workspace.store.path)) as connection:
        return "\n".join(connection.iterdump())


def test_nothing_of_the_id_stays(filled: Workspace) -> None:
    assert LEAVER in dump(filled)
    held = forget(filled.store, LEAVER)
    assert held == {"measurements": 1, "subscriptions": 1, "preferences": 1, "dropped_files": 1}
    assert LEAVER not in dump(filled)


def test_nothing_of_the_id_stays_in_the_queue(filled: Workspace, queue: Store) -> None:
    assert forget(queue, LEAVER, QUEUE_FORGETTING) == {"inbox": 2, "outbox": 1}
    assert LEAVER not in "\n".join(queue.db.iterdump())
    assert OTHER in "\n".join(queue.db.iterdump())


def test_the_other_people_stay(filled: Workspace) -> None:
    before = dump(filled).count(OTHER)
    forget(filled.store, LEAVER)
    assert dump(filled).count(OTHER) == before


def test_what_was_recorded_stays_for_the_audit(filled: Workspace) -> None:
    forget(filled.store, LEAVER)
    entry = filled.measurements.history("births")[0]
    assert (entry.recorded_by, entry.recorded_at) == (None, NOW)
    assert entry.record


def test_nothing_of_the_id_can_be_read_from_the_file(filled: Workspace) -> None:
    forget(filled.store, LEAVER)
    filled.store.close()
    kept = filled.store.path.read_bytes()
    assert OTHER.encode() in kept
    assert LEAVER.encode() not in kept


def test_a_stranger_was_nowhere(filled: Workspace) -> None:
    before = dump(filled)
    assert forget(filled.store, "U0NOBODY") == {}
    assert dump(filled) == before
