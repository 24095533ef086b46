"""The short form of `tests/benchmarks/stops.py`, of which `.ci/run` takes the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.stops import measure


@pytest.mark.thorough
def test_however_the_bot_is_stopped_nothing_is_lost_doubled_or_said_differently(tmp_path: Path) -> None:
    found = measure(6, tmp_path)
    assert (found.lost, found.doubled, found.differently) == (0, 0, 0), found
