"""A full disk and a damaged database: a clear message, and nothing recorded is lost or half there."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

HEADER = "indicator,year,value,source,note\n"


def shirube(folder: Path, *arguments: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a process, which may let no file grow beyond so many bytes."""
    surroundings = {"SHIRUBE_DATABASE": str(folder / "shirube.db"), "SHIRUBE_TODAY": "2022-12-01", "LANG": "en_US.UTF-8"}
    limited: Callable[[], None] | None = None
    if limit is not None:
        limited = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
    command = [Path(sys.executable).with_name("shirube"), *arguments]
    return subprocess.run(command, env=surroundings, preexec_fn=limited, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the invented measurements; to be copied."""
    folder = tmp_path_factory.mktemp("imported")
    assert shirube(folder, "import", SAMPLE).returncode == 0
    return folder / "shirube.db"


@pytest.fixture
def recorded(tmp_path: Path, imported: Path) -> Path:
    """A folder with a copy of that database."""
    shutil.copy(imported, tmp_path / "shirube.db")
    return tmp_path


@pytest.mark.parametrize("room", [0, 4096, 20000])
def test_an_import_that_the_disk_has_no_room_for_leaves_everything_as_it_was(recorded: Path, room: int) -> None:
    many = recorded / "many.csv"
    many.write_text(HEADER + "".join(f"births,{year},{year},{'x' * 500},\n" for year in range(1950, 2018)), encoding="utf-8")
    before = shirube(recorded, "history", "births").stdout
    full = shirube(recorded, "import", many, limit=room)
    assert (full.returncode, full.stdout) == (1, "")
    assert full.stderr.startswith("Error: ")
    assert "Traceback" not in full.stderr
    assert "shirube.db" in full.stderr
    assert shirube(recorded, "history", "births").stdout == before
    assert shirube(recorded, "import", many).returncode == 0


def test_a_damaged_database_is_named_and_a_backup_mends_it(recorded: Path) -> None:
    database, copy = recorded / "shirube.db", recorded / "copy.db"
    assert shirube(recorded, "backup", copy).returncode == 0
    before = shirube(recorded, "history", "births").stdout
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (database.stat().st_size - 4096))
    refused = shirube(recorded, "ask", "births target?")
    assert refused.returncode == 1
    assert refused.stderr == f"Error: {database} is damaged; restore it from a backup.\n"
    assert shirube(recorded, "restore", "--yes", copy).returncode == 0
    assert shirube(recorded, "history", "births").stdout == before
