"""The one way from a file to the records: its figures and its evaluations, checked together, recorded together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from knowledge.errors import Fault, ImportRefused
from knowledge.evaluation.file_rows import EvaluationRow, evaluation_rows
from knowledge.evaluation.model import Evaluation
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.model import Measurement
from knowledge.measurement.preview import Outcome, Preview
from knowledge.measurement.recording import Recording
from knowledge.record_log import Recorded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What loading a file would do: its figures with their lines, and its evaluations.

    `kept` is how many rows repeat a recorded value, and name another source, for which no reason was given.
    """

    figures: tuple[tuple[int, Preview], ...]
    evaluations: tuple[EvaluationRow, ...] = ()
    kept: int = 0

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What each row does."""
        return (*(row.outcome for _, row in self.figures), *(row.outcome for row in self.evaluations))

    @property
    def nothing_new(self) -> bool:
        """Whether all of it is recorded already."""
        return all(outcome is Outcome.REPEATED for outcome in self.outcomes)

    @property
    def corrects(self) -> bool:
        """Whether loading it needs a reason."""
        figures = any(row.outcome.needs_reason for _, row in self.figures)
        return figures or any(row.preview.needs_reason for row in self.evaluations)

    @property
    def gross(self) -> bool:
        """Whether a figure is off by what a slip does."""
        return any(row.gross for _, row in self.figures)


@dataclass(frozen=True, slots=True)
class FileRecorded:
    """What loading a file did: a change of figures and one of evaluations, each undone by itself."""

    figures: Recorded[Measurement]
    evaluations: Recorded[Evaluation]

    @property
    def changed(self) -> bool:
        """Whether anything was recorded."""
        return bool(self.figures.change or self.evaluations.change)

    @property
    def repeated(self) -> int:
        """How many rows were recorded already."""
        return self.figures.repeated + self.evaluations.repeated


class FileRecording:
    """Loads files of figures and evaluations as both are recorded; `by` is who does it, as the history names them."""

    def __init__(self, figures: Recording, evaluations: EvaluationRecording) -> None:
        self.figures = figures
        self.evaluations = evaluations

    def check(self, file: MeasurementFile, reason: str | None = None) -> FileCheck:
        """What a file would do, with a reason or without.

        Raises:
            ImportRefused: an evaluation in it is wrong; it holds every fault.
        """
        kept = 0 if reason else self.figures.other_sources(file)
        return FileCheck(tuple(self.figures.check_file(file)), tuple(evaluation_rows(file, self.evaluations)), kept)

    def made(self, key: str) -> FileRecorded | None:
        """What loading a file under a key did; None where nothing was loaded under it."""
        figures, evaluations = self.figures.store.made(key), self.evaluations.store.made(_evaluations_key(key))
        if figures is None and evaluations is None:
            return None
        return FileRecorded(figures or Recorded(), evaluations or Recorded())

    def load(
        self, file: MeasurementFile, *, by: str | None = None, reason: str | None = None, key: str | None = None
    ) -> FileRecorded:
        """Record all rows of a file, or none; a second call with the same key changes nothing and tells what the first did.

        Raises:
            ImportRefused: a row corrects what is recorded and no reason was given; it names every such row.
        """
        made = self.made(key) if key else None
        if made:
            return made
        self.try_load(file, by=by, reason=reason)
        evaluations = self._load_evaluations(file, by, reason, key, dry=False)
        return FileRecorded(self.figures.load(file, by=by, reason=reason, key=key), evaluations)

    def try_load(self, file: MeasurementFile, *, by: str | None = None, reason: str | None = None) -> FileRecorded:
        """What loading a file would do, without doing it.

        Raises:
            ImportRefused: as `load` does.
        """
        faults: list[Fault] = []
        figures = _tried(lambda: self.figures.load(file, by=by, reason=reason, dry=True), faults)
        evaluations = _tried(lambda: self._load_evaluations(file, by, reason, None, dry=True), faults)
        if faults or figures is None or evaluations is None:
            raise ImportRefused("import.refused", file.name, tuple(faults))
        return FileRecorded(figures, evaluations)

    def _load_evaluations(
        self, file: MeasurementFile, by: str | None, reason: str | None, key: str | None, *, dry: bool
    ) -> Recorded[Evaluation]:
        rows = self.evaluations.read_file(file)
        key = key and _evaluations_key(key)
        return self.evaluations.load(rows, name=file.name, by=by, reason=reason, key=key, dry=dry)


def _tried(work: Callable[[], T], faults: list[Fault]) -> T | None:
    """What some work gives; None where it is refused, whose faults are then added."""
    try:
        return work()
    except ImportRefused as error:
        faults += error.faults
        return None


def _evaluations_key(key: str) -> str:
    return f"{key}:evaluations"
