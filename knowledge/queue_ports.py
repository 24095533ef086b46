"""What arrived and what is to be sent, and the protocol of the queue that keeps both: `db/queue.py` fits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.ports import DialogueTurn


@dataclass(frozen=True, slots=True)
class InboxItem:
    """Something that arrived and waits to be handled.

    `key` is the sender's own id of it, the same in every repetition; `message` that of the message it is about, where it is
    about one; what shares a `place` is handled, and its replies are sent, in the order in which it came. `received_at` is in
    seconds since 1970.
    """

    key: str
    message: str | None
    place: str
    payload: str
    received_at: float


@dataclass(frozen=True, slots=True)
class QueuedReply:
    """A reply that waits to be sent: number `n` of a request, as JSON.

    `begun_at` is when Slack was asked to send it, where nobody noted the end.
    """

    id: int
    request: str
    n: int
    place: str
    reply: str
    created_at: float
    begun_at: float | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process has to do: items to handle, replies to send, and requests whose change may or may not be committed."""

    items: Sequence[InboxItem]
    replies: Sequence[QueuedReply]
    prepared: Sequence[str]


class QueueStore(Protocol):
    """What arrived and what is to be sent, kept until it is done, so that nothing is lost and nothing is sent twice."""

    async def keep(self, item: InboxItem, direct: tuple[str, str] | None = None) -> bool:
        """Write down what arrived, for good; True where it is this process that has to handle it now.

        `direct` is a person and the channel of their direct messages, where it shows that.
        """
        ...

    async def commit(
        self, request: str, place: str, replies: Sequence[str], turns: Mapping[str, DialogueTurn], *, first: int = 0
    ) -> Sequence[QueuedReply]:
        """Write down all that a listener did, at once: its replies, what its threads spoke of, and that the request was handled."""
        ...

    async def prepare(self, request: str, place: str, replies: Sequence[str]) -> None:
        """Write down the replies that belong to a change of the main database, before that is committed."""
        ...

    async def finish(self, request: str, turns: Mapping[str, DialogueTurn] | None = None) -> Sequence[QueuedReply]:
        """Release the replies of a change that was committed."""
        ...

    async def discard(self, request: str) -> None:
        """Erase the replies of a change that was not committed."""
        ...

    async def fail_item(self, item: InboxItem, reason: str, notices: Sequence[str] = ()) -> Sequence[QueuedReply]:
        """Give up what arrived, and have whoever asked told."""
        ...

    async def begin(self, row: QueuedReply, now: float | None) -> None:
        """Note that Slack is being asked to send a reply; None: that it did not."""
        ...

    async def replace(self, row: QueuedReply, reply: str) -> None:
        """Put something else in a reply's stead."""
        ...

    def mark_sent(self, row: QueuedReply, direct: tuple[str, str] | None = None) -> None:
        """Erase what stands in Slack, with the next commit; after a stop before it, the row is there as if it were under way.

        `direct` is a person and the channel of their direct messages, where that was learnt.
        """
        ...

    async def holds(self, request: str, n: int) -> bool:
        """Whether a reply waits to be sent."""
        ...

    async def directs(self, person: str = "*") -> Mapping[str, str]:
        """The channel of each person's direct messages, or of one person's, as far as it is known."""
        ...

    async def fail(self, row: QueuedReply, reason: str, notices: Sequence[str] = ()) -> Sequence[QueuedReply]:
        """Give a reply up, and have its asker told by notices that come after all else there."""
        ...

    async def take(self) -> Taken:
        """What this process has to do: all that is its own, and what processes that are no more left to it, oldest first."""
        ...

    async def take_new(self) -> Sequence[InboxItem]:
        """What was written down for this process since it took something the last time, oldest first."""
        ...

    async def take_replies(self, request: str, place: str) -> Taken:
        """The same of replies alone, whose request or place fits a pattern."""
        ...

    async def waits(self, place: str) -> bool:
        """Whether something is still to be sent in a place."""
        ...

    async def beat(self, role: str, now: float, every: float) -> None:
        """Note a sign of life of this kind of process, which gives one every so many seconds."""
        ...

    async def end_beating(self, role: str) -> None:
        """Note that this process ends as it should."""
        ...

    async def wipe(self) -> None:
        """Leave no trace of what was erased, in whatever the store is written to."""
        ...
