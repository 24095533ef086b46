"""The tables refuse nonsense from any program, and nothing recorded can be overwritten."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from pathlib import Path
from shutil import which

import pytest

from bot.workspace import Workspace
from db.queue import open_queue
from db.store import Store

COLUMNS = "(indicator, year, revision, wording, amount, recorded_at, reason)"


def row(**changed: str) -> str:
    """An INSERT of a new value of births for 2022, with some values changed to nonsense."""
    values = {
        "indicator": "'births'",
        "year": "2022",
        "revision": "1",
        "wording": "'2,300人'",
        "amount": "'2300'",
        "recorded_at": "'2022-12-01T09:00:00+09:00'",
        "reason": "NULL",
    }
    return f"INSERT INTO measurements {COLUMNS} VALUES ({', '.join({**values, **changed}.values())})"


def test_a_sound_row_is_taken(shell: sqlite3.Connection) -> None:
    assert shell.execute(row()).rowcount == 1


NONSENSE = {
    "unknown indicator": row(indicator="'birth'"),
    "year in the future": row(year="2023"),
    "year out of reason": row(year="20"),
    "year that is no number": row(year="'last'"),
    "revision without a first": row(revision="2", reason="'typo'"),
    "second first revision": row(year="2021"),
    "correction without a reason": row(year="2021", revision="2"),
    "amount that is no number": row(amount="'about 2300'"),
    "amount with two points": row(amount="'2.3.0'"),
    "amount with a minus inside": row(amount="'23-00'"),
    "amount that ends in a point": row(amount="'2300.'"),
    "amount in floating point": row(amount="'2.3e3'"),
    "number without an amount": row(amount="NULL"),
    "no wording": row(wording="NULL"),
    "empty wording": row(wording="''"),
    "moment that is none": row(recorded_at="'yesterday'"),
    "moment as a day number": row(recorded_at="'2459915'"),
    "baseline overwritten": "UPDATE points SET amount = '1' WHERE indicator = 'births'",
    "target deleted": "DELETE FROM points WHERE indicator = 'births'",
    "target replaced": "INSERT OR REPLACE INTO points SELECT * FROM points WHERE indicator = 'births' AND field = 'target'",
    "target of an unknown indicator": "INSERT INTO points (indicator, field, revision, wording_ja, wording_en, year, stated_on)"
    " VALUES ('x', 'target', 1, '1', '1', 2024, '2022-12-01')",
    "measurement overwritten": "UPDATE measurements SET amount = '1'",
    "measurement moved": "UPDATE measurements SET year = 2018 WHERE year = 2021 AND indicator = 'births'",
    "measurement put under another name": "UPDATE measurements SET recorded_by = 'U1'",
    "measurement deleted": "DELETE FROM measurements",
    "measurement replaced": "INSERT OR REPLACE INTO measurements SELECT id, indicator, year, 2, withdrawn, '1人', '1', exponent,"
    " places, approximate, source, note, kind, as_of, recorded_at, recorded_by, 'x', change FROM measurements WHERE id = 1",
    "measurement of no change": "INSERT INTO measurements (indicator, year, revision, wording, amount, recorded_at, change)"
    " VALUES ('births', 2022, 1, '2300人', '2300', '2022-12-01', 99)",
    "measurement replaced by its number": "INSERT OR REPLACE INTO measurements (id, indicator, year, revision, wording, amount,"
    " recorded_at) VALUES (1, 'births', 2022, 1, '1人', '1', '2022-12-01T09:00:00+09:00')",
    "measurement moved over another": "UPDATE OR REPLACE measurements SET id = 2 WHERE id = 1",
    "target replaced by its row": "INSERT OR REPLACE INTO points (rowid, indicator, field, revision, wording_ja, wording_en, year,"
    " amount, stated_on) SELECT rowid, indicator, field, 2, '1人', '1', 2024, '1', '2022-12-01' FROM points"
    " WHERE indicator = 'births' AND field = 'target'",
    "target moved over another": "UPDATE OR REPLACE points SET rowid = 2 WHERE rowid = 1",
    "change replaced": "INSERT OR REPLACE INTO changes (id, key) VALUES (1, 'forged')",
    "change replaced by its key": "INSERT OR REPLACE INTO changes (id, key) VALUES (99, 'first')",
    "change that undoes what is not there": "INSERT INTO changes (id, undoes) VALUES (99, 98)",
    "change moved over another": "UPDATE OR REPLACE changes SET id = 2 WHERE id = 1",
    "indicator replaced by another unit": "INSERT OR REPLACE INTO indicators (id, unit, direction) VALUES ('births', '円', 'increase')",
    "indicator replaced by its row": "INSERT OR REPLACE INTO indicators (rowid, id, unit, direction)"
    " SELECT rowid, 'x', unit, direction FROM indicators WHERE id = 'births'",
    "indicator moved over another": "UPDATE OR REPLACE indicators SET rowid = 2 WHERE rowid = 1",
    "seal rewritten": "UPDATE audit SET digest = hex(zeroblob(32))",
    "seal deleted": "DELETE FROM audit",
    "seal replaced": "INSERT OR REPLACE INTO audit (id, entry, digest) SELECT id, 'change:9', digest FROM audit WHERE id = 1",
    "seal replaced by its entry": "INSERT OR REPLACE INTO audit (id, entry, digest) SELECT max(id) + 1, min(entry), digest FROM audit",
    "seal out of order": "INSERT INTO audit (id, entry, digest) SELECT max(id) + 2, 'change:9', digest FROM audit",
    "change undone twice": "UPDATE changes SET undoes = NULL",
    "change deleted": "DELETE FROM changes",
    "indicator deleted": "DELETE FROM indicators",
    "indicator renamed": "UPDATE indicators SET id = 'x' WHERE id = 'births'",
    "unit of a measured indicator": "UPDATE indicators SET unit = 'x' WHERE id = 'births'",
    "direction that is none": "UPDATE indicators SET direction = 'sideways'",
    "month that is none": "UPDATE indicators SET due_month = 13",
    "kind of entity that is none": "UPDATE entities SET kind = 'wish' WHERE id = 'city'",
    "second strategy": "INSERT INTO strategy_file SELECT 2, name, digest, loaded_on, document, city_ja, city_en, plan FROM strategy_file",
}


@pytest.mark.parametrize("statement", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused(shell: sqlite3.Connection, statement: str) -> None:
    shell.execute("INSERT INTO changes (key) VALUES ('first')")
    before = list(shell.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        shell.execute(statement)
    assert list(shell.iterdump()) == before


def test_who_recorded_may_be_taken_out_and_nothing_else(shell: sqlite3.Connection) -> None:
    shell.execute(row().replace("reason)", "recorded_by)").replace("NULL", "'U1'"))
    assert shell.execute("UPDATE measurements SET recorded_by = NULL WHERE recorded_by = 'U1'").rowcount == 1


@pytest.mark.skipif(which("sqlite3") is None, reason="the sqlite3 shell is not installed")
def test_the_shell_itself_is_refused(sampled: Workspace) -> None:
    ran = subprocess.run(["sqlite3", str(sampled.store.path), row(indicator="'birth'")], capture_output=True, text=True)
    assert ran.returncode
    assert re.search("no such indicator", ran.stderr)


def test_moments_are_texts_in_records_and_seconds_in_what_passes(tmp_path: Path) -> None:
    store, queue = Store(tmp_path / "shirube.db"), open_queue(tmp_path / "shirube.db")
    kinds = {
        (file, table, column.name): column.type
        for file, opened in (("records", store), ("queue", queue))
        for table in opened.db.table_names()
        if not table.startswith(("_", "sqlite_"))
        for column in opened.db[table].columns
        if re.search(r"(^|_)at$", column.name) and table != "subscriptions"  # there it is a time of the day
    }
    store.close()
    queue.close()
    seconds = {where for where, kind in kinds.items() if kind == "REAL"}
    assert {where for where in kinds if where[0] == "queue" and where[1] != "conversations"} | {
        ("records", "handled", "at")
    } == seconds
    assert {kind for where, kind in kinds.items() if where not in seconds} == {"TEXT"}
    assert len(kinds) > 10
