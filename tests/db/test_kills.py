"""A process killed in a write: no recorded measurement is lost or half there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.thorough
def test_what_60_killed_processes_acknowledged_is_there_and_nothing_is_half_there() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.kills", "60"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    writers, restores = ran.stdout.splitlines()
    kills, writing, acknowledged, *wrong = map(int, re.findall(r"\d+", writers))
    assert kills == 60
    assert writing > 20
    assert acknowledged > 100
    assert wrong == [0, 0, 0]
    assert restores.startswith("12 kills of a restore")
