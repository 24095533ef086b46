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
    """How far a delivery has come."""

    OPEN = "open"  # begun: some of its messages may be posted
    POSTED = "posted"
    WITHDRAWN = "withdrawn"  # taken back by somebody
    REFUSED = "refused"  # Slack does not take it: the channel is archived, the bot was removed
    UNKNOWN = "unknown"  # a post was broken off, and the channel may not be looked into


DONE = frozenset({DeliveryState.WITHDRAWN, DeliveryState.REFUSED, DeliveryState.UNKNOWN})  # it may be posted anew by hand


@dataclass(frozen=True, slots=True)
class DigestDelivery:
    """A period's digest in a channel.

    `wanted_by` is who asked for it, by a subscription or by hand: that person may take it back and is told where it fails (None:
    forgotten, or the terminal). `reason` is Slack's word for a refusal.
    """

    id: str
    channel: str
    spec: DigestSpec
    state: DeliveryState
    wanted_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A channel's delivery of a period, and whether it begins now; else it was there before."""

    delivery: DigestDelivery
    begins: bool


BEING_REMOVED = ""  # the fingerprint of a message that is to be taken away


@dataclass(frozen=True, slots=True)
class DigestMessage:
    """One message of a delivery: number 0 is in the channel, the others in its thread.

    `ts` is where it stands, None where it was not posted yet, as far as is known. `fingerprint` tells what it is to show; None
    where that is not known. `begun_at` is when it was first wanted.
    """

    part: int
    ts: str | None
    fingerprint: str | None
    begun_at: datetime


class DeliveryStore(Protocol):
    """The deliveries of all channels. One channel has one of a period at most."""

    def claim(self, channel: str, spec: DigestSpec, by: str | None, *, anew: bool = False) -> Claim:
        """Begin a delivery, unless the channel has one of its period already.

        With `anew`, one that was withdrawn, refused or is unknown gives way, unless some of it still stands in the channel: then
        it is that one which is to be finished.
        """
        ...

    def find(self, delivery: str) -> DigestDelivery | None:
        """The delivery with that id."""
        ...

    def taken(self, periods: Iterable[Period]) -> frozenset[tuple[str, Period]]:
        """The channels that have a delivery of one of the periods, whatever became of it."""
        ...

    def unfinished(self) -> Sequence[DigestDelivery]:
        """Deliveries with work left: begun, to be withdrawn, or with a message that is not posted."""
        ...

    def outdated(self) -> Sequence[DigestDelivery]:
        """The posted deliveries that show a figure which was corrected since they were last compared with the measurements."""
        ...

    def is_outdated(self, delivery: str) -> bool:
        """Whether a delivery is one of those."""
        ...

    def shows(self, delivery: str, figures: Iterable[tuple[str, int]], entry: int) -> None:
        """Note that a delivery shows the figures of indicators and years, as they stood at an entry.

        What it was said to show before, it still does: a value that was taken back may come back.
        """
        ...

    def previous(self, channel: str, period: Period) -> DigestMark | None:
        """Up to where the changes of the channel's last digest of that cadence before a period went; None where there is none."""
        ...

    def set_state(self, delivery: str, state: DeliveryState, reason: str | None = None) -> None:
        """Note what became of a delivery."""
        ...

    def compared(self, delivery: str, entry: int) -> None:
        """Note that a delivery shows all that was recorded up to an entry."""
        ...

    def messages(self, delivery: str) -> Mapping[int, DigestMessage]:
        """The messages of a delivery, by part."""
        ...

    def want(self, delivery: str, part: int, fingerprint: str, now: datetime) -> None:
        """Note what a message is to show from now on."""
        ...

    def posted(self, delivery: str, part: int, ts: str) -> None:
        """Record the `ts` of a posted message."""
        ...

    def drop(self, delivery: str, part: int) -> None:
        """Record that a message was removed."""
        ...
