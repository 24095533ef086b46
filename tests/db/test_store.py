"""The file: opened by several at once, and what goes wrong is said in words."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.workspace import Workspace
from db.store import Store, json_is_innocuous
from knowledge.errors import StoreError
from tests.conftest import make_workspace


def refused(path: Path) -> str:
    """The message id of what opening the file raises."""
    with pytest.raises(StoreError) as caught:
        Store(path, busy_seconds=0.05)
    return caught.value.message_id


def test_many_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    def digest(_: int) -> str:
        opened = make_workspace(tmp_path)
        try:
            return opened.digest
        finally:
            opened.store.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(digest, range(6)))) == 1


def test_a_file_is_in_wal_mode_with_its_foreign_keys_heeded(workspace: Workspace) -> None:
    pragmas = {name: workspace.store.db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1}


def test_a_file_of_a_newer_version_is_left_alone(workspace: Workspace) -> None:
    workspace.store.db["_sqlite_migrations"].insert(
        {"migration_set": "shirube", "name": "m999_tomorrow", "applied_at": "2030-01-01"}
    )
    assert refused(workspace.store.path) == "store.newer"


def test_a_locked_file_is_said_to_be_in_use(workspace: Workspace) -> None:
    other = Store(workspace.store.path, busy_seconds=0.05)
    with workspace.store.writing(), pytest.raises(StoreError) as caught, other.writing():
        raise AssertionError("two writers at once")
    assert caught.value.message_id == "store.locked"


def test_a_damaged_file_is_said_to_be_damaged(workspace: Workspace) -> None:
    workspace.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path, size = workspace.store.path, workspace.store.path.stat().st_size
    workspace.store.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(StoreError) as caught:
        make_workspace(path.parent)
    assert caught.value.message_id == "store.damaged"


def test_what_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "shirube.db"
    path.write_text("indicator,year,value\n" * 100)
    assert refused(path) == "store.no_database"


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere" / "shirube.db") == "store.cannot_open"


def test_a_file_that_may_not_be_written_is_said_to_be_read_only(workspace: Workspace) -> None:
    workspace.store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError) as caught, workspace.store.writing() as db:
        db.execute("DELETE FROM lexicon")
    assert caught.value.message_id == "store.read_only"


def test_a_full_disk_is_said_to_be_full_and_nothing_is_half_there(workspace: Workspace) -> None:
    db = workspace.store.db
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StoreError) as caught, workspace.store.writing():
        db["handled"].insert_all({"key": f"{n}{'x' * 3000}", "at": 1.0} for n in range(50))
    assert caught.value.message_id == "store.full"
    assert db["handled"].count == 0


def test_a_commit_that_fails_leaves_nothing_and_the_next_one_is_sound(workspace: Workspace) -> None:
    orphan = "INSERT INTO entities (id, kind, parent, position, name_ja, name_en) VALUES ('x', 'goal', 'nobody', 99, 'x', 'x')"
    with pytest.raises(StoreError), workspace.store.writing() as db:
        db.execute(orphan)  # its parent is looked for at COMMIT
    assert not workspace.store.db.conn.in_transaction
    with workspace.store.writing() as db:
        db.execute("INSERT INTO preferences VALUES ('U1', 'ja')")
    other = sqlite3.connect(workspace.store.path)
    assert other.execute("SELECT count(*) FROM preferences").fetchone() == (1,)
    assert other.execute("SELECT count(*) FROM entities WHERE id = 'x'").fetchone() == (0,)


@pytest.mark.parametrize("how", ["removed", "replaced", "moved"])
def test_nothing_is_said_to_be_saved_in_a_file_that_is_no_more_there(workspace: Workspace, how: str) -> None:
    path = workspace.store.path
    if how == "replaced":
        Store(path.with_name("other.db")).close()
        path.with_name("other.db").replace(path)
    elif how == "moved":
        path.rename(path.with_name("old.db"))
    else:
        path.unlink()
    with pytest.raises(StoreError) as caught, workspace.store.writing() as db:
        db.execute("INSERT INTO preferences VALUES ('U1', 'ja')")
    assert caught.value.message_id == "store.replaced"


def test_a_file_that_is_removed_while_it_is_written_is_noticed_too(workspace: Workspace) -> None:
    with pytest.raises(StoreError) as caught, workspace.store.writing():
        workspace.store.path.unlink()
    assert caught.value.message_id == "store.replaced"


def test_a_new_file_is_its_owners_alone(workspace: Workspace) -> None:
    with workspace.store.writing() as db:
        db.execute("INSERT INTO preferences VALUES ('U1', 'ja')")
    files = list(workspace.store.path.parent.glob("shirube.db*"))
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert workspace.store.path.with_name("shirube.db-wal") in files


def test_an_opening_that_fails_leaves_no_file_open(workspace: Workspace) -> None:
    workspace.store.db["_sqlite_migrations"].insert({"migration_set": "shirube", "name": "m999_x", "applied_at": "2030-01-01"})
    workspace.store.close()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        assert refused(workspace.store.path) == "store.newer"
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_all_that_a_transaction_wrote_goes_with_it(workspace: Workspace) -> None:
    row = {"key": "r", "at": 1.0}
    with pytest.raises(StoreError), workspace.store.writing() as db:
        db["handled"].insert_all([row, {**row, "key": ""}])
    assert sqlite3.connect(workspace.store.path).execute("SELECT count(*) FROM handled").fetchone() == (0,)


def test_no_schema_is_trusted_where_sqlite_knows_that_json_is_harmless(workspace: Workspace) -> None:
    trusted = workspace.store.db.execute("PRAGMA trusted_schema").fetchone()[0]
    assert trusted == int(not json_is_innocuous())
