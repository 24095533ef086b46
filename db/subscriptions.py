"""Subscriptions in the store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time

from db.codec import Row
from db.store import Store
from knowledge.digest.subscription import Pause, Subscription
from knowledge.notation.period import Cadence
from knowledge.notation.schedule import Holidays, Schedule
from knowledge.strategy.model import Language


class Subscriptions:
    """The subscriptions of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def all(self) -> Sequence[Subscription]:
        """Every subscription, by channel."""
        return [_subscription(row) for row in self.store.rows("SELECT * FROM subscriptions ORDER BY channel, cadence")]

    def of(self, channel: str) -> Sequence[Subscription]:
        """A channel's subscriptions."""
        sql = "SELECT * FROM subscriptions WHERE channel = ? ORDER BY cadence"
        return [_subscription(row) for row in self.store.rows(sql, [channel])]

    def keep(self, subscription: Subscription) -> None:
        """Begin a subscription, or change the channel's one of that cadence."""
        schedule = subscription.schedule
        row = {
            "channel": subscription.channel,
            "cadence": schedule.cadence.value,
            "day": schedule.day,
            "at": schedule.at.strftime("%H:%M"),
            "weekdays": json.dumps(schedule.weekdays),
            "ordinal": schedule.ordinal,
            "holidays": schedule.holidays.value,
            "language": subscription.language.value,
            "goals": json.dumps(subscription.goals),
            "subscriber": subscription.subscriber,
            "since": subscription.since.isoformat(timespec="seconds"),
            "paused": subscription.paused.value if subscription.paused else None,
            "canvas": int(subscription.canvas),
        }
        with self.store.writing() as db:
            db.table("subscriptions").upsert(row, pk=("channel", "cadence"))

    def end(self, channel: str, cadence: Cadence) -> bool:
        """End a subscription; False where there is none."""
        with self.store.writing() as db:
            sql = "DELETE FROM subscriptions WHERE channel = ? AND cadence = ?"
            return db.execute(sql, [channel, cadence.value]).rowcount > 0


def _schedule(row: Row) -> Schedule:
    days = (tuple(json.loads(row["weekdays"])), row["ordinal"], Holidays(row["holidays"]))
    return Schedule(Cadence(row["cadence"]), row["day"], time.fromisoformat(row["at"]), *days)


def _subscription(row: Row) -> Subscription:
    return Subscription(
        row["channel"],
        _schedule(row),
        Language(row["language"]),
        tuple(json.loads(row["goals"])),
        row["subscriber"],
        datetime.fromisoformat(row["since"]),
        Pause(row["paused"]) if row["paused"] else None,
        bool(row["canvas"]),
    )
