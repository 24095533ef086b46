"""The short form of `tests/benchmarks/clock_faults.py`, of which `.ci/run` takes the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.clock_faults import run


@pytest.mark.thorough
@pytest.mark.timeout(120)
def test_however_the_clock_is_stopped_no_digest_is_lost_or_doubled(tmp_path: Path) -> None:
    tally = run(8, tmp_path)
    assert tally.stops.total() == 8
    assert (tally.lost, tally.doubled, tally.wrong) == (0, 0, 0), tally
