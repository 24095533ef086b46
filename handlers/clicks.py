"""What is clicked and given in recording: payloads, and what our own buttons and events carry."""

from __future__ import annotations

from handlers.payloads import Interaction, Payload, Said
from knowledge.strategy import Language


class Team(Payload):
    """A workspace."""

    id: str


class Asked(Interaction):
    """A click, a shortcut or a submitted view, with the workspace that it came from."""

    team: Team


class Container(Payload):
    """Where something was clicked."""

    channel_id: str | None = None
    message_ts: str | None = None


class Chosen(Payload):
    """What was clicked."""

    value: str = ""


class Clicked(Asked):
    """A click on a button."""

    container: Container
    actions: tuple[Chosen, ...]

    @property
    def value(self) -> str:
        """What the button carries."""
        return self.actions[0].value

    @property
    def place(self) -> tuple[str, str] | None:
        """The channel and the `ts` of the message that the button stands in; None where it stands in a view."""
        channel, ts = self.container.channel_id, self.container.message_ts
        return (channel, ts) if channel and ts else None


class Undoable(Payload):
    """What a button carries that takes a change back."""

    change: int
    language: Language


class Figures(Payload):
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


class Shared(Said):
    """A message with files."""

    files: tuple[SharedFile, ...] = ()


class Offered(Payload):
    """A dropped file that waits for a word, and the message that says so."""

    file: str
    language: Language
    channel: str | None = None
    ts: str | None = None

    @property
    def place(self) -> tuple[str, str] | None:
        """The channel and the `ts` of the message."""
        return (self.channel, self.ts) if self.channel and self.ts else None

    def at(self, place: tuple[str, str] | None) -> Offered:
        """The same, with the message that it stands in."""
        channel, ts = place or (None, None)
        return self.model_copy(update={"channel": channel, "ts": ts})
