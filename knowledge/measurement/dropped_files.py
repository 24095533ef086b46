"""Files that somebody gave the bot: checked when they come, kept until somebody says so, loaded once."""

from __future__ import annotations

from knowledge.measurement.import_text import Rows
from knowledge.measurement.model import Recorded
from knowledge.measurement.preview import Outcome
from knowledge.measurement.recording import Recording
from knowledge.ports import DroppedFile, DroppedFileStore


class FileImports:
    """Loads dropped files; each is known by the id under which it was dropped."""

    def __init__(self, recording: Recording, dropped: DroppedFileStore) -> None:
        self.recording = recording
        self.dropped = dropped

    def offer(self, file: DroppedFile) -> Rows:
        """What a file would do; it is kept where that is anything.

        Raises:
            ImportRefused: anything in the file is wrong; it holds every fault.
        """
        rows = self._rows(file)
        if any(row.outcome is not Outcome.REPEATED for _, row in rows):
            self.dropped.keep(file)
        return rows

    def waiting(self, file_id: str) -> Rows | None:
        """What a kept file would do now; None where it is kept no more."""
        file = self.dropped.find(file_id)
        return self._rows(file) if file else None

    def load(self, file_id: str, *, by: str, reason: str | None = None) -> Recorded | None:
        """Load a kept file and erase it; None where it is kept no more. Once: a second call tells what the first one did.

        Raises:
            ImportRefused: it corrects recorded values and no reason was given.
        """
        key = f"file:{file_id}"
        made, file = self.recording.made(key), self.dropped.find(file_id)
        if made or file is None:
            return made
        done = self.recording.load(file.name, file.content, by=by, reason=reason, key=key)
        self.dropped.drop(file_id)
        return done

    def drop(self, file_id: str) -> None:
        """Erase a kept file."""
        self.dropped.drop(file_id)

    def _rows(self, file: DroppedFile) -> Rows:
        return self.recording.check_file(file.name, file.content)


def correcting(rows: Rows) -> bool:
    """Whether loading the rows needs a reason."""
    return any(row.outcome.needs_reason for _, row in rows)
