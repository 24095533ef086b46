"""Evaluations of a file beside what is recorded: what each would do, and which somebody should look at twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.recording import EvaluationPreview, EvaluationRecording
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.preview import Outcome

ALIKE = 15  # characters from which two equal texts look like one that was copied; shorter ones are set phrases


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One evaluation of a file.

    `line` is its row in the file. `copied` are the sections that repeat the year before word for word; `shared` those that
    another entity's row of the file says word for word too, each with that row's line.
    """

    line: int
    preview: EvaluationPreview
    copied: tuple[Section, ...] = ()
    shared: tuple[tuple[Section, int], ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What recording it does to its year, in the terms of figures."""
        if self.preview.repeated:
            return Outcome.REPEATED
        if self.preview.needs_reason:
            return Outcome.CORRECTION
        return Outcome.DETAILS if self.preview.before else Outcome.NEW

    @property
    def in_doubt(self) -> bool:
        """Whether somebody should look at it twice."""
        return self.outcome is not Outcome.REPEATED and bool(self.copied or self.shared)


def evaluation_rows(file: MeasurementFile, recording: EvaluationRecording) -> list[EvaluationRow]:
    """What a file says of evaluations.

    Raises:
        ImportRefused: anything of it is wrong; it holds every fault.
    """
    read = [(line or 0, evaluation) for line, evaluation in recording.read_file(file)]
    reader = recording.reader(measurement for _, measurement in file.rows)
    return [
        EvaluationRow(
            line,
            recording.preview(each, reader),
            tuple(_copied(each, recording.in_force(each.target, each.fiscal_year - 1))),
            tuple(_shared(each, read)),
        )
        for line, each in read
    ]


def _copied(evaluation: Evaluation, before: Evaluation | None) -> Iterator[Section]:
    return (section for section, text in _long_texts(evaluation) if before and before.text(section) == text)


def _shared(evaluation: Evaluation, others: Iterable[tuple[int, Evaluation]]) -> Iterator[tuple[Section, int]]:
    rest = [(line, other) for line, other in others if other.target != evaluation.target]
    for section, text in _long_texts(evaluation):
        line = next((line for line, other in rest if other.text(section) == text), None)
        if line is not None:
            yield section, line


def _long_texts(evaluation: Evaluation) -> list[tuple[Section, str]]:
    return [(section, text) for section in Section if len(text := evaluation.text(section)) >= ALIKE]
