"""What can go wrong, for the person who gets to read it.

ShirubeError
├── StrategyFileError     a strategy file that cannot be served
├── TableRefused          a file that cannot be read as a table
├── ImportRefused         a measurements file with faults; nothing was loaded
├── MeasurementRefused    one measurement with faults; nothing was recorded
├── FileRefused           a dropped file that cannot be fetched
├── SlackRefusal          Slack does not let the app in
├── SettingsError         settings that are missing or malformed
├── UndoRefused           a change that cannot be taken back
├── UnknownIndicator      an id or name that no indicator has
└── StoreError            a database that cannot be opened, read or written
"""

from __future__ import annotations

from dataclasses import dataclass, field


class MessageId(str):
    """A message among the values of another one: it is told in words, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, as a message id and the values for its placeholders.

    `line` counts from 1, as editors do; None where a fault belongs to no line.
    """

    message_id: str
    values: dict[str, object] = field(default_factory=dict)
    line: int | None = None


class ShirubeError(Exception):
    """An error that its reader can do something about.

    It carries a message id and values instead of words: the words are chosen in the reader's language by `messages.py`.
    """

    def __init__(self, message_id: str, **values: object) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.values = values


class FileFaults(ShirubeError):
    """A file with faults, each with its line."""

    def __init__(self, message_id: str, name: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(message_id, name=name, count=len(faults))
        self.name = name
        self.faults = faults


class StrategyFileError(FileFaults):
    """A strategy file that cannot be served."""


class TableRefused(FileFaults):
    """A file that cannot be read as a table at all."""


class ImportRefused(FileFaults):
    """A measurements file with faults; nothing was loaded."""


class SlackRefusal(ShirubeError):
    """Slack does not let the app in."""


class SettingsError(ShirubeError):
    """Settings that are missing or malformed, each with what to do about it."""

    def __init__(self, message_id: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(message_id, count=len(faults))
        self.faults = faults


class MeasurementRefused(FileFaults):
    """One measurement with faults; `name` says which it is."""


class FileRefused(ShirubeError):
    """A dropped file that cannot be fetched."""


class UndoRefused(ShirubeError):
    """A change that cannot be taken back."""


class UnknownIndicator(ShirubeError):
    """An id or name that no indicator has."""


class StoreError(ShirubeError):
    """A database that cannot be opened, read or written."""
