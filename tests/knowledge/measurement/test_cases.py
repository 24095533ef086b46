"""Files as city halls have them, each with its outcome in `cases/expected.txt`: the figures, or the faults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import Fault, ImportRefused
from knowledge.measurement.file import read_measurements
from knowledge.measurement.model import Measurement
from knowledge.measurement.preview import preview
from knowledge.strategy.plan import Strategy

TODAY = date(2022, 12, 1)
CASES = Path(__file__).parent / "cases"
EXPECTED = dict(
    line.split(": ", 1)
    for line in (CASES / "expected.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def outcome(strategy: Strategy, file: Path) -> str:
    """What comes of a file, in one line."""
    try:
        read = read_measurements(file.name, file.read_bytes(), strategy, TODAY)
    except ImportRefused as refused:
        return "refused: " + "; ".join(map(fault, refused.faults))
    return "; ".join([*(figure(strategy, measurement) for _, measurement in read.rows), *map(note, read.notes)])


def figure(strategy: Strategy, measurement: Measurement) -> str:
    """A figure with what is said about it and what is doubtful."""
    return " ".join(figure_parts(strategy, measurement))


def figure_parts(strategy: Strategy, measurement: Measurement) -> Iterator[str]:
    """Indicator, year, value; kind, day, source; doubts."""
    yield from (measurement.indicator, str(measurement.year), measurement.wording)
    yield from (str(part) for part in (measurement.kind, measurement.as_of) if part)
    yield f"({measurement.source})"
    indicator = strategy.indicator(measurement.indicator)
    yield from (f"?{doubt}" for doubt in preview(measurement, indicator, (), None, TODAY).doubts)


def fault(found: Fault) -> str:
    """A fault with its line."""
    name = found.message_id.removeprefix("measurement.fault.").removeprefix("table.fault.")
    return f"{found.line} {name}" if found.line else name


def note(found: Fault) -> str:
    """What was left out."""
    return f"left out {found.message_id.removeprefix('import.note.')} {next(iter(found.values.values()))}"


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir() if path.suffix != ".txt"))
def test_a_file_has_its_outcome(koriyama: Strategy, name: str) -> None:
    assert outcome(koriyama, CASES / name) == EXPECTED[name]


def test_every_outcome_has_its_file() -> None:
    assert {*EXPECTED} == {path.name for path in CASES.iterdir() if path.suffix != ".txt"}
