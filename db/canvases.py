"""Canvases in the store."""

from __future__ import annotations

from datetime import datetime

from db.store import Store
from knowledge.digest.canvas import ChannelCanvas


class Canvases:
    """The canvases of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def of(self, channel: str) -> ChannelCanvas | None:
        """A channel's canvas; None where none was ever wanted."""
        found = self.store.rows("SELECT * FROM canvases WHERE channel = ?", [channel])
        if not found:
            return None
        row = found[0]
        return ChannelCanvas(channel, row["wanted"], datetime.fromisoformat(row["wanted_at"]), row["canvas"], row["shown"])

    def want(self, channel: str, fingerprint: str, now: datetime) -> None:
        """Note what a channel's canvas is to show."""
        sql = (
            "INSERT INTO canvases (channel, wanted, wanted_at) VALUES (?, ?, ?)"
            " ON CONFLICT (channel) DO UPDATE SET wanted = excluded.wanted, wanted_at = excluded.wanted_at"
        )
        with self.store.writing() as db:
            db.execute(sql, [channel, fingerprint, now.isoformat(timespec="seconds")])

    def show(self, channel: str, canvas: str, fingerprint: str) -> None:
        """Note what a channel's canvas shows, and its id."""
        with self.store.writing() as db:
            db.execute("UPDATE canvases SET canvas = ?, shown = ? WHERE channel = ?", [canvas, fingerprint, channel])

    def drop(self, channel: str) -> None:
        """Forget a channel's canvas."""
        with self.store.writing() as db:
            db.execute("DELETE FROM canvases WHERE channel = ?", [channel])
