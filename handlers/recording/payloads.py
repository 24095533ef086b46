"""What is clicked and given in recording: payloads, and what our own buttons and events carry."""

from __future__ import annotations

from handlers.slack.payloads import Actor, BlockAction, MessageEvent, Payload
from knowledge.strategy.model import Language


class Team(Payload):
    """A workspace."""

    id: str


class TeamInteraction(Payload):
    """A click or a submitted view: by whom, from which workspace (None: from a whole organisation)."""

    user: Actor
    team: Team | None = None


class TeamBlockAction(BlockAction):
    """A click on one of our buttons."""

    team: Team | None = None

    @property
    def value(self) -> str:
        """What the button carries."""
        return self.actions[0].value


class UndoValue(Payload):
    """What a button carries that takes a change back."""

    change: int
    language: Language


class MeasurementsRecorded(Payload):
    """Our own event: figures were recorded; it is told in the message `in_ts`, or to the user."""

    type: str
    user: str
    change: int
    language: Language
    in_channel: str | None = None
    in_ts: str | None = None


class SharedFile(Payload):
    """A file in a message."""

    id: str
    name: str = ""
    size: int = 0
    url_private: str = ""


class FileShareEvent(MessageEvent):
    """A message with files."""

    files: tuple[SharedFile, ...] = ()


class FileImportValue(Payload):
    """A dropped file that waits for a word, and the message that says so."""

    file: str
    language: Language
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
