"""Which digests are due: a function of the subscriptions, of what was posted, and of the moment."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime

from knowledge.digest.subscription import Subscription
from knowledge.notation.period import Period


def due(
    subscriptions: Iterable[Subscription], taken: Callable[[Iterable[Period]], Container[tuple[str, Period]]], now: datetime
) -> Iterator[tuple[Subscription, Period]]:
    """Of each subscription the latest digest that is due, unless it was taken in hand already.

    `taken` tells the channels and periods that were, of the periods that it is given. What fell due while nothing ran is made
    up for by the latest alone; what was due before a subscription began, never.
    """
    begun = [
        (subscription, period)
        for subscription in subscriptions
        if subscription.paused is None
        and not subscription.canvas
        and (moment := subscription.schedule.due(period := subscription.schedule.latest(now), now.tzinfo))
        and moment > subscription.since
    ]
    done = taken({period for _, period in begun})
    return ((subscription, period) for subscription, period in begun if (subscription.channel, period) not in done)
