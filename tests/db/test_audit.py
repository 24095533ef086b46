"""The audit chain: whatever somebody does to the history past the triggers, the chain shows it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from decimal import Decimal

import pytest

from bot.workspace import Workspace
from db.audit import ChainState, Fraud, chain_state
from db.erasure import forget
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from tests.conftest import TOKYO

NOW = datetime(2022, 12, 1, 9, 0, tzinfo=TOKYO)


def record(workspace: Workspace, value: int) -> int:
    """Record the births of 2021; the number of the change."""
    measurement = Measurement("births", 2021, f"{value}人", Quantity(Decimal(value), "人"), "test")
    made = workspace.measurements.record([(None, measurement)], NOW, by="U0TARO", reason="test").change
    assert made is not None
    return made


def forge(shell: sqlite3.Connection, statement: str) -> None:
    """What somebody does who first takes the triggers away."""
    names = [name for (name,) in shell.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in names:
        shell.execute(f"DROP TRIGGER {name}")
    shell.execute(statement)


def state(workspace: Workspace) -> ChainState:
    """What the chain says."""
    return chain_state(workspace.store.db)


def test_a_chain_that_nobody_touched_is_whole_and_grows(sampled: Workspace) -> None:
    before = state(sampled)
    assert before.fraud is None
    sampled.measurements.undo(record(sampled, 2360), NOW, by="U0TARO", reason="test")
    after = state(sampled)
    assert (after.fraud, after.length) == (None, before.length + 4)  # two changes, two entries
    assert after.head != before.head


def test_who_is_forgotten_breaks_no_chain(sampled: Workspace) -> None:
    record(sampled, 2360)
    before = state(sampled)
    assert forget(sampled.store, "U0TARO")["measurements"] == 1
    assert state(sampled) == before


@pytest.mark.parametrize(
    ("statement", "fraud", "entry"),
    [
        ("UPDATE measurements SET amount = '9999' WHERE id = 3", Fraud.CHANGED, "measurement:3"),
        ("UPDATE measurements SET reason = 'of course' WHERE id = 19", Fraud.CHANGED, "measurement:19"),
        ("UPDATE points SET amount = '1' WHERE indicator = 'births' AND field = 'target'", Fraud.CHANGED, "point:births/target/1"),
        ("UPDATE changes SET key = 'x' WHERE id = 1", Fraud.CHANGED, "change:1"),
        ("DELETE FROM measurements WHERE id = 19", Fraud.REMOVED, "measurement:19"),
        ("DELETE FROM points WHERE indicator = 'births' AND field = 'target'", Fraud.REMOVED, "point:births/target/1"),
        ("UPDATE audit SET digest = hex(zeroblob(32)) WHERE entry = 'measurement:2'", Fraud.CHANGED, "measurement:2"),
        ("DELETE FROM audit WHERE entry = 'measurement:19'", Fraud.ADDED, "measurement:19"),
        (
            (
                "INSERT INTO measurements (indicator, year, revision, wording, amount, recorded_at)"
                " VALUES ('births', 2017, 1, '1人', '1', '2022-12-01T09:00:00+09:00')"
            ),
            Fraud.ADDED,
            "measurement:20",
        ),
    ],
)
def test_what_is_forged_is_found(sampled: Workspace, shell: sqlite3.Connection, statement: str, fraud: Fraud, entry: str) -> None:
    record(sampled, 2360)
    forge(shell, statement)
    found = state(sampled)
    assert (found.fraud, found.entry) == (fraud, entry)


def test_a_seal_taken_from_the_middle_is_missed_at_the_next_one(sampled: Workspace, shell: sqlite3.Connection) -> None:
    forge(shell, "DELETE FROM audit WHERE entry = 'measurement:2'")
    assert state(sampled).fraud is Fraud.CHANGED


def test_a_column_that_a_later_version_adds_breaks_no_chain(sampled: Workspace, shell: sqlite3.Connection) -> None:
    before = state(sampled)
    shell.execute("ALTER TABLE measurements ADD COLUMN page INTEGER")
    shell.execute("ALTER TABLE points ADD COLUMN remarks TEXT NOT NULL DEFAULT '{}'")
    assert state(sampled) == before
