"""A full disk and a damaged database: a clear message, and nothing recorded is lost or half there."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.conftest import Shirube

HEADER = "indicator,year,value,source,note\n"


def process(folder: Path, *arguments: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a process, which may let no file grow beyond so many bytes."""
    surroundings = {"SHIRUBE_DATABASE": str(folder / "shirube.db"), "SHIRUBE_TODAY": "2022-12-01", "LANG": "en_US.UTF-8"}
    surroundings["PYTHONDONTWRITEBYTECODE"] = "1"  # what is compiled under the limit would be cut short, and kept
    limited: Callable[[], None] | None = None
    if limit is not None:
        limited = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
    command = [Path(sys.executable).with_name("shirube"), *arguments]
    return subprocess.run(command, env=surroundings, preexec_fn=limited, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("room", [0, 4096, pytest.param(20000, marks=pytest.mark.thorough)])
def test_an_import_that_the_disk_has_no_room_for_leaves_everything_as_it_was(sampled: Shirube, tmp_path: Path, room: int) -> None:
    many = tmp_path / "many.csv"
    many.write_text(HEADER + "".join(f"births,{year},{year},{'x' * 500},\n" for year in range(1950, 2018)), encoding="utf-8")
    before = sampled("history", "births").stdout
    full = process(tmp_path, "import", many, limit=room)
    assert (full.returncode, full.stdout) == (1, "")
    assert full.stderr.startswith("Error: ")
    assert "Traceback" not in full.stderr
    assert "shirube.db" in full.stderr
    assert sampled("history", "births").stdout == before
    assert sampled("import", many).exit_code == 0


def test_a_damaged_database_is_named_and_a_backup_mends_it(sampled: Shirube, tmp_path: Path) -> None:
    database, copy = tmp_path / "shirube.db", tmp_path / "copy.db"
    assert sampled("backup", copy).exit_code == 0
    before = sampled("history", "births").stdout
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (database.stat().st_size - 4096))
    refused = process(tmp_path, "ask", "births target?")
    assert refused.returncode == 1
    assert refused.stderr == f"Error: {database} is damaged; restore it from a backup.\n"
    assert process(tmp_path, "restore", "--yes", copy).returncode == 0
    assert sampled("history", "births").stdout == before
