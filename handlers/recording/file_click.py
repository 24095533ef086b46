"""A click on a button under a dropped file: which file, who clicked, and in which language the file was offered."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.recording.payloads import FileImportValue
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import Reply, Update
from knowledge.words.messages import Messages, messages


@dataclass(frozen=True, slots=True)
class FileClick:
    """Who clicked, about which file; `trigger` opens a view for a few seconds."""

    offered: FileImportValue
    user: str
    trigger: str
    words: Messages

    @classmethod
    def of(cls, click: BlockAction) -> FileClick:
        """What a click is about.

        Raises:
            ValidationError: an older version made the button.
        """
        offered = FileImportValue.model_validate_json(click.value).at(click.place)
        return cls(offered, click.user.id, click.trigger_id, messages(offered.language))


def in_place(offered: FileImportValue, message: OutgoingMessage) -> list[Reply]:
    """A message in the place of the offer."""
    return [Update(message, *offered.place)] if offered.place else []
