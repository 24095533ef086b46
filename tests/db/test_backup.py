"""Copies of the database: consistent while others write, checked, and put back without losing what was there."""

from __future__ import annotations

import asyncio
import fcntl
import resource
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.workspace import Workspace
from db.backup import back_up, restore
from db.queue import Queue
from db.store import Store
from knowledge.errors import StoreError
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.queue_ports import InboxItem
from tests.conftest import TOKYO, make_workspace

NOW = datetime(2022, 12, 1, 9, 0, tzinfo=TOKYO)


def record(workspace: Workspace, value: int, *indicators: str) -> None:
    """Record the value for 2021, in one transaction for all indicators."""
    rows = [(None, Measurement(i, 2021, f"{value}人", Quantity(Decimal(value), "人"), "test")) for i in indicators or ("births",)]
    workspace.measurements.record(rows, NOW, reason="test")


def births(path: Path) -> list[str]:
    """The values recorded of births in a file, in their order."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT amount FROM measurements WHERE indicator = 'births' ORDER BY id")]


def refused(call: object, *arguments: object, **named: object) -> str:
    """The message id of the error that a call raises."""
    with pytest.raises(StoreError) as caught:
        call(*arguments, **named)  # type: ignore[operator]
    return caught.value.message_id


def test_a_copy_holds_everything_and_stands_alone(sampled: Workspace, tmp_path: Path) -> None:
    copied = back_up(sampled.store.path, tmp_path / "copy.db")
    assert copied.entries == 18
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]
    assert births(tmp_path / "copy.db") == ["2440", "2395", "2350"]


def test_a_copy_taken_while_another_writes_is_of_one_instant(sampled: Workspace, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        writer = make_workspace(sampled.store.path.parent)
        for value in range(10_000, 100_000):
            record(writer, value, "births", "active-seniors", "new-jobs")
            if done.is_set():
                break
        writer.store.close()

    thread = threading.Thread(target=write)
    thread.start()
    copies = [tmp_path / f"copy-{n}.db" for n in range(12)]
    for copy in copies:
        back_up(sampled.store.path, copy)
    done.set()
    thread.join()
    newest = []
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            sql = "SELECT amount, count(*) FROM measurements WHERE reason = 'test' GROUP BY amount ORDER BY id"
            written = connection.execute(sql).fetchall()
        assert all(times == 3 for _, times in written)
        newest.append(len(written))
    assert newest == sorted(newest)
    assert newest[-1] > newest[0]


def test_a_file_that_is_there_is_overwritten_only_when_asked(sampled: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("another file")
    assert refused(back_up, sampled.store.path, copy) == "backup.exists"
    assert copy.read_text() == "another file"
    back_up(sampled.store.path, copy, overwrite=True)
    assert len(births(copy)) == 3


def test_the_database_itself_is_never_overwritten(sampled: Workspace) -> None:
    assert refused(back_up, sampled.store.path, sampled.store.path, overwrite=True) == "backup.exists"
    assert len(births(sampled.store.path)) == 3


def test_no_database_is_made_for_a_copy(tmp_path: Path) -> None:
    assert refused(back_up, tmp_path / "shirube.db", tmp_path / "copy.db") == "backup.missing"
    assert list(tmp_path.iterdir()) == []


def damage(path: Path) -> None:
    """Overwrite all but the first page of a database."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))


def test_a_damaged_database_gives_no_copy(sampled: Workspace, tmp_path: Path) -> None:
    sampled.store.close()
    damage(sampled.store.path)
    assert refused(back_up, sampled.store.path, tmp_path / "copy.db") == "store.damaged"
    assert not list(tmp_path.glob("*copy*"))


