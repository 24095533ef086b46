"""A click on a button under a dropped file: which file, who clicked, whether they may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers.inbox.collector import Replies
from handlers.recording.payloads import FileImportValue
from handlers.recording.permission import Recorders
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import Reply, Update
from knowledge.words.messages import Messages, messages


@dataclass(frozen=True, slots=True)
class FileClick:
    """A click by somebody who may do what the button does; `trigger` opens a view for a few seconds."""

    offered: FileImportValue
    user: str
    trigger: str
    words: Messages


async def allowed_click(body: dict[str, Any], allowed: Recorders, sender: Replies) -> FileClick | None:
    """The click of a payload; None where whoever clicked may not, which they are told directly."""
    clicked = BlockAction.model_validate(body)
    offered = FileImportValue.model_validate_json(clicked.value).at(clicked.place)
    words = messages(offered.language)
    refusal = await allowed.refusal(clicked.user.id)
    if refusal:
        await sender.post(refusal.message(words), clicked.user.id)
        return None
    return FileClick(offered, clicked.user.id, clicked.trigger_id, words)


def in_place(offered: FileImportValue, message: OutgoingMessage) -> list[Reply]:
    """A message in the place of the offer."""
    return [Update(message, *offered.place)] if offered.place else []
