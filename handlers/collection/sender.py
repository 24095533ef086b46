"""Looks after the open rounds: brings their messages up to date, ends them when all is answered, reminds, begins the month's."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4

from handlers.collection.blocks import lines_message
from handlers.collection.rounds import ended, is_shown, posted_again, reminded, shown, standing_of
from handlers.collection.topics import COLLECTION, NOTICE, place_of
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.inbox.outcome import own_request
from handlers.slack.replies import Asker, Post
from knowledge.collection.model import CollectionStore, Owner, Round, RoundPlan
from knowledge.collection.owners import places
from knowledge.collection.planning import due_plans
from knowledge.collection.round_status import RoundStanding, round_standing
from knowledge.collection.text import begun_lines
from knowledge.errors import StoreError
from knowledge.ports import MeasurementStore
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

Work = Callable[[ChangeServices], Changed[object]]


@dataclass(frozen=True, slots=True)
class CollectionSender:
    """Looks after rounds. `requests` is how the keys of its own requests begin; `most` how many reminders an item gets.

    `collector` hears of the rounds that the calendar begins; None: it begins none.
    """

    strategy: Strategy
    measurements: MeasurementStore
    store: CollectionStore
    changes: Changes
    now: Callable[[], datetime]
    most: int
    collector: str | None = None
    requests: str = ""
    allowed: Callable[[str], bool] = lambda _: True  # whether the bot speaks in a channel

    async def review(self) -> None:
        """Bring every open round's messages up to date, and end the rounds that have all answers."""
        for found in self.store.rounds():
            standing = self._standing(found)
            there = {inquiry.owner: inquiry for inquiry in self.store.inquiries(found.id)}
            for owner in self._asked(standing):
                if not is_shown(there.get(owner.name), standing, owner):
                    await self._make("show", place_of(owner.name), partial(shown, found.id, owner.name))
            if standing.complete and standing.items:
                await self._make("end", f"{COLLECTION}:{found.id}", partial(ended, found.id))

    async def remind(self) -> None:
        """Remind of what is due now."""
        for found in self.store.rounds():
            standing = self._standing(found)
            for owner in self._asked(standing):
                if standing.nudges(owner.name, self.most, self.now()):
                    await self._make("remind", place_of(owner.name), partial(reminded, found.id, owner.name, self.most))

    async def begin_due(self) -> None:
        """Begin the rounds of the month."""
        if self.collector is None:
            return
        today = self.now().date()
        for plan in due_plans(self.strategy, self.measurements, self.store, today=today, begun_by=self.collector):
            await self._make("begin", place_of(plan.occasion or ""), partial(begun, plan, str(plan.occasion)))

    async def resume(self, waits: Callable[[str], Awaitable[bool]]) -> None:
        """Post what the outbox has lost: messages that stand nowhere and wait nowhere."""
        for found in self.store.rounds():
            for each in self.store.inquiries(found.id):
                if each.ts is None and not each.refused and not await waits(place_of(each.owner)):
                    await self._make("resume", place_of(each.owner), partial(posted_again, each.id))

    def _standing(self, found: Round) -> RoundStanding:
        return round_standing(found, self.store, self.strategy, self.measurements)

    def _asked(self, standing: RoundStanding) -> list[Owner]:
        """The owners of a round that can be asked where the bot speaks."""
        tied = places(self.store.owners())
        return [tied[name] for name in standing.owners if name in tied and self.allowed(tied[name].channel)]

    async def _make(self, kind: str, place: str, work: Work) -> None:
        """Make one change of its own; what fails holds up no other."""
        with own_request(f"{self.requests}{COLLECTION}:{kind}:{uuid4().hex}", place):
            try:
                await self.changes.make(work)
            except StoreError as error:
                log.warning("a collection is left for later: %s", error.message_id)


def begun(plan: RoundPlan, key: str, services: ChangeServices) -> Changed[Round]:
    """Begin a round and tell whoever begins it; the owners' messages follow by `CollectionSender.review`.

    Raises:
        NothingChanged: it was begun before.
    """
    found = services.collections.begin(plan, services.recording.now(), key)
    if found is None:
        raise NothingChanged(None)
    lines = begun_lines(standing_of(found, services), services.collections.owners(), messages(plan.language))
    return Changed(found, [Post(lines_message(lines), plan.begun_by, topic=NOTICE, asker=Asker())])
