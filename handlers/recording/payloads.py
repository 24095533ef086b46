"""What is clicked and given in recording: payloads, and what our own buttons and events carry."""

from __future__ import annotations

from handlers.slack.payloads import MessageEvent, Payload, SharedFile
from knowledge.measurement.file import FilePart
from knowledge.strategy.model import Language


class UndoValue(Payload):
    """What a button carries that takes a change back."""

    change: int
    language: Language


class FileShareEvent(MessageEvent):
    """A message with files."""

    files: tuple[SharedFile, ...] = ()


class FileImportValue(Payload):
    """A dropped file that waits for a word, and the message that says so.

    `plan` is the key of the plan that it is for, `part` what of it was offered, where that was not all of it.
    """

    file: str
    language: Language
    plan: str | None = None
    part: FilePart | None = None
    channel: str | None = None
    ts: str | None = None

    @property
    def place(self) -> tuple[str, str] | None:
        """The channel and the `ts` of the message."""
        return (self.channel, self.ts) if self.channel and self.ts else None

    def at(self, place: tuple[str, str] | None) -> FileImportValue:
        """The same, with the message that it stands in."""
        channel, ts = place or (None, None)
        return self.model_copy(update={"channel": channel, "ts": ts})
