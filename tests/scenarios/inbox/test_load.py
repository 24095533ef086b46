"""The load benchmark in short: some seconds, one kill, and a moment at full speed.

The bars for time belong to the full run alone (`python tests/benchmarks/load.py`, which `.ci/run` calls): a test run shares its
machine. What must not happen under any load is held here: nothing unanswered, nothing answered twice.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.benchmarks.load import measure


@pytest.mark.thorough
def test_what_is_acknowledged_is_answered_once_under_load_and_through_a_kill(tmp_path: Path) -> None:
    found = asyncio.run(measure(seconds=3, kills=1, flood_seconds=0.3, folder=tmp_path, rate=100))
    outcome = found.outcome
    assert len(outcome.acknowledged) == 300
    assert outcome.through_kills  # the kill fell while answers were under way
    assert outcome.unanswered == 0
    assert outcome.doubled == []
    assert found.left == 0
