"""Alerts: whoever follows an indicator is told, once, when its status turns, and told where the figure behind that is undone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar
from uuid import uuid4

from handlers.following.blocks import alert_message, is_channel
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.inbox.outcome import own_request
from handlers.slack.replies import Amend, Post, Reply
from knowledge.errors import StoreError
from knowledge.following.model import Alert, Corrected, Follow, FollowStore, Step, Turned, figure_of, next_steps
from knowledge.ports import MeasurementStore, PreferenceStore
from knowledge.progress.standing import Standing
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

FOLLOWING = "following"  # the topic of what a place hears of what it follows


class Placed(Protocol):
    """A follow or an alert."""

    @property
    def place(self) -> str:
        """The person or the channel."""
        ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class AlertSender:
    """Sends alerts. `requests` is how the keys of its own requests begin."""

    strategy: Strategy
    measurements: MeasurementStore
    follows: FollowStore
    preferences: PreferenceStore
    changes: Changes
    now: Callable[[], datetime]
    requests: str = ""

    async def review(self) -> None:
        """Have each place told of what turned, noted as told in the same step; what fails for one holds up no other."""
        standings = Standings(self.strategy, self.measurements, self.now)
        told = _by_place(self.follows.alerts())
        for place, follows in _by_place(self.follows.all()).items():
            if any(_steps(follows, told.get(place, ()), standings)):
                try:
                    await self._tell(place)
                except StoreError as error:
                    log.warning("alerts are left for later: %s", error.message_id)

    async def _tell(self, place: str) -> None:
        request = f"{self.requests}alert:{uuid4().hex}"
        with own_request(request, place):
            await self.changes.make(partial(self._told, place, request))

    def _told(self, place: str, request: str, services: ChangeServices) -> Changed[None]:
        """What a place is told now; nothing where another process was quicker."""
        standings = Standings(self.strategy, services.recording.store, self.now)
        chosen = None if is_channel(place) else services.preferences.language(place)
        replies: list[Reply] = []
        for follow, step in _steps(services.follows.of(place), services.follows.alerts(place), standings):
            message = alert_message(step, follow, messages(chosen or follow.language))
            if isinstance(step, Turned):
                told = (step.before, step.standing.status, figure_of(step.standing))
                services.follows.tell(Alert(place, follow.indicator, *told, request, len(replies), self.now()))
                replies.append(Post(message, place, topic=FOLLOWING))
                continue
            if isinstance(step, Corrected):
                services.follows.correct(step.alert, figure_of(step.standing))
            else:
                services.follows.take_back(step.alert)
            posted_at = step.alert.told_at.timestamp()
            replies.append(Amend(message, place, step.alert.request, step.alert.n, posted_at, topic=FOLLOWING))
        if not replies:
            raise NothingChanged(None)
        return Changed(None, replies)


class Standings:
    """Where each indicator stands now, looked up once; an indicator that was renamed is found by its former id."""

    def __init__(self, strategy: Strategy, measurements: MeasurementStore, now: Callable[[], datetime]) -> None:
        self.measurements = measurements
        self.today = now().date()
        self._indicators = strategy.indicators_by_id
        self._known: dict[str, Standing] = {}

    def of(self, indicator: str) -> Standing | None:
        """Where it stands; None where the strategy has it no more."""
        found = self._indicators.get(indicator)
        if found is None:
            return None
        if found.id not in self._known:
            self._known[found.id] = Standing.of(found, self.measurements.series(found.id), self.today)
        return self._known[found.id]


def _steps(follows: Sequence[Follow], alerts: Sequence[Alert], standings: Standings) -> Iterator[tuple[Follow, Step]]:
    """What is to be told of all that a place follows."""
    for follow in follows:
        standing = standings.of(follow.indicator)
        told = [alert for alert in alerts if alert.indicator == follow.indicator]
        if standing:
            yield from ((follow, step) for step in next_steps(follow, told, standing))


def _by_place(each_of: Sequence[P]) -> dict[str, list[P]]:
    places: dict[str, list[P]] = {}
    for each in each_of:
        places.setdefault(each.place, []).append(each)
    return places
