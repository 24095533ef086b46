"""What the knowledge needs from outside, stated as protocols: `db/` fits them, `bot/` hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from knowledge.measurement.model import Measurement
from knowledge.question.query.model import Query
from knowledge.record_log import RecordLog, Revision
from knowledge.strategy.model import Indicator, Language, Point
from knowledge.strategy.plan import Strategy
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


class ServedPlanStore(Protocol):
    """Which plan is served: the strategy file, or a dropped plan in its place."""

    def in_place_of(self, key: str) -> ServedPlanStore:
        """The same for the plan of a key, where several are served; a ShirubeError says that there is none."""
        ...

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
