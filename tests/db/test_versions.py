"""Databases of earlier versions: each dump in `versions/` is what that version wrote, and today's opens it with nothing lost.

A dump is made with `Connection.iterdump()` of a database in which the version's own commands recorded, corrected, subscribed and
posted; the kept lexicon is left out, for it is made again. Whoever releases a version adds its dump.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.migrations import STEPS
from db.store import Store
from knowledge.guide import Question
from tests.conftest import make_workspace

VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.sql"))


@pytest.fixture(params=VERSIONS, ids=[dump.stem for dump in VERSIONS])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as an earlier version left it."""
    path = tmp_path / "shirube.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
    return path


def shape(path: Path) -> dict[str, str]:
    """Each table, index, trigger and view, as SQLite keeps it."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_the_steps_are_numbered_in_the_order_in_which_they_are_applied(tmp_path: Path) -> None:
    Store(tmp_path / "fresh.db").close()
    with closing(sqlite3.connect(tmp_path / "fresh.db")) as connection:
        applied = [name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert applied == sorted(STEPS)
    assert len({step.split("_")[0] for step in STEPS}) == len(STEPS)


def test_an_old_database_gets_the_shape_of_a_fresh_one(old: Path, tmp_path: Path) -> None:
    Store(old).close()
    Store(tmp_path / "fresh.db").close()
    assert shape(old) == shape(tmp_path / "fresh.db")


def test_what_an_old_database_holds_is_still_there(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        before = connection.execute(
            "SELECT id, indicator, year, revision, amount, recorded_by, reason FROM measurements"
        ).fetchall()
    opened = make_workspace(old.parent)
    after = opened.store.db.execute(
        "SELECT id, indicator, year, revision, amount, recorded_by, reason FROM measurements"
    ).fetchall()
    assert after == before
    assert len(after) == 19
    assert "2,360人" in opened.dialogue().ask(Question("出生数の最新値は?")).text
    assert opened.store.damage() is None
    opened.store.close()
