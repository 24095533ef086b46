"""The short form of `tests/benchmarks/rounds.py`, of which `.ci/run` takes more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.rounds import STEPS, measure, play


@pytest.mark.thorough
def test_however_the_bot_is_stopped_in_a_round_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    found = measure(tmp_path, play)
    assert (found.stops.total(), found.lost, found.doubled) == (STEPS, 0, 0), found
