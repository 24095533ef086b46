"""What the knowledge needs from outside, stated as protocols: `db/` fits them, `bot/` hands them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from knowledge.measurement.model import Measurement
from knowledge.question.query.model import Query
from knowledge.record_log import RecordLog, Revision
from knowledge.strategy.model import Indicator, Language, Point, Strategy
from knowledge.strategy.plan_file import PlanFile


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """What is kept of a thread's last question and answer: subjects and intent, never its text.

    `listed` are the entities that the answer listed or asked back with, in its order; `groups` are the kinds that a
    question about members asked for; `years` the years of the figures told last, the newest last;
    `recent` the indicators that the thread has spoken of, the newest last; `query` what was asked, without its words.
    """

    language: Language
    intent: str
    subjects: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    recent: tuple[str, ...] = ()
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class TargetRevision:
    """A baseline or target that a reloaded strategy file changed."""

    indicator: str
    field: str  # "baseline" or "target"
    before: Point
    revised_on: date


class MeasurementStore(Protocol):
    """What staff recorded."""

    def series(self, indicator: str) -> Sequence[Measurement]:
        """The values in force of an indicator, one a year."""
        ...

    def history(self, entity: str) -> Sequence[Revision[Measurement]]:
        """Every entry ever made about an indicator, oldest first."""
        ...

    def last_entry(self) -> int:
        """The number of the newest entry about any indicator; 0 where there is none."""
        ...


class RecordStore(MeasurementStore, RecordLog[Measurement], Protocol):
    """Where staff record figures."""


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file that somebody gave the bot and has not yet said whether to load."""

    id: str
    user: str
    name: str
    content: bytes


class DroppedFileStore(Protocol):
    """Files that wait for a word, for some hours."""

    def keep(self, file: DroppedFile) -> None:
        """Keep a file."""
        ...

    def find(self, file_id: str) -> DroppedFile | None:
        """The file, unless it is gone."""
        ...

    def drop(self, file_id: str) -> None:
        """Erase a file."""
        ...


class RevisionStore(Protocol):
    """How the strategy itself was revised."""

    def revisions(self, indicator: Indicator) -> Sequence[TargetRevision]:
        """What the file once said of an indicator, oldest first."""
        ...


class ConversationStore(Protocol):
    """The last turn of each thread."""

    def last_turn(self, conversation: str) -> DialogueTurn | None:
        """The thread's last turn, unless it is too long ago."""
        ...

    def keep_turn(self, conversation: str, turn: DialogueTurn) -> None:
        """Remember a turn as the thread's last."""
        ...


class FeedbackKind(StrEnum):
    """Why a question was handed to the maintainers."""

    NOT_UNDERSTOOD = "not_understood"
    WRONG = "wrong"  # the answer was said to be wrong


@dataclass(frozen=True, slots=True)
class Feedback:
    """A question that was not understood or answered wrongly: its text and when that was said, never by whom."""

    kind: FeedbackKind
    text: str
    noted_at: datetime


class FeedbackStore(Protocol):
    """What the maintainers are told, so that an alias can be added."""

    def keep(self, kind: FeedbackKind, text: str) -> None:
        """Keep a question for the maintainers; the same one of the same day is kept once."""
        ...


class PreferenceStore(Protocol):
    """What people chose for themselves."""

    def language(self, person: str) -> Language | None:
        """The language that somebody chose; None where nobody did."""
        ...

    def choose_language(self, person: str, language: Language) -> None:
        """Remember somebody's language."""
        ...

    def is_welcomed(self, person: str) -> bool:
        """Whether somebody was told what the bot is for."""
        ...

    def keep_welcomed(self, person: str) -> bool:
        """Remember that somebody is told what the bot is for; False where that was remembered before."""
        ...


@dataclass(frozen=True, slots=True)
class InboxItem:
    """Something that arrived and waits to be handled.

    `key` is the sender's own id of it, the same in every repetition; `message` that of the message it is about, where it is
    about one; what shares a `place` is handled, and its replies are said, in the order in which it came. `received_at` is in
    seconds since 1970.
    """

    key: str
    message: str | None
    place: str
    payload: str
    received_at: float


@dataclass(frozen=True, slots=True)
class QueuedReply:
    """A reply that waits to be said: number `n` of a request, as JSON.

    `begun_at` is when Slack was asked to say it, where nobody noted the end.
    """

    id: int
    request: str
    n: int
    place: str
    reply: str
    created_at: float
    begun_at: float | None


@dataclass(frozen=True, slots=True)
class FailedReply:
    """A reply that was given up, and why."""

    request: str
    created_at: float
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process has to do: items to handle, replies to say, and requests whose change may or may not be committed."""

    items: Sequence[InboxItem]
    replies: Sequence[QueuedReply]
    prepared: Sequence[str]


class QueueStore(Protocol):
    """What arrived and what is to be said, kept until it is done, so that nothing is lost and nothing is said twice."""

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
        """Note that Slack is being asked to say a reply; None: that it did not."""
        ...

    async def replace(self, row: QueuedReply, reply: str) -> None:
        """Put something else in a reply's stead."""
        ...

    def said(self, row: QueuedReply, direct: tuple[str, str] | None = None) -> None:
        """Erase what stands in Slack, with the next commit; after a stop before it, the row is there as if it were under way.

        `direct` is a person and the channel of their direct messages, where that was learnt.
        """
        ...

    async def holds(self, request: str, n: int) -> bool:
        """Whether a reply waits to be said."""
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

    async def take_replies(self, request: str, place: str) -> Taken:
        """The same of replies alone, whose request or place fits a pattern."""
        ...

    async def waits(self, place: str) -> bool:
        """Whether something is still to be said in a place."""
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


class ServedPlanStore(Protocol):
    """Which plan is served: the strategy file, or a dropped plan in its place."""

    def current(self) -> PlanFile:
        """The plan to serve."""
        ...

    def refuse(self, strategy: Strategy) -> None:
        """Nothing where a plan may be served over what was recorded; a ShirubeError says why not."""
        ...

    def left_out(self, strategy: Strategy) -> tuple[str, ...]:
        """The ids of the indicators of which something was recorded and that a plan does not hold."""
        ...

    def serve(self, plan: PlanFile, *, by: str, key: str) -> bool:
        """Serve a plan in place of the present one, which is kept; False where that was done before under the same key."""
        ...

    def was_served(self, key: str) -> bool:
        """Whether a plan was served under a key."""
        ...

    def take_back(self, key: str) -> PlanFile | None:
        """Serve the plan before again; None where the plan of that key is not the one that is served."""
        ...
