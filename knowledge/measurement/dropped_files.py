"""Files that somebody gave the bot: checked when they come, kept until somebody says so, loaded once."""

from __future__ import annotations

from dataclasses import replace

from knowledge.errors import TableRefused
from knowledge.evaluation.names import EvaluatedNames
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.measurement.file import FilePart, MeasurementFile, read_measurements
from knowledge.measurement.file_plan import plans_of_file
from knowledge.measurement.file_recording import FileCheck, FileRecorded, FileRecording
from knowledge.measurement.recording import Recording
from knowledge.measurement.sheet_forms import FormEntry, has_forms
from knowledge.measurement.validation import Entry
from knowledge.ports import DroppedFile, DroppedFileStore
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plans import Plans
from knowledge.table.reader import read_table


class FileImports:
    """Loads dropped files; each is known by the id under which it was dropped."""

    def __init__(self, recording: Recording, evaluating: EvaluationRecording, dropped: DroppedFileStore) -> None:
        self.recording = recording
        self.files = FileRecording(recording, evaluating)
        self.dropped = dropped

    def is_sheet(self, file: DroppedFile) -> bool:
        """Whether a file holds the sheets that were written for figures and evaluations, and so describes no plan."""
        try:
            return has_forms(read_table(file.name, file.content), self.recording.strategy)
        except TableRefused:
            return False  # what is wrong with it is for `read` to say

    @property
    def plans(self) -> Plans:
        """The plans that files can be for."""
        strategy = self.recording.strategy
        return Plans(strategy.side_by_side or (strategy,))

    def plans_of(self, file: DroppedFile) -> tuple[Strategy, ...]:
        """The plans that a file may be for. It touches no store, and may run in a thread of its own."""
        return plans_of_file(file.name, file.content, self.plans, self.recording.today)

    def read(self, file: DroppedFile, plan: str | None = None, part: FilePart | None = None) -> MeasurementFile:
        """What stands in a file, or a part of it, for the plan of a key, else for the first that it may be for.

        It touches no store, and may run in a thread of its own.

        Raises:
            ImportRefused: anything in the file is wrong; it holds every fault.
        """
        strategy = self.plans_of(file)[0] if plan is None else self.plans.with_key(plan) or self.plans.default
        read = read_measurements(file.name, file.content, strategy, self.recording.today)
        names = EvaluatedNames(strategy)
        return replace(read, evaluations=tuple(_with_id(form, names) for form in read.evaluations)).only(part)

    def check(self, read: MeasurementFile) -> FileCheck:
        """What a file would do.

        Raises:
            ImportRefused: an evaluation in it is wrong; it holds every fault.
        """
        return self.files.check(read)

    def offer(self, file: DroppedFile, read: MeasurementFile) -> FileCheck:
        """What a file would do; it is kept where that is anything.

        Raises:
            ImportRefused: an evaluation in it is wrong; it holds every fault.
        """
        checked = self.check(read)
        if not checked.nothing_new:
            self.dropped.keep(file)
        return checked

    def keep(self, file: DroppedFile) -> None:
        """Keep a file until somebody says what to do with it."""
        self.dropped.keep(file)

    def waiting(self, file_id: str) -> DroppedFile | None:
        """A kept file; None where it is kept no more."""
        return self.dropped.find(file_id)

    def made(self, file_id: str) -> FileRecorded | None:
        """What loading a file did; None where it was not loaded yet."""
        return self.files.made(_key(file_id))

    def load(self, file_id: str, read: MeasurementFile, *, by: str, reason: str | None = None) -> FileRecorded:
        """Load a kept file and erase it. Once: a second call tells what the first one did.

        Raises:
            ImportRefused: it corrects what is recorded and no reason was given.
        """
        done = self.files.load(read, by=by, reason=reason, key=_key(file_id))
        self.dropped.drop(file_id)
        return done

    def drop(self, file_id: str) -> None:
        """Erase a kept file."""
        self.dropped.drop(file_id)


def _with_id(form: FormEntry, names: EvaluatedNames) -> FormEntry:
    """An evaluation's entry with the id of what it names, which means the same in whichever plan it is looked up."""
    found = names.find(form.entry.get("target"))
    return replace(form, entry=Entry({**form.entry.fields, "target": found.id}, form.entry.line)) if found else form


def _key(file_id: str) -> str:
    return f"file:{file_id}"
