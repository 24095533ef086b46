"""Files that somebody gave the bot: checked when they come, kept until somebody says so, loaded once."""

from __future__ import annotations

from dataclasses import replace

from knowledge.errors import Fault, TableRefused
from knowledge.measurement.file import EVALUATION_YEAR, MeasurementFile, read_measurements
from knowledge.measurement.file_plan import plans_of_file
from knowledge.measurement.import_text import Rows
from knowledge.measurement.model import Measurement
from knowledge.measurement.preview import Outcome
from knowledge.measurement.recording import Recording
from knowledge.measurement.sheet_forms import has_forms
from knowledge.ports import DroppedFile, DroppedFileStore
from knowledge.record_log import Recorded
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plans import Plans
from knowledge.table.reader import read_table


class FileImports:
    """Loads dropped files; each is known by the id under which it was dropped."""

    def __init__(self, recording: Recording, dropped: DroppedFileStore) -> None:
        self.recording = recording
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

    def read(self, file: DroppedFile, plan: str | None = None) -> MeasurementFile:
        """What stands in a file for the plan of a key, else for the first that it may be for; of evaluations a note alone.

        It touches no store, and may run in a thread of its own.

        Raises:
            ImportRefused: anything in the file is wrong; it holds every fault.
        """
        strategy = self.plans_of(file)[0] if plan is None else self.plans.with_key(plan) or self.plans.default
        read = read_measurements(file.name, file.content, strategy, self.recording.today)
        if not read.evaluations:
            return read
        note = Fault("import.note.evaluations", {"count": len(read.evaluations)})
        others = tuple(each for each in read.notes if each.message_id != EVALUATION_YEAR)  # of what year they are not read as
        return replace(read, notes=(*others, note))

    def check(self, read: MeasurementFile) -> Rows:
        """What a file would do."""
        return self.recording.check_file(read)

    def offer(self, file: DroppedFile, read: MeasurementFile) -> Rows:
        """What a file would do; it is kept where that is anything."""
        rows = self.check(read)
        if any(row.outcome is not Outcome.REPEATED for _, row in rows):
            self.dropped.keep(file)
        return rows

    def keep(self, file: DroppedFile) -> None:
        """Keep a file until somebody says what to do with it."""
        self.dropped.keep(file)

    def waiting(self, file_id: str) -> DroppedFile | None:
        """A kept file; None where it is kept no more."""
        return self.dropped.find(file_id)

    def made(self, file_id: str) -> Recorded[Measurement] | None:
        """What loading a file did; None where it was not loaded yet."""
        return self.recording.store.made(_key(file_id))

    def load(self, file_id: str, read: MeasurementFile, *, by: str, reason: str | None = None) -> Recorded[Measurement]:
        """Load a kept file and erase it. Once: a second call tells what the first one did.

        Raises:
            ImportRefused: it corrects recorded values and no reason was given.
        """
        done = self.recording.load(read, by=by, reason=reason, key=_key(file_id))
        self.dropped.drop(file_id)
        return done

    def drop(self, file_id: str) -> None:
        """Erase a kept file."""
        self.dropped.drop(file_id)


def _key(file_id: str) -> str:
    return f"file:{file_id}"


def correcting(rows: Rows) -> bool:
    """Whether loading the rows needs a reason."""
    return any(row.outcome.needs_reason for _, row in rows)
