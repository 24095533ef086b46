"""A database that another program has open, too."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.workspace import Workspace
from tests.conftest import SAMPLE, fresh_workspace, load, make_workspace


@pytest.fixture(scope="session")
def sampled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the invented measurements; to be copied."""
    opened = fresh_workspace(tmp_path_factory.mktemp("sampled"))
    load(opened, SAMPLE)
    opened.store.close()
    return opened.store.path


@pytest.fixture
def sampled(tmp_path: Path, sampled_file: Path) -> Workspace:
    """Koriyama's workspace with the invented measurements, to be written to."""
    shutil.copy(sampled_file, tmp_path / "shirube.db")
    return make_workspace(tmp_path)


@pytest.fixture
def shell(sampled: Workspace) -> Iterator[sqlite3.Connection]:
    """The same file as the `sqlite3` shell opens it: no pragma set, foreign keys unheeded."""
    connection = sqlite3.connect(sampled.store.path, isolation_level=None)
    yield connection
    connection.close()
