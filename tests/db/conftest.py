"""A database that another program has open, too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from bot.workspace import Workspace
from tests.conftest import SAMPLE, load


@pytest.fixture
def sampled(workspace: Workspace) -> Workspace:
    """Koriyama's workspace with the invented measurements, to be written to."""
    load(workspace, SAMPLE)
    return workspace


@pytest.fixture
def shell(sampled: Workspace) -> Iterator[sqlite3.Connection]:
    """The same file as the `sqlite3` shell opens it: no pragma set, foreign keys unheeded."""
    connection = sqlite3.connect(sampled.store.path, isolation_level=None)
    yield connection
    connection.close()