def test_a_full_disk_leaves_the_older_copy_as_it_was(sampled: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(sampled.store.path, copy)
    before = copy.read_bytes()
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("shirube")), "backup", "--overwrite", str(copy)],
        env={"SHIRUBE_DATABASE": str(sampled.store.path), "LANG": "en_US.UTF-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"Error: {copy} cannot be read or written")
    assert copy.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_a_copy_holds_no_text_that_waits_for_an_answer(sampled: Workspace, tmp_path: Path) -> None:
    queue = Queue(sampled.store.path)
    asyncio.run(queue.keep(InboxItem("Ev1", None, "C1", '{"text": "a secret question"}', 1.0)))
    back_up(sampled.store.path, tmp_path / "copy.db")
    queue.close()
    assert b"a secret question" not in (tmp_path / "copy.db").read_bytes()


def test_a_restored_database_is_the_copy_and_the_old_one_is_kept(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    record(sampled, 2360)
    sampled.store.close()
    copied, aside = restore(copy, database)
    assert copied.entries == 18
    assert aside is not None
    assert births(database) == ["2440", "2395", "2350"]
    assert births(aside) == ["2440", "2395", "2350", "2360"]
    assert make_workspace(database.parent).store.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_a_killed_process_left_in_the_log_is_kept_too(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    sampled.store.close()
    script = (
        "import os, sys, sqlite3; c = sqlite3.connect(sys.argv[1]); "
        'c.execute("INSERT INTO measurements (indicator, year, revision, wording, amount, recorded_at) '
        "VALUES ('births', 2016, 1, '1', '1', '2022-12-01T09:00:00+09:00')\"); c.commit(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(database)], check=False)
    assert database.with_name("shirube.db-wal").stat().st_size > 0
    _, aside = restore(copy, database)
    assert aside is not None
    assert births(aside)[-1] == "1"
    assert births(database)[-1] == "2350"


def test_a_database_in_use_is_left_alone(sampled: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(sampled.store.path, copy)
    record(sampled, 2360)
    before = sorted(tmp_path.iterdir())
    assert refused(restore, copy, sampled.store.path) == "restore.in_use"
    record(sampled, 2370)
    assert births(sampled.store.path)[-2:] == ["2360", "2370"]
    assert sorted(tmp_path.iterdir()) == before


def test_a_copy_by_a_newer_version_is_refused(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    sampled.store.close()
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('shirube', 'm999', '')")
        connection.commit()
    before = database.read_bytes()
    assert refused(restore, copy, database) == "store.newer"
    assert database.read_bytes() == before


@pytest.mark.parametrize(("content", "message"), [("no database", "store.no_database"), (None, "backup.not_ours")])
def test_what_is_no_copy_of_ours_is_refused(sampled: Workspace, tmp_path: Path, content: str | None, message: str) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    sampled.store.close()
    if content:
        copy.write_text(content * 500)
    else:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE other (x)")
    before = database.read_bytes()
    assert refused(restore, copy, database) == message
    assert database.read_bytes() == before


def test_a_damaged_copy_is_refused(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    damage(copy)
    sampled.store.close()
    assert refused(restore, copy, database) == "store.damaged"
    assert len(births(database)) == 3


def test_a_damaged_database_is_replaced_and_kept_as_it_is(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    sampled.store.close()
    database.write_bytes(b"garbage" * 5000)
    _, aside = restore(copy, database)
    assert aside is not None
    assert len(births(database)) == 3
    assert aside.read_bytes() == b"garbage" * 5000


def test_a_log_without_its_database_is_not_taken_for_the_copys(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    sampled.store.close()
    database.unlink()
    database.with_name("shirube.db-wal").write_bytes(b"left over" * 999)
    assert restore(copy, database)[1] is None
    assert len(births(database)) == 3


def test_a_copy_of_an_older_version_is_brought_up_to_date(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    sampled.store.close()
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(
            "DROP TABLE handled; DELETE FROM _sqlite_migrations WHERE name = 'm080_queue';"
            "CREATE TABLE inbox (payload); CREATE TABLE conversations (id);"
        )
    restore(copy, database)
    assert "handled" in Store(database).db.table_names()


def test_two_restores_in_one_second_keep_both_databases(sampled: Workspace, tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", sampled.store.path
    back_up(database, copy)
    sampled.store.close()
    kept = []
    for value in (2360, 2370, 2380):
        opened = make_workspace(tmp_path)
        record(opened, value)
        opened.store.close()
        kept.append(restore(copy, database)[1])
    assert [births(aside)[-1] for aside in kept if aside] == ["2360", "2370", "2380"]
    assert len(set(kept)) == 3


def test_what_a_killed_copy_left_is_removed_by_the_next_and_one_under_way_is_not(sampled: Workspace, tmp_path: Path) -> None:
    left, under_way = tmp_path / ".copy.db.99999999.partial", tmp_path / ".copy.db.99999998.partial"
    for path in (left, tmp_path / f"{left.name}-journal", under_way):
        path.write_bytes(b"half a copy")
    with under_way.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        back_up(sampled.store.path, tmp_path / "copy.db")
    assert [path for path in tmp_path.iterdir() if "partial" in path.name] == [under_way]


def test_a_backup_makes_no_folder(sampled: Workspace, tmp_path: Path) -> None:
    assert refused(back_up, sampled.store.path, tmp_path / "unmounted" / "copy.db") == "store.cannot_open"
    assert not (tmp_path / "unmounted").exists()
