"""Owners and collection rounds, as the store keeps them.

A round asks for the figures of one year. Each owner (the division that the plan names, 担当課) gets one inquiry: a message with
its indicators. An item is one indicator of a round. It is answered by a recorded figure, or by an `ItemAnswer` in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from knowledge.strategy.model import Language


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner by its name in the plan, and where it is asked: a Slack channel, and a user group that is mentioned there.

    `head` is the person who hears of it when reminders did not help. `entities` are the ids of measures and indicators that were
    given to this owner beside, or instead of, what the plan says.
    """

    name: str
    channel: str
    group: str | None = None
    head: str | None = None
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator that a round asks for, and its owner when the round began; None: the plan names nobody."""

    indicator: str
    owner: str | None


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round that is to begin.

    `occasion` is the key of a round that the calendar begins, which is begun once; None where a person begins it. `begun_by` is
    the person or channel that hears how the round ends.
    """

    year: int
    language: Language
    due: date
    begun_by: str
    items: tuple[Item, ...]
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A round that was begun; `ended_at` is None while it is open. `begun_by` is None once that person was forgotten."""

    id: int
    year: int
    language: Language
    due: date
    begun_by: str | None
    begun_at: datetime
    ended_at: datetime | None = None


class AnswerKind(StrEnum):
    """What an owner answers where it has no figure."""

    AWAITED = "awaited"  # not published yet; expected on a day
    UNMEASURED = "unmeasured"  # not measured any more, for a reason


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """An owner's answer in place of a figure; of several answers about one item the last one holds."""

    indicator: str
    kind: AnswerKind
    expected: date | None
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Nudge:
    """A reminder that was sent about an item: step 1, 2, … of those that follow from its deadline."""

    indicator: str
    deadline: date
    step: int


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An owner's message of a round.

    `ts` is None until Slack has told where it stands; `fingerprint` identifies the content that it is to show. `refused` is why
    it does not stand there, or cannot be changed.
    """

    id: int
    round: int
    owner: str
    channel: str
    fingerprint: str
    begun_at: datetime
    ts: str | None = None
    refused: str | None = None


class CollectionStore(Protocol):
    """Owners, and rounds with all that belongs to them."""

    def owners(self) -> Sequence[Owner]:
        """All owners that are tied to a place, by name."""
        ...

    def tie(self, owner: Owner, by: str, at: datetime) -> None:
        """Tie an owner to a place; replaces what was kept for its name, and takes its entities from other owners."""
        ...

    def untie(self, name: str) -> bool:
        """Forget where an owner is asked; False where nothing was kept."""
        ...

    def begin(self, plan: RoundPlan, at: datetime, key: str) -> Round | None:
        """Begin a round; None where one was begun under the same key or for the same occasion."""
        ...

    def rounds(self, *, ended: bool = False) -> Sequence[Round]:
        """The open rounds, or all of them, oldest first."""
        ...

    def round(self, number: int) -> Round | None:
        """The round with that id."""
        ...

    def end(self, number: int, at: datetime) -> bool:
        """End a round; False where it is ended already."""
        ...

    def begun_for(self, occasion: str) -> bool:
        """Whether a round was begun for an occasion."""
        ...

    def items(self, number: int) -> Sequence[Item]:
        """What a round asks for, in the order in which it was planned."""
        ...

    def answers(self, number: int) -> Sequence[ItemAnswer]:
        """All answers of a round, oldest first."""
        ...

    def answer(self, number: int, answer: ItemAnswer, key: str) -> bool:
        """Keep an answer; False where it was kept under the same key."""
        ...

    def nudges(self, number: int) -> Sequence[Nudge]:
        """The reminders that were sent in a round."""
        ...

    def nudge(self, number: int, nudge: Nudge, at: datetime) -> bool:
        """Note a reminder; False where it is noted already."""
        ...

    def inquiries(self, number: int) -> Sequence[Inquiry]:
        """The messages of a round, by owner."""
        ...

    def inquiry(self, id_: int) -> Inquiry | None:
        """The message with that id."""
        ...

    def show(self, number: int, owner: str, channel: str, fingerprint: str, at: datetime) -> Inquiry:
        """Note what an owner's message is to show; a message in another channel takes the old one's place under a new id."""
        ...

    def stands(self, id_: int, ts: str) -> None:
        """Note where a message stands."""
        ...

    def refuse(self, id_: int, reason: str) -> None:
        """Note that a message does not stand in its channel, or can be changed no more."""
        ...
