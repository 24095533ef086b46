"""The command as it is called: arguments in; output, errors and exit status out."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.conftest import SAMPLE

Shirube = Callable[..., Result]


def _command(database: Path) -> Shirube:
    """`shirube` in this process, on 2022-12-01 over a database."""

    def call(*arguments: str | Path, stdin: str | bytes = "", **variables: str) -> Result:
        environment = {"SHIRUBE_DATABASE": str(database), "SHIRUBE_TODAY": "2022-12-01", **variables}
        result = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, env=environment, prog_name="shirube")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


@pytest.fixture
def shirube(tmp_path: Path, released: Path) -> Shirube:
    """Call `shirube` in this process, on 2022-12-01 over a database of its own."""
    return _command(Path(shutil.copy(released, tmp_path / "shirube.db")))


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, released: Path) -> Path:
    """A database with the invented measurements imported; to be copied."""
    database = Path(shutil.copy(released, tmp_path_factory.mktemp("imported") / "shirube.db"))
    assert _command(database)("import", SAMPLE).exit_code == 0
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it in the one file that is copied
    return database


@pytest.fixture
def sampled(tmp_path: Path, imported: Path) -> Shirube:
    """The same, with the invented measurements imported."""
    return _command(Path(shutil.copy(imported, tmp_path / "shirube.db")))
