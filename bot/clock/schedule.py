"""Which digests are due: a function of the subscriptions, of what was posted, and of the moment."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import datetime

from knowledge.digest.subscription import Subscription
from knowledge.notation.period import Period


def due(
    subscriptions: Iterable[Subscription], taken: Container[tuple[str, Period]], now: datetime
) -> Iterator[tuple[Subscription, Period]]:
    """Of each subscription the latest digest that is due, unless it was taken in hand already.

    What fell due while nothing ran is made up for by the latest alone; what was due before a subscription began, never.
    """
    for subscription in subscriptions:
        period = subscription.schedule.latest(now)
        begun = subscription.schedule.due(period, now.tzinfo) > subscription.since
        if subscription.paused is None and begun and (subscription.channel, period) not in taken:
            yield subscription, period
