"""What becomes of a digest in a channel: taken in hand, posted message by message, corrected, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from knowledge.digest.model import DigestMark, DigestSpec
from knowledge.notation.period import Period


class DeliveryState(StrEnum):
    """How far an issue has come."""

    OPEN = "open"  # taken in hand: some of its messages may be posted
    POSTED = "posted"
    WITHDRAWN = "withdrawn"  # taken back by somebody
    REFUSED = "refused"  # Slack does not take it: the channel is archived, the bot was removed
    UNKNOWN = "unknown"  # a post was broken off, and the channel may not be looked into


DONE = frozenset({DeliveryState.WITHDRAWN, DeliveryState.REFUSED, DeliveryState.UNKNOWN})  # it may be posted anew by hand


@dataclass(frozen=True, slots=True)
class DigestDelivery:
    """An edition in a channel.

    `wanted_by` is who asked for it, by a subscription or by hand: that person may take it back and is told where it fails (None:
    forgotten, or the terminal). `reason` is Slack's word for a refusal.
    """

    id: str
    channel: str
    edition: DigestSpec
    state: DeliveryState
    wanted_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """One message of an issue: 0 stands in the channel, the others in its thread.

    Without a `ts` its post was begun and nobody noted the end; `fingerprint` tells its content, None where that is not known.
    """

    part: int
    ts: str | None
    fingerprint: str | None
    begun_at: datetime


class DeliveryStore(Protocol):
    """The issues of all channels. One channel has one issue of a period at most."""

    def claim(self, channel: str, edition: DigestSpec, by: str | None, *, anew: bool = False) -> DigestDelivery:
        """Take an edition in hand, or give the issue of its period that the channel has already.

        With `anew`, one that was withdrawn, refused or is unknown gives way, unless some of it still stands in the channel: then
        it is that one which is to be finished.
        """
        ...

    def find(self, issue: str) -> DigestDelivery | None:
        """The issue with that id."""
        ...

    def taken(self, periods: Iterable[Period]) -> frozenset[tuple[str, Period]]:
        """The channels that have an issue of one of the periods, whatever became of it."""
        ...

    def in_state(self, state: DeliveryState) -> Sequence[DigestDelivery]:
        """The issues in a state, oldest first."""
        ...

    def outdated(self) -> Sequence[DigestDelivery]:
        """The posted issues that show a figure which was corrected since they were last compared with the measurements."""
        ...

    def shows(self, issue: str, figures: Iterable[tuple[str, int]], entry: int) -> None:
        """Note that an issue shows the figures of indicators and years, as they stood at an entry.

        What it was said to show before, it still does: a value that was taken back may come back.
        """
        ...

    def previous(self, channel: str, period: Period) -> DigestMark | None:
        """Up to where the channel's last digest of that cadence before a period went; None where there is none."""
        ...

    def settle(self, issue: str, state: DeliveryState, reason: str | None = None) -> None:
        """Note what became of an issue."""
        ...

    def compared(self, issue: str, entry: int) -> None:
        """Note that an issue shows all that was recorded up to an entry."""
        ...

    def sheets(self, issue: str) -> Mapping[int, PostedMessage]:
        """The messages of an issue, by part."""
        ...

    def begin(self, issue: str, part: int, now: datetime) -> None:
        """Note that a message is about to be posted."""
        ...

    def sent(self, issue: str, part: int, ts: str, fingerprint: str | None) -> None:
        """Note that a message was posted, or changed."""
        ...

    def drop(self, issue: str, part: int) -> None:
        """Note that a message does not stand there."""
        ...

    def untold(self) -> Sequence[DigestDelivery]:
        """The issues that failed, and whoever wanted them has not been told."""
        ...

    def told(self, issue: str) -> None:
        """Note that somebody was told that an issue failed."""
        ...
