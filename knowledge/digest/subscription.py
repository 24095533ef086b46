"""Subscriptions: which channel gets which digest, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from knowledge.notation.period import Cadence
from knowledge.notation.schedule import Schedule
from knowledge.strategy.model import Language


class Pause(StrEnum):
    """Why a subscription rests."""

    ASKED = "asked"
    ARCHIVED = "archived"  # the channel was archived
    REMOVED = "removed"  # the bot is no longer in the channel, or the channel is gone
    FORBIDDEN = "forbidden"  # the workspace does not let the bot post there


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's wish for digests; a channel has at most one of each cadence.

    `goals` is empty where it wants all; `since` is when it began or was taken up again: what was due before is not made up
    for; `subscriber` is None where that person was forgotten. `canvas` tells that it wants a canvas kept current and no messages.
    """

    channel: str
    schedule: Schedule
    language: Language
    goals: tuple[str, ...]
    subscriber: str | None
    since: datetime
    paused: Pause | None = None
    canvas: bool = False


def kept_on(wanted: Subscription, old: Iterable[Subscription]) -> Subscription:
    """What takes the place of the channel's subscription of that cadence: at the same times, it goes on without a break."""
    same = (each for each in old if each.paused is None and each.schedule == wanted.schedule)
    return replace(wanted, since=next((each.since for each in same), wanted.since))


class SubscriptionStore(Protocol):
    """The subscriptions of all channels."""

    def all(self) -> Sequence[Subscription]:
        """Every subscription, by channel."""
        ...

    def of(self, channel: str) -> Sequence[Subscription]:
        """A channel's subscriptions."""
        ...

    def keep(self, subscription: Subscription) -> None:
        """Begin a subscription, or change the channel's one of that cadence."""
        ...

    def end(self, channel: str, cadence: Cadence) -> bool:
        """End a subscription; False where there is none."""
        ...
