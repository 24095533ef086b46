"""Whoever leaves can be taken out: every table that holds people is known, and nothing of an id stays."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from decimal import Decimal

import pytest

from bot.workspace import Workspace
from db.erasure import FORGETTING, HOLDS_NOBODY, forget
from db.inbox import Inbox
from db.preferences import Preferences
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.ports import InboxItem
from knowledge.strategy.model import Language
from tests.conftest import TOKYO

LEAVER, OTHER = "U0LEAVER", "U0OTHER"
NOW = datetime(2022, 12, 1, 9, 0, tzinfo=TOKYO)
A_PERSON = re.compile(r"(^|_)(user|person|people|by|subscriber|asker|who|member|author|actor|recorder|email)(_id)?$")


def tables(workspace: Workspace) -> dict[str, list[str]]:
    """The columns of every table of ours."""
    names = [name for name in workspace.store.db.table_names() if not name.startswith(("_", "sqlite_"))]
    return {name: [column.name for column in workspace.store.db[name].columns] for name in names}


def test_every_table_says_whether_it_holds_people(workspace: Workspace) -> None:
    """A new table belongs in `db/erasure.py`: with how to take somebody out, or among those that hold nobody."""
    assert set(tables(workspace)) == set(FORGETTING) | HOLDS_NOBODY
    assert not set(FORGETTING) & HOLDS_NOBODY


def test_every_column_that_names_a_person_is_forgotten(workspace: Workspace) -> None:
    columns = [(table, column) for table, names in tables(workspace).items() for column in names if A_PERSON.search(column)]
    assert ("measurements", "recorded_by") in columns
    assert [(table, column) for table, column in columns if column not in FORGETTING.get(table, "")] == []


def fill(workspace: Workspace, person: str, year: int) -> None:
    """Leave a person's traces in every table that holds people."""
    row = (None, Measurement("births", year, "1人", Quantity(Decimal(1), "人"), "test"))
    workspace.measurements.record([row], NOW, by=person)
    Preferences(workspace.store).choose_language(person, Language.ENGLISH)
    inbox = Inbox(workspace.store.path)
    asyncio.run(inbox.keep(InboxItem(f"click-{year}", None, person, "{}", 1.0)))
    asyncio.run(inbox.keep(InboxItem(f"event-{year}", None, "C1:1", f'{{"user": "{person}"}}', 1.0)))
    inbox.close()
    with workspace.store.writing() as db:
        sql = (
            "INSERT INTO subscriptions (channel, cadence, day, at, language, subscriber, since)"
            " VALUES (?, 'monthly', 1, '09:00', 'ja', ?, '2022-12-01')"
        )
        db.execute(sql, [f"C{year}", person])
        sql = "INSERT INTO dropped_files (id, user, name, content, kept_at) VALUES (?, ?, 'f.csv', x'00', '2022-12-01')"
        db.execute(sql, [str(year), person])


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
    assert held == {"measurements": 1, "subscriptions": 1, "preferences": 1, "dropped_files": 1, "inbox": 2}
    assert LEAVER not in dump(filled)


def test_the_other_people_stay(filled: Workspace) -> None:
    before = dump(filled).count(OTHER)
    forget(filled.store, LEAVER)
    assert dump(filled).count(OTHER) == before


def test_what_was_recorded_stays_for_the_audit(filled: Workspace) -> None:
    forget(filled.store, LEAVER)
    entry = filled.measurements.history("births")[0]
    assert (entry.recorded_by, entry.recorded_at) == (None, NOW)
    assert entry.measurement


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
