"""The invented figures of tests and demonstrations, which say on every surface that they are invented."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.measurement.model import Measurement
from knowledge.words.messages import Messages

SAMPLE = "sample"  # the source that they name


def invented(measurements: Iterable[Measurement | None]) -> bool:
    """Whether one of them at least is invented."""
    return any(measurement is not None and measurement.source == SAMPLE for measurement in measurements)


def invented_note(measurements: Iterable[Measurement | None], words: Messages) -> list[str]:
    """The line that says so; none where all are real."""
    return [words.say("sample.note")] if invented(measurements) else []


def source_name(words: Messages, source: str) -> str:
    """A measurement's source; of the invented sample it says that it is invented."""
    return words.say("source.sample", document=source) if source == SAMPLE else source
