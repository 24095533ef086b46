"""A request's change of the main database, and its replies, in one step over two files (`db/queue.py` says how)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from handlers.inbox.outcome import current
from handlers.slack.replies import Reply, asked_by, encode_reply
from knowledge.collection.model import CollectionStore
from knowledge.digest.canvas import CanvasStore
from knowledge.digest.delivery import DeliveryStore
from knowledge.digest.reminder import ReminderStore
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import SubscriptionStore
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.following.model import FollowStore
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.recording import Recording
from knowledge.ports import FeedbackStore, PreferenceStore, ServedPlanStore
from knowledge.queue_ports import QueuedReply, QueueStore

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class ChangeServices:
    """What can be changed, over the connection on which changes are made."""

    recording: Recording
    imports: FileImports
    subscriptions: SubscriptionStore
    preferences: PreferenceStore
    feedback: FeedbackStore
    reminders: ReminderStore
    deliveries: DeliveryStore
    specs: DigestSpecs
    follows: FollowStore
    plans: ServedPlanStore
    collections: CollectionStore
    evaluating: EvaluationRecording
    canvases: CanvasStore


@dataclass(frozen=True, slots=True)
class Changed(Generic[T_co]):
    """What a change did: its result, and its replies."""

    result: T_co
    replies: Sequence[Reply] = field(default=())


class NothingChanged(Exception):
    """Raised by work that found something in its way; `result` is what `make` then gives, and the work may be tried again."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


class Transactions(Protocol):
    """Transactions of the main database."""

    turn: Any

    async def begin(self, work: Callable[[ChangeServices], T]) -> T:
        """Do the work in a transaction, which stays open."""
        ...

    async def commit(self, key: str) -> None:
        """Make the work durable, and note under which key."""
        ...

    async def rollback(self) -> None:
        """Undo the work."""
        ...

    async def handled(self, key: str) -> bool:
        """Whether work was committed under a key."""
        ...


class Changes:
    """Makes changes, each once for its request."""

    def __init__(self, transactions: Transactions, queue: QueueStore, send: Callable[[Iterable[QueuedReply]], None]) -> None:
        self.transactions = transactions
        self.queue = queue
        self.send = send

    async def make(
        self, work: Callable[[ChangeServices], Changed[T]], key: str | None = None, *, place: str | None = None
    ) -> T | None:
        """Do the work and send its replies; None where that was done before under the same key.

        Key and place are the request's own unless others are given. Where the work fails, nothing was done and its error is raised.

        Raises:
            StoreError: a database cannot be written now; nothing was done, and the work may be tried again.
        """
        done = current()
        request = key or done.request
        async with self.transactions.turn:
            if await self.transactions.handled(request):
                await self._finish(request)
                done.committed = key is None
                return None
            try:
                changed = await self.transactions.begin(work)
            except NothingChanged as found:
                result: T = found.result
                return result
            try:
                replies = [encode_reply(asked_by(reply, done.asker)) for reply in (*done.replies, *changed.replies)]
                await self.queue.prepare(request, place or done.place, replies)
                await self.transactions.commit(request)
            except BaseException:
                await self.transactions.rollback()
                raise
        done.replies.clear()
        done.committed = key is None
        self.send(await self.queue.finish(request, done.turns))
        return changed.result

    async def was_made(self, key: str) -> bool:
        """Whether a change was made under a key."""
        return await self.transactions.handled(key)

    async def finish(self, request: str) -> bool:
        """Send the replies of a committed change, or erase them where the change was not committed; whether it was.

        Whoever makes the same change in this process just now is waited for: what it has prepared is not erased.
        """
        async with self.transactions.turn:
            return await self._finish(request)

    async def _finish(self, request: str) -> bool:
        if await self.transactions.handled(request):
            self.send(await self.queue.finish(request))
            return True
        await self.queue.discard(request)
        return False
