"""What follows from what became of a reply: whoever sent it under a topic is asked before it is sent, and told after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.inbox.outcome import own_request
from handlers.slack.replies import Reply
from knowledge.queue_ports import QueuedReply


@dataclass(frozen=True, slots=True)
class Due:
    """A reply as it is to be sent now; `wanted` is whether it still is to be sent."""

    reply: Reply
    wanted: bool = True


class Receipts:
    """What follows for the replies of one topic. Each method may be called again for the same reply, after a stop."""

    repeats = False  # what may stand there and cannot be looked for is sent once more, and not told by `unknown`

    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    def due(self, reply: Reply) -> Due:
        """The reply as it is to be sent now."""
        return Due(reply)

    async def sent(self, row: QueuedReply, reply: Reply, ts: str) -> None:
        """It stands in Slack, at `ts`; a removal: nothing stands there any more."""

    async def refused(self, row: QueuedReply, reply: Reply, error: Exception) -> None:
        """It stands nowhere, and is not tried again."""

    async def unknown(self, row: QueuedReply, reply: Reply) -> None:
        """It may stand there, and is not tried again."""

    async def follow(self, row: QueuedReply, work: Callable[[ChangeServices], Changed[None]]) -> None:
        """Make the change that follows, once for the reply, and send its replies."""
        with own_request(f"outcome:{row.request}:{row.n}", row.place):
            await self.changes.make(work)
