"""Canvases that are kept current in place of a message a digest: what each channel's canvas shows, and is to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ChannelCanvas:
    """The canvas of a channel.

    `canvas` is its id in Slack, None where it is not made yet. `wanted` is the fingerprint of what it is to show, `shown` that of
    what it shows.
    """

    channel: str
    wanted: str
    wanted_at: datetime
    canvas: str | None = None
    shown: str | None = None


class CanvasStore(Protocol):
    """The canvases of all channels."""

    def of(self, channel: str) -> ChannelCanvas | None:
        """A channel's canvas; None where none was ever wanted."""
        ...

    def want(self, channel: str, fingerprint: str, now: datetime) -> None:
        """Note what a channel's canvas is to show."""
        ...

    def show(self, channel: str, canvas: str, fingerprint: str) -> None:
        """Note what a channel's canvas shows, and its id."""
        ...

    def drop(self, channel: str) -> None:
        """Forget a channel's canvas."""
        ...
